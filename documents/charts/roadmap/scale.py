"""The time scale of a road map: near months are wide, far years are narrow."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import log1p

from babel.dates import format_skeleton

from domain.calendar import Month
from language.speech import REGION, Speech

NEAR = 120
"""Days after which a day is half as wide as today."""

QUARTER, YEAR = 3, 12
FIRST_MONTHS = 6
"""Months that may have a tick each; later only quarters, then years."""


@dataclass(frozen=True)
class TimeScale:
    """Days from `first` to `last`, from the left edge to the right one, in units of the picture."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """The x coordinate of a day; earlier and later days stand at the edges."""
        inside = min(max(day, self.first), self.last)
        part = log1p((inside - self.first).days / NEAR) / log1p(self._span / NEAR)
        return self.left + part * (self.right - self.left)

    @property
    def _span(self) -> int:
        return max((self.last - self.first).days, 1)

    def ticks(self, _: Speech) -> Iterator[tuple[date, str]]:
        """First days with their names, the most telling first: years, quarters, months."""
        start = Month.of(self.first).plus(1)
        months = [start.plus(n) for n in range(start.until(Month.of(self.last)) + 1)]
        firsts = [month.first_day for month in months]
        yield from ((day, str(day.year)) for day in firsts if day.month == 1)
        yield from ((day, _short(_, day)) for day in firsts[:FIRST_MONTHS])
        quarters = (day for day in firsts[FIRST_MONTHS:] if day.month % QUARTER == 1)
        yield from ((day, _short(_, day)) for day in quarters)


def _short(_: Speech, day: date) -> str:
    return str(format_skeleton("MMM", day, locale=REGION[_.language]))
