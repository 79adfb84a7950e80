"""From SVG to PNG, with the font that the product brings along (documents/assets)."""

from pathlib import Path

from resvg_py import svg_to_bytes

ASSETS = Path(__file__).parents[1] / "assets"
FONTS = [str(ASSETS / "NotoSans-Regular.ttf"), str(ASSETS / "NotoSans-Bold.ttf")]
SHARP = 2
"""Pixels a unit of the picture gets, for screens that have two where others have one."""

COVERED = 0x2E7F
"""Up to here the font has what people write; beyond, the machine's own fonts help out."""


def render_png(svg: str, sharp: float = SHARP) -> bytes:
    """The picture as PNG; the same on every machine unless a script is beyond the font.

    `sharp` is how many pixels a unit of the picture gets.
    """
    return svg_to_bytes(
        svg_string=svg,
        zoom=sharp,
        font_files=FONTS,
        font_family="Noto Sans",
        skip_system_fonts=all(ord(letter) <= COVERED for letter in svg),
    )
