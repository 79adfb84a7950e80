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
    """The measurements of a goal that count on a day, and where they lead."""

    measured: Sequence[Progress]
    today: date

    @cached_property
    def pace(self) -> Fraction | None:
        """Units a day; None with fewer than two measurements."""
        return slope(self.measured) if len(self.measured) > 1 else None

    @cached_property
    def latest(self) -> Fraction:
        """The value that was measured last."""
        return Fraction(self.measured[-1].value)


def outlook(
    milestone: Milestone, numbers: Numbers, progress: Iterable[Progress], today: date
) -> Outlook:
    """State and projected date of a milestone on `today`, in the account's time zone."""
    trend = Trend(counted(progress, today), today)
    return Outlook(
        state=_state(milestone, numbers, trend),
        projected=_projected(milestone.value, numbers, trend),
    )


def state(
    milestone: Milestone, numbers: Numbers, progress: Iterable[Progress], today: date
) -> MilestoneState:
    """Where a milestone stands on `today`, in the account's time zone."""
    return _state(milestone, numbers, Trend(counted(progress, today), today))


def states(
    milestones: Iterable[Milestone], numbers: Numbers, progress: Iterable[Progress], today: date
) -> list[tuple[Milestone, MilestoneState]]:
    """Each milestone of a goal with its state on `today`, in the account's time zone."""
    trend = Trend(counted(progress, today), today)
    return [(one, _state(one, numbers, trend)) for one in milestones]


def projected_date(
    value: Decimal, numbers: Numbers, progress: Iterable[Progress], today: date
) -> date | None:
    """The first day on which today's pace is at or past `value`, never before `today`.

    None with fewer than two measurements, where `value` is reached, and where the pace never
    gets there.
    """
    return _projected(value, numbers, Trend(counted(progress, today), today))


def slip_change(before: MilestoneState, after: MilestoneState) -> SlipChange | None:
    """The change to announce: each entry into at risk or missed once, and once that it is over."""
    if before is after:
        return None
    if after in SLIPS:
        return SlipChange.SLIPPED
    return SlipChange.RESOLVED if before in SLIPS else None


def is_silent(
    milestone: Milestone, numbers: Numbers, progress: Iterable[Progress], today: date
) -> bool:
    """Whether to ask the owner: due within 45 days, unreached, and nothing measured for 45."""
    if not today <= milestone.due <= today + SILENT_FOR:
        return False
    measured = counted(progress, today)
    last_heard = measured[-1].on if measured else numbers.start_date
    has_been = today - last_heard >= SILENT_FOR
    return has_been and not _is_reached(milestone.value, numbers, measured)


def is_overdue(
    numbers: Numbers, milestones: Iterable[Milestone], progress: Iterable[Progress], today: date
) -> bool:
    """Whether a goal's deadline has passed unreached, and no milestone of that day says so."""
    target = numbers.target.value
    is_said = any(one.due == numbers.deadline and one.value == target for one in milestones)
    if is_said or today <= numbers.deadline:
        return False
    return not _is_reached(target, numbers, counted(progress, today))


def _state(milestone: Milestone, numbers: Numbers, trend: Trend) -> MilestoneState:
    if _is_reached(milestone.value, numbers, trend.measured):
        return MilestoneState.REACHED
    if trend.today > milestone.due:
        return MilestoneState.MISSED
    if milestone.due - trend.today <= WARN_WITHIN or _is_too_slow(milestone, trend):
        return MilestoneState.AT_RISK
    return MilestoneState.ON_TRACK


def _is_reached(value: Decimal, numbers: Numbers, measured: Sequence[Progress]) -> bool:
    return bool(measured) and numbers.reaches(measured[-1].value, value)


def _is_too_slow(milestone: Milestone, trend: Trend) -> bool:
    """Whether the line crosses the value, not reached yet, after the due date or never."""
    if trend.pace is None:
        return False
    missing = Fraction(milestone.value) - trend.latest
    way = trend.pace * (milestone.due - trend.measured[-1].on).days
    return missing > way if missing > 0 else missing < way


def _projected(value: Decimal, numbers: Numbers, trend: Trend) -> date | None:
    if trend.pace is None or _is_reached(value, numbers, trend.measured):
        return None
    missing = Fraction(value) - trend.latest
    if trend.pace * missing <= 0:
        return None
    days = ceil(missing / trend.pace)
    return _add_days(trend.measured[-1].on, days, not_before=trend.today)


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


def _add_days(day: date, days: int, *, not_before: date) -> date | None:
    """None for a day that no calendar has: at such a pace it is never."""
    if day.toordinal() + days > date.max.toordinal():
        return None
    return max(day + timedelta(days=days), not_before)
