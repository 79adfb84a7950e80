"""Progress: what was measured on the way to a business goal, and when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from domain.amount import Amount, value_in
from domain.entity import VersionedEntity
from domain.errors import AboutDay, AboutRef, Conflict, Invalid
from domain.goal import Goal
from domain.measure import Numbers


class ProgressInTheFuture(AboutDay, Invalid):
    """Nothing can have been measured on a day that is still to come."""


@dataclass(eq=False)
class ProgressBeforeStart(Invalid):
    """The day lies before the goal starts.

    Both in the account's time zone.
    """

    day: date
    start: date


class AlreadyCorrected(Conflict):
    """The progress was taken back before."""


@dataclass(eq=False)
class FarFromTarget(AboutRef, Conflict):
    """The last measurement, None where there is none, is far from what the goal wants to reach."""

    measured: Amount | None
    target: Amount


@dataclass(eq=False, kw_only=True)
class Progress(VersionedEntity):
    """A value of the goal's metric, in its unit, measured on a day and recorded at an instant.

    One that was wrong is `corrected`: it stays as history and counts no more.
    """

    account_id: int
    goal_id: int
    value: Decimal
    on: date
    by: str
    at: datetime
    corrected: bool = False

    def correct(self) -> None:
        """Take it back; raises AlreadyCorrected."""
        if self.corrected:
            raise AlreadyCorrected
        self.corrected = True


def report(
    goal: Goal, amount: Amount, *, on: date, by: str, now: datetime, today: date
) -> Progress:
    """A measurement of a goal on a day.

    Raises GoalClosed, NotABusinessGoal, OtherUnit, ProgressInTheFuture, ProgressBeforeStart.
    """
    goal.must_be_open()
    value = value_in(goal.numbers.unit, amount)
    if on > today:
        raise ProgressInTheFuture(on)
    if on < goal.start_date:
        raise ProgressBeforeStart(on, goal.start_date)
    return Progress(
        workspace_id=goal.workspace_id,
        account_id=goal.account_id,
        goal_id=goal.saved_id,
        value=value,
        on=on,
        by=by,
        at=now,
    )


def counted(progress: Iterable[Progress], today: date) -> list[Progress]:
    """The measurements that count on `today`, oldest first, one a day: the last recorded."""
    valid = [one for one in progress if not one.corrected and one.on <= today]
    by_day = {one.on: one for one in sorted(valid, key=lambda one: (one.on, one.at))}
    return list(by_day.values())


NEARLY = Decimal("0.9")
"""How much of its way a goal has gone that is reached without being asked."""


def must_be_near(goal: Goal, progress: Iterable[Progress], today: date) -> None:
    """Raises FarFromTarget where what was measured does not say that the goal is reached."""
    numbers, measured = goal.numbers, counted(progress, today)
    start, target = numbers.start.value, numbers.target.value
    latest = measured[-1].value if measured else start
    if (latest - start) / (target - start) < NEARLY:
        known = Amount(latest, goal.unit) if measured else None
        raise FarFromTarget(goal.ref, known, Amount(target, goal.unit))


def newly_reached(
    new: Progress, numbers: Numbers, values: Iterable[Decimal], progress: Iterable[Progress]
) -> list[Decimal]:
    """The values that this measurement is the first to reach; none where a later one counts."""
    known = [one for one in progress if not one.corrected]
    measured = counted(known, max(one.on for one in (*known, new)))
    if new not in measured[-1:]:
        return []
    before = [numbers.start.value, *(one.value for one in measured[:-1])]
    return [
        value
        for value in values
        if numbers.reaches(new.value, value)
        and not any(numbers.reaches(one, value) for one in before)
    ]


def jumps_back(new: Progress, numbers: Numbers, progress: Iterable[Progress]) -> bool:
    """Whether it is worse than what stood before it: allowed, and said, lest it be a slip."""
    earlier = [one for one in counted(progress, new.on) if one is not new]
    before = earlier[-1].value if earlier else numbers.start.value
    return new.value != before and numbers.reaches(before, new.value)
