"""Where milestones stand, where today's pace leads, and what is worth announcing.

Source of the rules: docs/method.md, "milestones". Today's pace is a line that starts at the latest
measurement and climbs at the slope of the least squares through all that count, which through two
is the straight line. Computed in fractions, so that no rounding decides about a day. What the goal
came from is an intention, not a measurement. A line that never crosses a value crosses it after the
due date.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from math import ceil

from domain.measure import Numbers
from domain.milestone import Milestone, MilestoneState
from domain.progress import Progress, counted

WARN_WITHIN = timedelta(days=21)
"""An unreached milestone is at risk from so long before it is due."""

SILENT_FOR = timedelta(days=45)
"""How long a goal may go without progress before a milestone is due and nobody is asked."""

SLIPS = frozenset({MilestoneState.AT_RISK, MilestoneState.MISSED})


class SlipChange(StrEnum):
    """The changes of a milestone's state that are worth a message."""

    SLIPPED = "slipped"
    RESOLVED = "resolved"


@dataclass(frozen=True)
class Outlook:
    """A milestone on a day: its state, and when today's pace gets there, if that is known."""

    state: MilestoneState
    projected: date | None


@dataclass(frozen=True)
class Trend:
    """The measurements of a goal that count on `today`, and where they lead.

    Today is a date in the account's time zone.
    """

    numbers: Numbers
    measured: Sequence[Progress]
    today: date

    @cached_property
    def pace(self) -> Fraction | None:
        """Units a day; None with fewer than two measurements."""
        return slope(self.measured) if len(self.measured) > 1 else None

    @property
    def latest(self) -> Progress | None:
        """The last measurement."""
        return self.measured[-1] if self.measured else None

    def reaches(self, value: Decimal) -> bool:
        """Whether the last measurement is at or past a value."""
        return self.latest is not None and self.numbers.reaches(self.latest.value, value)

    def outlook(self, milestone: Milestone) -> Outlook:
        """State and projected date of a milestone."""
        return Outlook(self.state(milestone), self.projected(milestone.value))

    def state(self, milestone: Milestone) -> MilestoneState:
        """Where a milestone stands."""
        if self.reaches(milestone.value):
            return MilestoneState.REACHED
        if self.today > milestone.due:
            return MilestoneState.MISSED
        if milestone.due - self.today <= WARN_WITHIN or self._is_too_slow(milestone):
            return MilestoneState.AT_RISK
        return MilestoneState.ON_TRACK

    def projected(self, value: Decimal) -> date | None:
        """The first day on which today's pace is at or past `value`, never before today.

        None with fewer than two measurements, where `value` is reached, and where the pace never
        gets there.
        """
        days = None if self.reaches(value) else self._days_to(value)
        return None if days is None else _add_days(self.measured[-1].on, ceil(days), self.today)

    def is_silent(self, milestone: Milestone) -> bool:
        """Whether to ask the owner: due within 45 days, unreached, and nothing measured for 45."""
        if not self.today <= milestone.due <= self.today + SILENT_FOR:
            return False
        last_heard = self.latest.on if self.latest else self.numbers.start_date
        return self.today - last_heard >= SILENT_FOR and not self.reaches(milestone.value)

    def is_overdue(self, milestones: Iterable[Milestone]) -> bool:
        """Whether the deadline has passed unreached, and no milestone of that day says so."""
        target, deadline = self.numbers.target.value, self.numbers.deadline
        is_said = any(one.due == deadline and one.value == target for one in milestones)
        return not is_said and self.today > deadline and not self.reaches(target)

    def _is_too_slow(self, milestone: Milestone) -> bool:
        """Whether the line crosses the value, not reached yet, after the due date or never."""
        if self.pace is None:
            return False
        days = self._days_to(milestone.value)
        return days is None or days > (milestone.due - self.measured[-1].on).days

    def _days_to(self, value: Decimal) -> Fraction | None:
        """Days from the last measurement until today's pace is at a value that is not reached."""
        if not self.pace:
            return None
        missing = Fraction(value) - Fraction(self.measured[-1].value)
        return missing / self.pace if missing * self.pace > 0 else None


def trend(numbers: Numbers, progress: Iterable[Progress], today: date) -> Trend:
    """Where a goal with these numbers stands on `today`, in the account's time zone."""
    return Trend(numbers, counted(progress, today), today)


def slip_change(before: MilestoneState, after: MilestoneState) -> SlipChange | None:
    """The change to announce: each entry into at risk or missed once, and once that it is over."""
    if before is after:
        return None
    if after in SLIPS:
        return SlipChange.SLIPPED
    return SlipChange.RESOLVED if before in SLIPS else None


def slope(measured: Sequence[Progress]) -> Fraction:
    """The slope of the least-squares line through two or more, in units a day.

    Days differ, as `counted` saw to.
    """
    days = [one.on.toordinal() for one in measured]
    values = [Fraction(one.value) for one in measured]
    n = len(measured)
    products = sum((d * v for d, v in zip(days, values, strict=True)), Fraction())
    covariance = n * products - sum(days) * sum(values, Fraction())
    return covariance / (n * sum(d * d for d in days) - sum(days) ** 2)


def _add_days(day: date, days: int, not_before: date) -> date | None:
    """None for a day that no calendar has: at such a pace it is never."""
    if day.toordinal() + days > date.max.toordinal():
        return None
    return max(day + timedelta(days=days), not_before)
