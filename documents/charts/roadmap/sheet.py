"""The sheet on which a road map is drawn: every text and mark takes a place of its own."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from documents.charts.marks import INK, lettered, state_mark
from documents.charts.svg import BOLD, Point, fit, text, width_of
from domain.milestone import MilestoneState

ABOVE, BELOW = 0.78, 0.24
"""How far letters reach above and below their baseline, in parts of their size."""

ROOM = 2.0
"""How near a line of the grid may come to a text or a mark on its left or right."""


@dataclass(frozen=True)
class Rectangle:
    """A rectangle on the sheet; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Rectangle") -> bool:
        """Whether the two have a point inside in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def wider(self, by: float) -> "Rectangle":
        """With so much more room on the left and on the right."""
        return Rectangle(self.left - by, self.top, self.right + by, self.bottom)


def place_of(at: Point, words: str, size: float, anchor: str = "start") -> Rectangle:
    """The place that a line of text takes whose baseline is at `at`."""
    width = width_of(words, size)
    left = at[0] - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return Rectangle(left, at[1] - ABOVE * size, left + width, at[1] + BELOW * size)


def around(at: Point, radius: float) -> Rectangle:
    """The place that a mark of this radius takes around its middle."""
    return Rectangle(at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius)


@dataclass
class Sheet:
    """The parts that are drawn so far, and the places that texts and marks have taken."""

    drawn: list[str] = field(default_factory=list)
    taken: list[Rectangle] = field(default_factory=list)

    def draw(self, *elements: str) -> None:
        """Draw what lies below texts and marks, such as roads and bands: it takes no place."""
        self.drawn.extend(elements)

    def is_free(self, *places: Rectangle) -> bool:
        """Whether nothing stands in any of these places yet."""
        return not any(place.meets(other) for place in places for other in self.taken)

    def clear_along(self, x: float, top: float, bottom: float) -> Iterator[tuple[float, float]]:
        """The stretches of a vertical line, from top to bottom, that meet no text and no mark."""
        met = [place for place in self.taken if place.left - ROOM < x < place.right + ROOM]
        for place in sorted(met, key=lambda each: each.top):
            if top < place.top < bottom:
                yield top, place.top
            top = max(top, place.bottom)
        if top < bottom:
            yield top, bottom

    def write(
        self,
        at: Point,
        words: str,
        *,
        size: float,
        within: float | None = None,
        fill: str = INK,
        bold: bool = False,
        anchor: str = "start",
    ) -> float:
        """Write a line of text, cut with an ellipsis to stay `within` a width; where it ends."""
        wide = size * (BOLD if bold else 1)
        words = words if within is None else fit(words, wide, within)
        if not words:
            return at[0]
        place = place_of(at, words, wide, anchor)
        weight = {"font_weight": "bold"} if bold else {}
        self.drawn.append(text(at, words, size=size, fill=fill, text_anchor=anchor, **weight))
        self.taken.append(place)
        return place.right

    def stop(self, at: Point, state: MilestoneState, letter: str, radius: float) -> None:
        """Draw the mark of a milestone."""
        self.drawn.append(state_mark(at, state, letter, radius=radius))
        self.taken.append(around(at, radius))

    def badge(self, at: Point, letter: str, fill: str, radius: float) -> None:
        """Draw a letter on whatever filled shape was drawn there."""
        self.drawn.append(lettered((at[0], at[1] + radius * 0.4), letter, fill, radius * 1.15))
        self.taken.append(around(at, radius))
