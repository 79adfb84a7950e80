"""From SVG to PNG, with the font that the product brings along (documents/assets)."""

import struct
import zlib
from unicodedata import normalize

from resvg_py import svg_to_bytes

from documents.charts.fonts import FONTS, has_letters_for
from documents.charts.raster import OUTSIDE, Pixels, rasterize

SHARP = 2
"""Pixels a unit of the picture gets, for screens that have two where others have one."""

QUICK = 2
"""How hard a picture is packed: harder takes longer than sending the difference."""

TRUE_COLOUR = 2


def render_png(svg: str, sharp: float = SHARP) -> bytes:
    """The picture as PNG; the same on every machine unless a script is beyond the font.

    `sharp` is how many pixels a unit of the picture gets.
    """
    composed = normalize("NFC", svg)
    if has_letters_for(composed):
        return _packed(rasterize(composed, sharp))
    return svg_to_bytes(
        svg_string=svg,
        zoom=sharp,
        font_files=FONTS,
        font_family="Noto Sans",
    )


def _packed(drawn: Pixels) -> bytes:
    """The pixels as a PNG of three bytes each, of which one colour means that nothing is there."""
    size = struct.pack(">IIBBBBB", drawn.width, drawn.height, 8, TRUE_COLOUR, 0, 0, 0)
    chunks = {
        b"IHDR": size,
        b"tRNS": struct.pack(">HHH", *OUTSIDE),
        b"IDAT": zlib.compress(drawn.rows, QUICK),
        b"IEND": b"",
    }
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks.items())


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)
