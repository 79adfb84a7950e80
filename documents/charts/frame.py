"""The parts that the pictures have in common: head, grid, and lines for single days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from documents.charts.days import month_name
from documents.charts.marks import FAINT, GRID, INK, MUTED, PAPER
from documents.charts.scales import Days, Values
from documents.charts.svg import BOLD, Point, element, line, text, width_of, wrap
from language.speech import Speech

WIDTH = 880.0
MARGIN = 32.0
INNER = WIDTH - 2 * MARGIN
TITLE, BODY, SMALL = 22.0, 15.0, 13.0
HALO: dict[str, str | float] = {"stroke": PAPER, "stroke_width": 4, "paint_order": "stroke"}
"""Keeps words readable where lines run behind them."""


@dataclass(frozen=True)
class Frame:
    """The plot's scales."""

    days: Days
    values: Values
    above: float
    """Room between the words on top and the plot."""

    def at(self, day: date, value: Decimal) -> Point:
        """Where a value on a day stands."""
        return self.days.x(day), self.values.y(value)

    def grid(self, _: Speech, labels: Sequence[str]) -> str:
        """A line and a label for every tick of the values, and the days below."""
        lines = [
            self._level(self.values.y(tick), label)
            for tick, label in zip(self.values.ticks, labels, strict=True)
        ]
        return element("g", *lines, *(self._tick(_, day) for day in self._roomy_ticks()))

    def moment(self, label: str, day: date, *, row: int) -> str:
        """A line for one day; `row` 0 or 1 keeps two labels apart."""
        x, high = self.days.x(day), self.values.top - self.above + 22 + 17 * row
        half = width_of(label, SMALL) / 2
        centre = min(max(x, MARGIN + half), WIDTH - MARGIN - half)
        return element(
            "g",
            line((x, high + 5), (x, self.values.bottom), stroke=FAINT, stroke_dasharray="4 4"),
            text((centre, high), label, size=SMALL, fill=MUTED, text_anchor="middle", **HALO),
        )

    def _level(self, y: float, label: str) -> str:
        left, right = self.days.left, self.days.right
        return line((left, y), (right, y), stroke=GRID) + text(
            (left - 12, y + 5), label, size=SMALL, fill=MUTED, text_anchor="end"
        )

    def _roomy_ticks(self) -> list[date]:
        """Ticks whose label does not run over the edge."""
        return [day for day in self.days.ticks() if self.days.x(day) < self.days.right - 30]

    def _tick(self, _: Speech, day: date) -> str:
        x, low = self.days.x(day), self.values.bottom
        name = _.short_day(day) if self.days.is_short else month_name(_, day)
        return line((x, low), (x, low + 20), stroke=FAINT) + text(
            (x + 5, low + 17), name, size=SMALL, fill=MUTED
        )


def frame(
    ticks: tuple[Decimal, ...],
    labels: Sequence[str],
    span: tuple[date, date],
    *,
    top: float,
    above: float,
    height: float,
    right: float = WIDTH - MARGIN,
) -> Frame:
    """A plot `above` units below `top`, with room for its labels on the left."""
    left = MARGIN + max(width_of(label, SMALL) for label in labels) + 14
    return Frame(
        days=Days(first=span[0], last=span[1], left=left, right=right),
        values=Values(ticks=ticks, bottom=top + above + height, top=top + above),
        above=above,
    )


@dataclass(frozen=True)
class Head:
    """The words on top of a picture: a title, and paragraphs below it, of two lines at most."""

    title: str
    below: tuple[str, ...]

    @property
    def height(self) -> float:
        """From the upper edge of the picture to the lower edge of the head."""
        return 34 + 29 * len(self._title) + 22 * len(self._below)

    def draw(self) -> str:
        """The words, cut where they are too many."""
        start = 34 + 29 * len(self._title)
        title = [
            text((MARGIN, 52 + 29 * n), row, size=TITLE, font_weight="bold", fill=INK)
            for n, row in enumerate(self._title)
        ]
        below = [
            text((MARGIN, start + 17 + 22 * n), row, size=BODY, fill=MUTED)
            for n, row in enumerate(self._below)
        ]
        return element("g", *title, *below)

    @property
    def _title(self) -> list[str]:
        return wrap(self.title, TITLE * BOLD, INNER, 2)

    @property
    def _below(self) -> list[str]:
        return [row for words in self.below for row in wrap(words, BODY, INNER, 2)]
