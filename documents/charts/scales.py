"""Scales: where a value or a day stands on the picture, and which of them get a tick."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from domain.calendar import Month

STEPS = tuple(map(Decimal, ("1", "2", "2.5", "5", "10")))
WHOLE_STEPS = tuple(map(Decimal, ("1", "2", "5", "10")))
MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60)
MOST_TICKS = 9
VALUE_TICKS = 5
A_WEEK = 7
DAY_STEPS = (1, 2, A_WEEK, 2 * A_WEEK)
SHORT = timedelta(days=70)
"""A span so short is ticked by days or weeks."""


@dataclass(frozen=True)
class Values:
    """The vertical scale; `bottom` and `top` are y coordinates, and grow downwards."""

    ticks: tuple[Decimal, ...]
    bottom: float
    top: float

    def y(self, value: Decimal) -> float:
        """Where a value stands."""
        low, high = self.ticks[0], self.ticks[-1]
        return self.bottom - float((value - low) / (high - low)) * (self.bottom - self.top)


@dataclass(frozen=True)
class Days:
    """The horizontal scale from one day to another."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Where a day stands."""
        part = (day - self.first) / (self.last - self.first)
        return self.left + part * (self.right - self.left)

    def ticks(self) -> list[date]:
        """The first days of months, or Mondays or single days where the span is short."""
        return self._days() if self.is_short else self._months()

    @property
    def is_short(self) -> bool:
        """Whether ticks are to be named by day and month."""
        return self.last - self.first <= SHORT

    def _days(self) -> list[date]:
        span = (self.last - self.first).days
        step = next(step for step in DAY_STEPS if span // step < MOST_TICKS)
        to_monday = -self.first.weekday() % A_WEEK if step >= A_WEEK else 0
        return [self.first + timedelta(days=n) for n in range(to_monday, span + 1, step)]

    def _months(self) -> list[date]:
        start = Month.of(self.first)
        months = range(start.until(Month.of(self.last)) + 1)
        step = next((s for s in MONTH_STEPS if len(months) / s <= MOST_TICKS), MONTH_STEPS[-1])
        firsts = (start.plus(n).first_day for n in months)
        return [
            day
            for day in firsts
            if day >= self.first and (day.year * 12 + day.month - 1) % step == 0
        ]


def value_ticks(values: Iterable[Decimal], *, whole: bool) -> tuple[Decimal, ...]:
    """Round numbers around all values, about five; whole ones where things are counted."""
    found = list(values)
    low, high = min(found), max(found)
    step = _step((high - low) / VALUE_TICKS, whole=whole)
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    return tuple(step * n for n in range(int(first), int(last) + 1))


def _step(least: Decimal, *, whole: bool) -> Decimal:
    """The smallest round number that is not below `least`."""
    power = Decimal(1).scaleb(least.adjusted())
    if whole and least <= 1:
        return Decimal(1)
    steps = WHOLE_STEPS if whole else STEPS
    return next(step * power for step in steps if step * power >= least)
