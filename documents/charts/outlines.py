"""The outlines of SVG's shapes, as the steps of a pen: the few shapes that svg.py writes."""

from collections.abc import Callable, Iterator, Mapping
from math import ceil, hypot

from documents.charts.marks import DOT, TILE
from documents.charts.svg import Point

Attributes = Mapping[str, str]
Step = tuple[str, *tuple[Point, ...]]
"""M moves the pen, L draws a line, C a curve with two handles, Z closes: as in a path of SVG."""

QUARTER = 0.5523
"""Where the handles of a curve stand that is a quarter of a circle, in parts of its radius."""


def outline(name: str, given: Attributes, sharp: float) -> Iterator[Step]:
    """The steps of an element; none where it is no shape. Crisp edges lie on whole pixels."""
    pattern = PATTERNS.get(given.get("fill", ""))
    if name == "rect":
        corners = _corners(given, sharp if given.get("shape-rendering") == "crispEdges" else 0)
        yield from (pattern or _rounded)(*corners, float(given.get("rx", "0")))
    elif name in SHAPES:
        yield from SHAPES[name](given)


def _corners(given: Attributes, sharp: float) -> tuple[Point, Point]:
    x, y, width, height = (float(given[side]) for side in ("x", "y", "width", "height"))
    edges = [x, y, x + width, y + height]
    if sharp:
        edges = [round(edge * sharp) / sharp for edge in edges]
    return (edges[0], edges[1]), (edges[2], edges[3])


def _line(given: Attributes) -> Iterator[Step]:
    for step, end in ("M", "1"), ("L", "2"):
        yield step, (float(given["x" + end]), float(given["y" + end]))


def _path(given: Attributes) -> Iterator[Step]:
    """Straight lines from point to point; closed where the last is the first."""
    corners = [_point(written[1:]) for written in given["d"].split()]
    yield "M", corners[0]
    yield from (("L", corner) for corner in corners[1:])
    if corners[0] == corners[-1]:
        yield ("Z",)


def _point(written: str) -> Point:
    x, y = written.split(",")
    return float(x), float(y)


def _circle(given: Attributes) -> Iterator[Step]:
    x, y, radius = (float(given[side]) for side in ("cx", "cy", "r"))
    return _rounded((x - radius, y - radius), (x + radius, y + radius), radius)


def _rounded(start: Point, end: Point, radius: float) -> Iterator[Step]:
    """A rectangle with round corners, clockwise from the left of its upper edge."""
    (left, top), (right, bottom), near = start, end, radius * (1 - QUARTER)
    yield "M", (left + radius, top)
    yield "L", (right - radius, top)
    yield "C", (right - near, top), (right, top + near), (right, top + radius)
    yield "L", (right, bottom - radius)
    yield "C", (right, bottom - near), (right - near, bottom), (right - radius, bottom)
    yield "L", (left + radius, bottom)
    yield "C", (left + near, bottom), (left, bottom - near), (left, bottom - radius)
    yield "L", (left, top + radius)
    yield "C", (left, top + near), (left + near, top), (left + radius, top)
    yield ("Z",)


# ----------------------------------------------------------------------------- marks.light_patterns


def _stripes(start: Point, end: Point, _radius: float) -> Iterator[Step]:
    """Thin bands from the lower left to the upper right, a tile apart."""
    (left, top), (right, bottom) = start, end
    first, last = ceil((left + top) / TILE), ceil((right + bottom) / TILE)
    for down in range(first * TILE, last * TILE, TILE):
        low, high = max(left, down - bottom), min(right, down - top)
        yield "M", (low, down - low)
        yield "L", (high, down - high)


def _dots(start: Point, end: Point, radius: float) -> Iterator[Step]:
    """A dot in the middle of each tile."""
    (left, top), (right, bottom) = start, end
    for x in _middles(left, right):
        for y in _middles(top, bottom):
            over = x - min(max(x, left + radius), right - radius)
            under = y - min(max(y, top + radius), bottom - radius)
            if hypot(over, under) <= max(radius - DOT, 0):
                yield from _rounded((x - DOT, y - DOT), (x + DOT, y + DOT), DOT)


def _middles(low: float, high: float) -> list[float]:
    places = range(ceil(low / TILE) - 1, ceil(high / TILE) + 1)
    return [
        middle for place in places if low + DOT <= (middle := (place + 0.5) * TILE) <= high - DOT
    ]


def _nothing(*_corners: object) -> Iterator[Step]:
    return iter(())


SHAPES: dict[str, Callable[[Attributes], Iterator[Step]]] = {
    "line": _line,
    "path": _path,
    "circle": _circle,
}
PATTERNS: dict[str, Callable[[Point, Point, float], Iterator[Step]]] = {
    "url(#red)": _stripes,
    "url(#amber)": _dots,
    "url(#green)": _nothing,
}
