"""A drawn picture as pixels, and how it is packed as PNG."""

import struct
import zlib
from dataclasses import dataclass

SIGNATURE = b"\x89PNG\r\n\x1a\n"

OUTSIDE = (0xD0, 0xD5, 0xDE)
"""The colour around the card, which becomes transparent: all but that of the card's edge."""

QUICK = 2
"""How hard a picture is packed: harder takes longer than sending the difference."""

TRUE_COLOUR = 2


@dataclass(frozen=True)
class Pixels:
    """A drawn picture, row by row as a PNG has them: a zero, and three bytes for each pixel."""

    width: int
    height: int
    rows: bytearray

    def packed(self) -> bytes:
        """The picture as a PNG of which one colour means that nothing is there."""
        size = struct.pack(">IIBBBBB", self.width, self.height, 8, TRUE_COLOUR, 0, 0, 0)
        chunks = {
            b"IHDR": size,
            b"tRNS": struct.pack(">HHH", *OUTSIDE),
            b"IDAT": zlib.compress(self.rows, QUICK),
            b"IEND": b"",
        }
        return SIGNATURE + b"".join(_chunk(*chunk) for chunk in chunks.items())


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)
