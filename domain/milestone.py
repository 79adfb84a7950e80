"""Milestones: where we must be at key dates on the way to a business goal.

Source of the rules: docs/method.md, "milestones".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.entity import NumberedEntity
from domain.errors import AboutDay, AboutRef, Conflict, Invalid
from domain.goal import Goal
from domain.measure import Numbers
from domain.text import sentence


class MilestoneState(StrEnum):
    """Where a milestone stands on a day; slip.py has the rules."""

    REACHED = "reached"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    MISSED = "missed"


class DueInThePast(AboutDay, Invalid):
    """The due date is over."""


@dataclass(eq=False)
class DueBeforeStart(Invalid):
    """A milestone lies after the day its goal starts.

    Both in the account's time zone.
    """

    day: date
    start: date


@dataclass(eq=False)
class DueAfterDeadline(Invalid):
    """A milestone lies on the way to its goal, not behind its deadline.

    Both in the account's time zone.
    """

    day: date
    deadline: date


@dataclass(eq=False)
class AgainstDirection(Invalid):
    """The value lies where the goal comes from, or behind it.

    `numbers` of the goal.
    """

    value: Decimal
    numbers: Numbers


@dataclass(eq=False)
class PastTarget(Invalid):
    """The value lies beyond what the goal wants to reach.

    `numbers` of the goal.
    """

    value: Decimal
    numbers: Numbers


@dataclass(eq=False)
class DayTaken(Conflict):
    """The goal has a milestone on that day.

    `other` such as M4.
    """

    day: date
    other: str


@dataclass(eq=False)
class ValueTaken(Conflict):
    """The goal has a milestone with that value: move it instead.

    `other` such as M4.
    """

    value: Decimal
    other: str


@dataclass(eq=False)
class OutOfOrder(Invalid):
    """More is wanted earlier: against the goal's direction, seen from another milestone.

    `other` such as M4.
    """

    value: Decimal
    day: date
    other: str


@dataclass(eq=False)
class DueAlready(AboutRef, Conflict):
    """The milestone is due on that very day."""

    day: date


@dataclass(eq=False, kw_only=True)
class Milestone(NumberedEntity):
    """A value of the goal's metric, in its unit, to be at or past by a day.

    `state` is the one last looked at and announced: what slip.py compares a new one with.
    `redated` counts how often it was moved; the history knows from where, when and why.
    """

    LETTER = "M"

    goal_id: int
    value: Decimal
    due: date
    redated: int = 0
    state: MilestoneState = MilestoneState.ON_TRACK

    def move(
        self, to: date, why: str, *, goal: Goal, others: Iterable["Milestone"], today: date
    ) -> str:
        """Re-date it, which is counted; the reason as it is kept.

        Raises TextMissing, TextTooLong, DueAlready and what `check` raises.
        """
        reason = sentence(why)
        if to == self.due:
            raise DueAlready(self.ref, to)
        siblings = [other for other in others if other is not self]
        check(goal, self.value, to, others=siblings, today=today)
        self.due = to
        self.redated += 1
        return reason


def milestone(
    goal: Goal,
    *,
    number: int,
    value: Decimal,
    due: date,
    others: Iterable[Milestone],
    today: date,
) -> Milestone:
    """A new milestone; `others` are the goal's. Raises what `check` raises."""
    check(goal, value, due, others=list(others), today=today)
    return Milestone(
        workspace_id=goal.workspace_id,
        account_id=goal.account_id,
        goal_id=goal.saved_id,
        number=number,
        value=value,
        due=due,
    )


def check(
    goal: Goal, value: Decimal, due: date, *, others: Sequence[Milestone], today: date
) -> None:
    """Whether a milestone may stand there.

    Raises GoalClosed, NotABusinessGoal, AgainstDirection, PastTarget, DueInThePast,
    DueBeforeStart, DueAfterDeadline, DayTaken, ValueTaken and OutOfOrder.
    """
    goal.must_be_open()
    numbers = goal.numbers
    _check_value(value, numbers)
    _check_due(due, numbers, today)
    for other in others:
        _check_beside(other, value, due, numbers)


def misplaced(numbers: Numbers, milestones: Iterable[Milestone]) -> list[Milestone]:
    """The milestones that a change of the goal's numbers left outside of them."""
    return [
        one
        for one in milestones
        if one.due > numbers.deadline
        or numbers.reaches(numbers.start.value, one.value)
        or not numbers.reaches(numbers.target.value, one.value)
    ]


def _check_value(value: Decimal, numbers: Numbers) -> None:
    if numbers.reaches(numbers.start.value, value):
        raise AgainstDirection(value, numbers)
    if not numbers.reaches(numbers.target.value, value):
        raise PastTarget(value, numbers)


def _check_due(due: date, numbers: Numbers, today: date) -> None:
    if due < today:
        raise DueInThePast(due)
    if due <= numbers.start_date:
        raise DueBeforeStart(due, numbers.start_date)
    if due > numbers.deadline:
        raise DueAfterDeadline(due, numbers.deadline)


def _check_beside(other: Milestone, value: Decimal, due: date, numbers: Numbers) -> None:
    if other.due == due:
        raise DayTaken(due, other.ref)
    if other.value == value:
        raise ValueTaken(value, other.ref)
    if numbers.reaches(value, other.value) == (due < other.due):
        raise OutOfOrder(value, due, other.ref)
