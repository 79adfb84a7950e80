"""Guard rails of goals: set, measure, and tell when one breaks and when it holds again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain import guard as rules
from domain.activity import Activity
from domain.amount import Amount, value_in
from domain.goal import Goal
from domain.guard import GuardRail, GuardReading, HeldInTheFuture, NoGuardRail, OtherGuardRail
from domain.notice import Kind, Notice
from services import goals, history, notices
from services.access import Acting
from services.goals import RENUMBERED, GoalChange
from storage.unit_of_work import UnitOfWork

HELD = "guard.measured"

LOOKED_THROUGH = 50
"""Announcements of an account among which that of a number is looked for."""


@dataclass(frozen=True)
class Held:
    """A goal whose second number was measured, and the change, by which it can be undone."""

    goal: Goal
    rail: GuardRail
    reading: GuardReading
    activity: Activity

    @property
    def holds(self) -> bool:
        """Whether it holds at what was measured."""
        return self.rail.holds(self.reading.value)


def keep(uow: UnitOfWork, acting: Acting, number: int, rail: GuardRail | None = None) -> GoalChange:
    """Give a goal a guard rail, or take it away, which reopens the agreement.

    Raises UnknownRef and what `Goal.keep` raises.
    """
    with goals.NOUN.changing(uow, acting, RENUMBERED, number) as (goal, activity):
        goal.keep(rail, acting.today)
    return GoalChange(goal, activity)


def measure(  # noqa: PLR0917 - the fields of a form, or facts of a sentence
    uow: UnitOfWork,
    acting: Acting,
    number: int,
    name: str,
    amount: Amount,
    on: date | None = None,
) -> Held:
    """Keep what was measured of the number that must hold; a break is told, and its end.

    Raises UnknownRef, GoalClosed, NoGuardRail, OtherGuardRail, OtherUnit and HeldInTheFuture.
    """
    goal = goals.to_change(uow, acting, number)
    goal.must_be_open()
    rail = _called(goal, name)
    before = rules.latest(rail, uow.guards.of([goal.saved_id]), acting.today)
    reading = uow.guards.add(_read(acting, goal, rail, amount, on or acting.today))
    held = Held(goal, rail, reading, history.added(uow, acting, HELD, reading, goal.ref))
    if not before or before[-1].on <= reading.on:
        _tell(uow, acting, held, held_before=not before or rail.holds(before[-1].value))
    return held


def _read(acting: Acting, goal: Goal, rail: GuardRail, amount: Amount, day: date) -> GuardReading:
    if day > acting.today:
        raise HeldInTheFuture(day)
    return GuardReading(
        workspace_id=goal.workspace_id,
        account_id=acting.account_id,
        goal_id=goal.saved_id,
        value=value_in(rail.amount.unit, amount),
        on=day,
        by=acting.person.id,
        at=acting.now,
        name=rail.name,
        unit=rail.amount.unit,
    )


def now(uow: UnitOfWork, goal: Goal, today: date) -> GuardReading | None:
    """The latest reading of the number that must hold; None where the goal keeps none."""
    if goal.guard is None:
        return None
    found = rules.latest(goal.guard, uow.guards.of([goal.saved_id]), today)
    return found[-1] if found else None


def latest(uow: UnitOfWork, business: Iterable[Goal]) -> dict[int, GuardReading]:
    """The latest reading of each goal that keeps a number, by the goals' ids; one statement."""
    rails = {goal.saved_id: goal.guard for goal in business if goal.guard is not None}
    found = uow.guards.of(rails) if rails else ()
    mine = [one for one in found if rails[one.goal_id].was_measured(one)]
    return {one.goal_id: one for one in sorted(mine, key=lambda one: (one.on, one.at))}


def told(uow: UnitOfWork, goal: Goal, notice: Notice, today: date) -> GuardReading | None:
    """The latest reading of the number that a notice tells of; None where it is kept no more."""
    cause = uow.guards.by_id(_cause(notice))
    if cause and goal.guard and not goal.guard.was_measured(cause):
        return None
    return now(uow, goal, today)


def _called(goal: Goal, name: str) -> GuardRail:
    rail = goal.guard
    if rail is None:
        raise NoGuardRail(goal.ref)
    if not rail.is_called(name):
        raise OtherGuardRail(goal.ref, rail.name)
    return rail


def _tell(uow: UnitOfWork, acting: Acting, held: Held, *, held_before: bool) -> None:
    """Tell the channel of a break once, and in its thread that it is over."""
    if held.holds == held_before:
        return
    slip = _slip(uow, acting, held)
    if held.holds and slip is None:
        return
    kind, thread = (Kind.GUARD_OVER, slip.id) if held.holds and slip else (Kind.GUARD, None)
    account, ref, part = acting.account, held.goal.ref, str(held.reading.id)
    told = notices.about(uow, kind, account, ref, part, now=acting.now, replies_to=thread)
    uow.notices.add(told)


def _slip(uow: UnitOfWork, acting: Acting, held: Held) -> Notice | None:
    """The latest announcement that this number has broken."""
    readings = uow.guards.of([held.goal.saved_id])
    mine = {one.id for one in readings if held.rail.was_measured(one)}
    said = uow.notices.latest_of(acting.account_id, Kind.GUARD, LOOKED_THROUGH)
    told = [one for one in said if one.subject == held.goal.ref and _cause(one) in mine]
    return told[0] if told else None


def _cause(notice: Notice) -> int:
    """The id of the reading that a notice was enqueued for."""
    return int(notice.period.split(history.PART)[1])
