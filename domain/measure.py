"""The measure of a business goal: from where to where, and by when.

Source of the rules: docs/method.md, "goals".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.amount import DECIMAL_PLACES, Amount, value_in
from domain.calendar import Month
from domain.errors import AboutDay, Invalid

HUNDRED = 100
"""Percent of a whole."""

LONGEST_YEARS = 10
"""Years ahead that a deadline may lie: as far as a vision looks."""


class Direction(StrEnum):
    """Whether a business goal wants more or less of what it measures."""

    UP = "up"
    DOWN = "down"


class Missing(StrEnum):
    """The missing parts of a business goal's measure, in the order in which they are asked for."""

    METRIC = "metric"
    START = "start"
    TARGET = "target"
    DEADLINE = "deadline"


@dataclass(eq=False)
class GoalNotMeasurable(Invalid):
    """A business goal needs a metric, a number to come from, one to reach, and a date.

    `missing` is in the order it is asked for.
    """

    missing: Sequence[Missing]


@dataclass(eq=False)
class NothingToReach(Invalid):
    """The number to reach is the number to come from.

    `amount` is both.
    """

    amount: Amount


class DeadlineInThePast(AboutDay, Invalid):
    """The deadline is over."""


@dataclass(eq=False)
class DeadlineTooSoon(Invalid):
    """The deadline does not come after the day the goal starts.

    Both in the account's time zone.
    """

    day: date
    start: date


@dataclass(eq=False)
class DeadlineTooFar(Invalid):
    """The deadline is more than ten years after the start: most likely a slip of the pen.

    `latest` is the last day allowed.
    """

    day: date
    latest: date


@dataclass(frozen=True)
class Numbers:
    """Start and target in one unit, and the days between which the way lies."""

    start: Amount
    target: Amount
    start_date: date
    deadline: date

    @property
    def unit(self) -> str:
        """The unit of every number of the goal."""
        return self.target.unit

    @property
    def direction(self) -> Direction:
        """Up for more, down for less."""
        return Direction.UP if self.target.value > self.start.value else Direction.DOWN

    @property
    def is_count(self) -> bool:
        """Whether whole things are counted, from a whole number to a whole number."""
        return self.start.is_count and self.target.is_count

    def reaches(self, value: Decimal, aim: Decimal) -> bool:
        """Whether `value` is at or past `aim` in the goal's direction."""
        return value >= aim if self.direction is Direction.UP else value <= aim


def measurable(
    *,
    metric: str,
    start: Amount | None,
    target: Amount | None,
    deadline: date | None,
    start_date: date,
    today: date,
) -> Numbers:
    """The numbers of a goal, if it can be measured.

    Raises GoalNotMeasurable for what is missing, and what `numbers` raises.
    """
    given = {
        Missing.METRIC: metric.strip() or None,
        Missing.START: start,
        Missing.TARGET: target,
        Missing.DEADLINE: deadline,
    }
    if start is None or target is None or deadline is None or not metric.strip():
        raise GoalNotMeasurable(tuple(part for part, fact in given.items() if fact is None))
    return numbers(start, target, deadline=deadline, start_date=start_date, today=today)


def numbers(
    start: Amount, target: Amount, *, deadline: date, start_date: date, today: date
) -> Numbers:
    """Start and target in one unit; one that names none takes the other's.

    Raises OtherUnit, NothingToReach, DeadlineInThePast, DeadlineTooSoon and DeadlineTooFar.
    """
    unit = max(target.unit, start.unit, key=len)
    found = Numbers(
        start=Amount(value_in(unit, start), unit),
        target=Amount(value_in(unit, target), unit),
        start_date=start_date,
        deadline=deadline,
    )
    if found.start == found.target:
        raise NothingToReach(found.target)
    _check_deadline(deadline, start_date, today)
    return found


def grown(start: Amount, growth: Amount) -> Amount:
    """The figure after it has grown: by a share of itself, or by so much; raises OtherUnit.

    A share is itself grown by so many points where both are shares.
    """
    if growth.is_percent and not start.is_percent:
        return start.at(round(start.value * (1 + growth.value / HUNDRED), DECIMAL_PLACES))
    return start.at(start.value + value_in(start.unit or growth.unit, growth))


def years_after(day: date, years: int) -> date:
    """This day so many years later; 28 February where that year has no 29th."""
    return Month.of(day).plus(12 * years).on(day.day)


def _check_deadline(day: date, start_date: date, today: date) -> None:
    latest = years_after(start_date, LONGEST_YEARS)
    if day < today:
        raise DeadlineInThePast(day)
    if day <= start_date:
        raise DeadlineTooSoon(day, start_date)
    if day > latest:
        raise DeadlineTooFar(day, latest)
