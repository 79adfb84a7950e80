"""Milestones proposed for a business goal, for people to change before they are saved.

The rule, from docs/method.md, "milestones": a count gets one milestone per unit step if there are
12 or fewer steps; everything else goes by quarters of the way. They are evenly spaced over 85 % of
the months between, rounded to whole months, each at a month's end, so that slack stays before
the deadline. From 2 to 5 products, April 2026 to December 2027: 3 by October 2026, 4 by
March 2027, 5 by September 2027.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from domain.amount import DECIMAL_PLACES, plain
from domain.calendar import Month

MOST_STEPS = 12
QUARTERS = 4
GRAIN = Decimal(1).scaleb(-DECIMAL_PLACES)
SPREAD_PERCENT = 85
"""The part of the months that is used; the rest is slack."""


@dataclass(frozen=True)
class Proposal:
    """A value to be at by the end of a month."""

    value: Decimal
    month: Month

    @property
    def due(self) -> date:
        """The last day of the month."""
        return self.month.last_day


def propose(
    start: Decimal, target: Decimal, *, first: Month, deadline: date, whole: bool
) -> list[Proposal]:
    """Milestones from `start` in the month `first` to `target`, which the last one reaches.

    `whole` says that things are counted. Values and months never repeat; where there are fewer
    months than steps, steps are taken together. Empty where no whole month lies between, or
    nothing is left to reach.
    """
    months = max(first.until(Month.of(deadline)) * SPREAD_PERCENT // 100, 0)
    values = _values(start, target, whole=whole)
    parts = min(len(values), months)
    return [
        Proposal(
            value=values[_share(len(values), part, parts) - 1],
            month=first.plus(_share(months, part, parts)),
        )
        for part in range(1, parts + 1)
    ]


def _values(start: Decimal, target: Decimal, *, whole: bool) -> list[Decimal]:
    """The possible values on the way, the target last and the start not among them."""
    way = target - start
    counts = whole and start % 1 == 0 and way % 1 == 0
    if counts and abs(way) <= MOST_STEPS:
        return [start + step.copy_sign(way) for step in map(Decimal, range(1, int(abs(way)) + 1))]
    grain = Decimal(1) if counts else GRAIN
    quarters = (start + way * part / QUARTERS for part in range(1, QUARTERS + 1))
    rounded = dict.fromkeys(value.quantize(grain, ROUND_HALF_UP) for value in quarters)
    return [plain(value) for value in rounded if value != start]


def _share(total: int, part: int, parts: int) -> int:
    """`part` of `parts` of a total, rounded half up: shares differ, as parts <= total."""
    return (2 * total * part + parts) // (2 * parts)
