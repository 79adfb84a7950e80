"""The fonts that are shipped (documents/assets): how wide they are.

PDFium is loaded with the first picture, and not before.
"""

import ctypes
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import RLock
from typing import Any

import pypdfium2_raw as pdfium

ASSETS = Path(__file__).parents[1] / "assets"
FONTS = [str(ASSETS / "NotoSans-Regular.ttf"), str(ASSETS / "NotoSans-Bold.ttf")]

IS_CID = True
"""Letters are known by their numbers in Unicode, and are not only 256."""

Handle = Any
"""What PDFium gives out to be given back: a page, a font, a shape."""

ONE_AT_A_TIME = RLock()
"""PDFium is for one thread at a time."""


@dataclass(frozen=True)
class Font:
    """One of the shipped fonts, and how wide its letters are."""

    handle: Handle
    widths: dict[str, float] = field(default_factory=dict)

    def width(self, words: str, size: float) -> float:
        """How wide the words come out."""
        return sum(self._width(letter) for letter in words) * size

    def _width(self, letter: str) -> float:
        if letter not in self.widths:
            width = ctypes.c_float()
            with ONE_AT_A_TIME:
                pdfium.FPDFFont_GetGlyphWidth(self.handle, ord(letter), 1, width)
            self.widths[letter] = width.value
        return self.widths[letter]


@dataclass(frozen=True)
class Fonts:
    """A document without pages that has the shipped fonts open."""

    document: Handle
    regular: Font
    bold: Font


@cache
def shipped_fonts() -> Fonts:
    """The fonts, open from the first picture on."""
    with ONE_AT_A_TIME:
        pdfium.FPDF_InitLibraryWithConfig(pdfium.FPDF_LIBRARY_CONFIG(version=2))
        document = pdfium.FPDF_CreateNewDocument()
        regular, bold = (Font(_load(document, Path(file).read_bytes())) for file in FONTS)
        return Fonts(document, regular, bold)


def _load(document: Handle, font: bytes) -> Handle:
    given = (ctypes.c_ubyte * len(font)).from_buffer_copy(font)
    return pdfium.FPDFText_LoadFont(document, given, len(font), pdfium.FPDF_FONT_TRUETYPE, IS_CID)
