"""Guard rails of goals: set, measure, and tell when one breaks and when it holds again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain import guard as rules
from domain.activity import Activity
from domain.amount import Amount
from domain.goal import Goal
from domain.guard import GuardRail, GuardReading, HeldInTheFuture, NoGuardRail, OtherGuardRail
from domain.notice import Kind
from services import goals, history, notices
from services.access import Acting
from services.goals import RENUMBERED, GoalChange
from storage.unit_of_work import UnitOfWork

HELD = "guard.measured"


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


def keep(uow: UnitOfWork, acting: Acting, number: int, rail: GuardRail | None) -> GoalChange:
    """Give a goal a guard rail, or take it away, which reopens the agreement.

    Raises UnknownRef and what `Goal.keep` raises.
    """
    goal = goals.to_change(uow, acting, number)
    with history.recorded(uow, acting, RENUMBERED, goal) as activity:
        goal.keep(rail, acting.today)
    goals.tell(uow, acting, activity, goal)
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
    rail, day = _called(goal, name), on or acting.today
    if day > acting.today:
        raise HeldInTheFuture(day)
    before = rules.latest(uow.guards.of([goal.saved_id]), acting.today)
    reading = uow.guards.add(
        GuardReading(
            workspace_id=uow.workspace_id,
            account_id=acting.account_id,
            goal_id=goal.saved_id,
            value=rules.read_value(rail, amount),
            on=day,
            by=acting.person.id,
            at=acting.now,
        )
    )
    activity = history.added(uow, acting, HELD, reading, goal.ref)
    held = Held(goal, rail, reading, activity)
    if not before or before[-1].on <= day:
        _tell(uow, acting, held, held_before=not before or rail.holds(before[-1].value))
    return held


def now(uow: UnitOfWork, goal: Goal, today: date) -> GuardReading | None:
    """The latest reading of the number that must hold."""
    found = rules.latest(uow.guards.of([goal.saved_id]), today)
    return found[-1] if found else None


def latest(uow: UnitOfWork, business: Iterable[Goal]) -> dict[int, GuardReading]:
    """The latest reading of each goal that keeps a number, by the goals' ids; one statement."""
    ids = [goal.saved_id for goal in business if goal.guard is not None]
    found = uow.guards.of(ids) if ids else ()
    return {one.goal_id: one for one in sorted(found, key=lambda one: (one.on, one.at))}


def find(uow: UnitOfWork, account_id: int, ref: str) -> GuardReading | None:
    """The reading that an activity is about."""
    found = uow.guards.by_id(history.part_id(ref))
    return found if found and found.account_id == account_id else None


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
    slip = uow.notices.latest_for(acting.account_id, Kind.GUARD, held.goal.ref)
    if held.holds and slip is None:
        return
    notices.enqueue(
        uow,
        Kind.GUARD_OVER if held.holds else Kind.GUARD,
        period=f"{held.goal.ref}/{held.reading.id}",
        to=acting.account.channel_id,
        now=acting.now,
        account=acting.account,
        subject=held.goal.ref,
        replies_to=slip.id if held.holds and slip else None,
    )
