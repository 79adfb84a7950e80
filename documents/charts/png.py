"""From SVG to PNG, with the font that the product brings along (documents/assets)."""

from unicodedata import normalize

from documents.charts.svg import has_letters_for

SHARP = 2
"""Pixels a unit of the picture gets, for screens that have two where others have one."""


def render_png(svg: str, sharp: float = SHARP) -> bytes:
    """The picture as PNG; the same on every machine unless a script is beyond the font.

    `sharp` is how many pixels a unit of the picture gets.
    """
    composed = normalize("NFC", svg)
    if has_letters_for(composed):
        from documents.charts.raster import rasterize

        return rasterize(composed, sharp).packed()
    from resvg_py import svg_to_bytes

    from documents.charts.fonts import FONTS

    return svg_to_bytes(
        svg_string=svg,
        zoom=sharp,
        font_files=FONTS,
        font_family="Noto Sans",
    )
