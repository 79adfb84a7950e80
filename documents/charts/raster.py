"""From SVG to pixels by PDFium: the few elements that svg.py writes, in the font that we ship.

PDFium keeps every letter that it has drawn and lets other threads run meanwhile.
"""

import ctypes
from dataclasses import dataclass
from functools import cache
from math import ceil
from xml.etree.ElementTree import Element, fromstring

import pypdfium2_raw as pdfium

from documents.charts.fonts import ONE_AT_A_TIME, Font, Fonts, Handle, shipped_fonts
from documents.charts.marks import DOTTED, STRIPE
from documents.charts.outlines import Attributes, Step, outline
from documents.charts.pixels import OUTSIDE, Pixels
from documents.charts.svg import Point, written

STARTS = {"start": 0.0, "middle": 0.5, "end": 1.0}
JOINS = {"miter": pdfium.FPDF_LINEJOIN_MITER, "round": pdfium.FPDF_LINEJOIN_ROUND}
CAPS = {"butt": pdfium.FPDF_LINECAP_BUTT, "round": pdfium.FPDF_LINECAP_ROUND}

WINDING = pdfium.FPDF_FILLMODE_NONE, pdfium.FPDF_FILLMODE_WINDING
DRAW = {
    "M": pdfium.FPDFPath_MoveTo,
    "L": pdfium.FPDFPath_LineTo,
    "C": pdfium.FPDFPath_BezierTo,
    "Z": pdfium.FPDFPath_Close,
}
PAINTED = {"url(#red)": written(fill="none", **STRIPE), "url(#amber)": written(**DOTTED)}
"""How patterns are painted whose outlines are drawn one by one."""


def rasterize(svg: str, sharp: float) -> Pixels:
    """The picture as pixels, `sharp` of them for each of its units."""
    root = fromstring(svg)
    width, height = (float(root.attrib[side]) for side in ("width", "height"))
    with ONE_AT_A_TIME:
        fonts = shipped_fonts()
        page = pdfium.FPDFPage_New(fonts.document, 0, width, height)
        try:
            Drawing(fonts, page, height, sharp).draw(root)
            return _rendered(page, ceil(width * sharp), ceil(height * sharp))
        finally:
            pdfium.FPDF_ClosePage(page)
            pdfium.FPDFPage_Delete(fonts.document, 0)


def _rendered(page: Handle, width: int, height: int) -> Pixels:
    """Drawn into rows that are made here, beside the zeros, so that nothing is copied."""
    rows = bytearray(b"\0" + bytes(OUTSIDE) * width) * height
    first = ctypes.byref((ctypes.c_ubyte * len(rows)).from_buffer(rows), 1)
    stride, flags = len(rows) // height, pdfium.FPDF_REVERSE_BYTE_ORDER
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGR, first, stride)
    try:
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return Pixels(width, height, rows)


@dataclass(frozen=True)
class Drawing:
    """A page on which elements are drawn, in order; PDF's y grows upwards."""

    fonts: Fonts
    page: Handle
    height: float
    sharp: float

    def draw(self, element: Element) -> None:
        """Draw an element with everything in it, but not what is only defined there."""
        name, given = element.tag.rpartition("}")[2], element.attrib
        if name == "text":
            self._text(given, element.text or "")
        elif steps := list(outline(name, given, self.sharp)):
            self._shape(PAINTED.get(given.get("fill", ""), given), steps)
        elif name != "defs":
            for inside in element:
                self.draw(inside)

    def _shape(self, given: Attributes, steps: list[Step]) -> None:
        (_move, *start), *others = steps
        shape = pdfium.FPDFPageObj_CreateNewPath(*self._flat(start))
        for step, *points in others:
            DRAW[step](shape, *self._flat(points))
        self._paint(shape, given, has_edge="stroke" in given)
        pdfium.FPDFPath_SetDrawMode(shape, WINDING[given.get("fill") != "none"], "stroke" in given)
        pdfium.FPDFPage_InsertObject(self.page, shape)

    def _flat(self, points: list[Point]) -> list[float]:
        return [value for x, y in points for value in (x, self.height - y)]

    def _paint(self, shape: Handle, given: Attributes, *, has_edge: bool) -> None:
        """Give a shape or a text its colours, and its edge the look of a pen."""
        fill = _colour(given.get("fill", "#000000"), given.get("fill-opacity"))
        pdfium.FPDFPageObj_SetFillColor(shape, *fill)
        if not has_edge:
            return
        edge = _colour(given["stroke"], given.get("stroke-opacity"))
        pdfium.FPDFPageObj_SetStrokeColor(shape, *edge)
        pdfium.FPDFPageObj_SetStrokeWidth(shape, float(given.get("stroke-width", "1")))
        pdfium.FPDFPageObj_SetLineJoin(shape, JOINS[given.get("stroke-linejoin", "miter")])
        pdfium.FPDFPageObj_SetLineCap(shape, CAPS[given.get("stroke-linecap", "butt")])
        if dashes := [float(each) for each in given.get("stroke-dasharray", "").split()]:
            array = (ctypes.c_float * len(dashes))(*dashes)
            pdfium.FPDFPageObj_SetDashArray(shape, array, len(dashes), 0)

    def _text(self, given: Attributes, words: str) -> None:
        size, is_bold = float(given["font-size"]), given.get("font-weight") == "bold"
        font = self.fonts.bold if is_bold else self.fonts.regular
        before = STARTS[given.get("text-anchor", "start")]
        at = float(given["x"]) - before * font.width(words, size), float(given["y"])
        if "stroke" in given:
            self._letters(given, words, font, at, pdfium.FPDF_TEXTRENDERMODE_STROKE)
        self._letters(given, words, font, at, pdfium.FPDF_TEXTRENDERMODE_FILL)

    def _letters(self, given: Attributes, words: str, font: Font, at: Point, mode: int) -> None:
        size = float(given["font-size"])
        letters = pdfium.FPDFPageObj_CreateTextObj(self.fonts.document, font.handle, size)
        encoded = ctypes.create_string_buffer(f"{words}\0".encode("utf-16-le"))
        pdfium.FPDFText_SetText(letters, ctypes.cast(encoded, pdfium.FPDF_WIDESTRING))
        self._paint(letters, given, has_edge=mode == pdfium.FPDF_TEXTRENDERMODE_STROKE)
        pdfium.FPDFTextObj_SetTextRenderMode(letters, mode)
        pdfium.FPDFPageObj_Transform(letters, 1, 0, 0, 1, at[0], self.height - at[1])
        pdfium.FPDFPage_InsertObject(self.page, letters)


@cache
def _colour(name: str, opacity: str | None) -> tuple[int, int, int, int]:
    if name == "none":
        return 0, 0, 0, 0
    red, green, blue = bytes.fromhex(name[1:])
    return red, green, blue, round(255 * float(opacity or 1))
