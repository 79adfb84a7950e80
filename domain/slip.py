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


def outlook(
    milestone: Milestone, numbers: Numbers, progress: Iterable[Progress], today: date
) -> Outlook:
    """State and projected date of a milestone on `today`, in the account's time zone."""
    measured = counted(progress, today)
    return Outlook(
        state=_state(milestone, numbers, measured, today),
        projected=_projected(milestone.value, numbers, measured, today),
    )


def state(
    milestone: Milestone, numbers: Numbers, progress: Iterable[Progress], today: date
) -> MilestoneState:
    """Where a milestone stands on `today`, in the account's time zone."""
    return _state(milestone, numbers, counted(progress, today), today)


def projected_date(
    value: Decimal, numbers: Numbers, progress: Iterable[Progress], today: date
) -> date | None:
    """The first day on which today's pace is at or past `value`, never before `today`.

    None with fewer than two measurements, where `value` is reached, and where the pace never
    gets there.
    """
    return _projected(value, numbers, counted(progress, today), today)


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
    measured = counted(progress, today)
    last_heard = measured[-1].on if measured else numbers.start_date
    return (
        today <= milestone.due <= today + SILENT_FOR
        and today - last_heard >= SILENT_FOR
        and not _is_reached(milestone.value, numbers, measured)
    )


def is_overdue(
    numbers: Numbers, milestones: Iterable[Milestone], progress: Iterable[Progress], today: date
) -> bool:
    """Whether a goal's deadline has passed unreached, and no milestone of that day says so."""
    target = numbers.target.value
    is_said = any(one.due == numbers.deadline and one.value == target for one in milestones)
    if is_said or today <= numbers.deadline:
        return False
    return not _is_reached(target, numbers, counted(progress, today))


def _state(
    milestone: Milestone, numbers: Numbers, measured: Sequence[Progress], today: date
) -> MilestoneState:
    if _is_reached(milestone.value, numbers, measured):
        return MilestoneState.REACHED
    if today > milestone.due:
        return MilestoneState.MISSED
    if milestone.due - today <= WARN_WITHIN or _is_too_slow(milestone, numbers, measured, today):
        return MilestoneState.AT_RISK
    return MilestoneState.ON_TRACK


def _is_reached(value: Decimal, numbers: Numbers, measured: Sequence[Progress]) -> bool:
    return bool(measured) and numbers.reaches(measured[-1].value, value)


def _is_too_slow(
    milestone: Milestone, numbers: Numbers, measured: Sequence[Progress], today: date
) -> bool:
    if len(measured) < 2:  # noqa: PLR2004 - a line needs two points
        return False
    projected = _projected(milestone.value, numbers, measured, today)
    return projected is None or projected > milestone.due


def _projected(
    value: Decimal, numbers: Numbers, measured: Sequence[Progress], today: date
) -> date | None:
    if len(measured) < 2 or _is_reached(value, numbers, measured):  # noqa: PLR2004 - as above
        return None
    latest = measured[-1]
    missing = Fraction(value) - Fraction(latest.value)
    pace = slope(measured)
    if pace * missing <= 0:
        return None
    return _add_days(latest.on, ceil(missing / pace), not_before=today)


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
