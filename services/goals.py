"""Goals on their upper three levels: set, change, reach, drop, look."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from domain import new_goals
from domain.activity import Activity
from domain.amount import Amount
from domain.errors import AboutRef, Conflict
from domain.goal import Goal, GoalKind
from domain.guard import GuardRail
from domain.likeness import must_differ
from domain.measure import grown
from domain.notice import Kind
from domain.pace import Haste, haste
from domain.permission import Right
from domain.progress import must_be_near
from services import cards
from services.access import Acting
from services.courses import courses_of
from services.nouns import NumberedNoun
from storage.unit_of_work import UnitOfWork

SET = "goal.set"
CHANGED = "goal.changed"
RENUMBERED = "goal.renumbered"
REACHED = "goal.reached"
DROPPED = "goal.dropped"
REOPENED = "goal.reopened"


def tell(uow: UnitOfWork, acting: Acting, goal: Goal, activity: Activity) -> None:
    """Keep the goal's card true, and tell of the change if the account wants that."""
    wanted = acting.account.announcements
    cards.changed(
        uow,
        acting,
        Kind.GOAL,
        activity,
        about=goal.ref,
        tell=wanted.cover_goals,
        alert=wanted.cover_turns and activity.kind == REACHED,
    )


NOUN = NumberedNoun(Goal, lambda uow: uow.goals, tell)
get, find, to_change = NOUN.get, NOUN.find, NOUN.to_change


class GoalInUse(AboutRef, Conflict):
    """Milestones, progress or quotes hang on the goal: setting it cannot be undone."""


@dataclass(frozen=True)
class GoalChange:
    """A goal after a change, and the change, by which it can be undone.

    `haste`: it needs a far faster pace now than was ever measured.
    """

    goal: Goal
    activity: Activity
    haste: Haste | None = None


def look_ahead(
    uow: UnitOfWork,
    acting: Acting,
    kind: GoalKind,
    text: str,
    years: int,
    *,
    is_sure: bool = True,
) -> GoalChange:
    """Set a vision or a relationship goal; raises what `domain.new_goals.soft_goal` raises.

    Raises LooksLike for nearly the words of an open one, unless it `is_sure`.
    """
    acting.must(Right.CHANGE)
    goal = new_goals.soft_goal(acting.origin, kind, text, years)
    return _set(uow, acting, goal, is_sure=is_sure)


def aim(
    uow: UnitOfWork,
    acting: Acting,
    text: str,
    *,
    start: Amount | None,
    target: Amount | None,
    deadline: date | None,
    guard: GuardRail | None = None,
    is_sure: bool = True,
) -> GoalChange:
    """Set a business goal; raises what `domain.new_goals.business_goal` raises.

    Raises LooksLike for nearly the words of an open one, unless it `is_sure`.
    """
    acting.must(Right.CHANGE)
    goal = new_goals.business_goal(
        acting.origin, text, start=start, target=target, deadline=deadline, guard=guard
    )
    return _hastened(uow, acting, _set(uow, acting, goal, is_sure=is_sure))


def grow(
    uow: UnitOfWork,
    acting: Acting,
    text: str,
    growth: Amount,
    *,
    start: Amount,
    by: date,
    guard: GuardRail | None = None,
    is_sure: bool = False,
) -> GoalChange:
    """Set a business goal that is to grow from last year's figure; from and to are kept.

    Raises what `aim` raises.
    """
    target = grown(start, growth)
    return aim(
        uow, acting, text, start=start, target=target, deadline=by, guard=guard, is_sure=is_sure
    )


def reword(uow: UnitOfWork, acting: Acting, number: int, text: str) -> GoalChange:
    """Say a goal better; raises UnknownRef and what `Goal.reword` raises."""
    with NOUN.changing(uow, acting, CHANGED, number) as (goal, activity):
        goal.reword(text)
    return GoalChange(goal, activity)


def set_horizon(uow: UnitOfWork, acting: Acting, number: int, years: int) -> GoalChange:
    """Look further ahead, or less far; raises UnknownRef and what `Goal.look_ahead` raises."""
    with NOUN.changing(uow, acting, CHANGED, number) as (goal, activity):
        goal.look_ahead(years)
    return GoalChange(goal, activity)


def renew(
    uow: UnitOfWork, acting: Acting, number: int, years: int, text: str | None = None
) -> GoalChange:
    """Look ahead from today anew, in other words where some are given.

    Raises UnknownRef and what `Goal.renew` raises.
    """
    with NOUN.changing(uow, acting, CHANGED, number) as (goal, activity):
        goal.renew(years, acting.today, text)
    return GoalChange(goal, activity)


def renumber(
    uow: UnitOfWork,
    acting: Acting,
    number: int,
    *,
    start: Amount | None = None,
    target: Amount | None = None,
    deadline: date | None = None,
) -> GoalChange:
    """Change numbers or deadline, which reopens the agreement.

    Raises UnknownRef and what `Goal.renumber` raises.
    """
    with NOUN.changing(uow, acting, RENUMBERED, number) as (goal, activity):
        goal.renumber(today=acting.today, start=start, target=target, deadline=deadline)
    return _hastened(uow, acting, GoalChange(goal, activity))


def reach(
    uow: UnitOfWork,
    acting: Acting,
    number: int,
    why: str | None = None,
    *,
    is_sure: bool = True,
) -> GoalChange:
    """Close a goal as reached.

    Raises UnknownRef and GoalClosed, and FarFromTarget where the numbers say otherwise, unless it
    `is_sure`.
    """
    with NOUN.changing(uow, acting, REACHED, number, why=why) as (goal, activity):
        goal.must_be_open()
        if goal.is_business and not is_sure:
            must_be_near(goal, uow.progress.of([goal.saved_id]), acting.today)
        goal.reach(acting.now, why)
    return GoalChange(goal, activity)


def drop(uow: UnitOfWork, acting: Acting, number: int, why: str) -> GoalChange:
    """Give a goal up, and say why; raises UnknownRef, GoalClosed and TextMissing."""
    with NOUN.changing(uow, acting, DROPPED, number, why=why) as (goal, activity):
        goal.drop(why, acting.now)
    return GoalChange(goal, activity)


def reopen(uow: UnitOfWork, acting: Acting, number: int) -> GoalChange:
    """Take up a closed goal again; raises UnknownRef and StillOpen."""
    with NOUN.changing(uow, acting, REOPENED, number) as (goal, activity):
        goal.reopen()
    return GoalChange(goal, activity)


def hold_open(uow: UnitOfWork, acting: Acting, numbers: Iterable[int]) -> None:
    """Lock these goals, which something is to name; raises UnknownRef and GoalClosed."""
    for number in numbers:
        get(uow, acting, number, lock=True).must_be_open()


def open_ones(uow: UnitOfWork, acting: Acting, kind: GoalKind | None = None) -> Sequence[Goal]:
    """The account's open goals, of one level if it is named."""
    acting.must(Right.READ)
    return uow.goals.open(acting.account_id, kind)


def hastened(
    uow: UnitOfWork,
    acting: Acting,
    goal: Goal,
    *,
    value: Decimal | None = None,
    due: date | None = None,
) -> Haste | None:
    """Whether a business goal, or a value of it by a day, needs far more than was ever measured."""
    uow.flush()
    known = courses_of(uow, uow.goals.everything(acting.account_id)).values()
    measured = [(each.goal, each.progress) for each in known]
    return haste(goal, measured, acting.today, value=value, due=due)


def _hastened(uow: UnitOfWork, acting: Acting, change: GoalChange) -> GoalChange:
    return replace(change, haste=hastened(uow, acting, change.goal))


def undone(uow: UnitOfWork, acting: Acting, activity: Activity) -> None:
    """Correct what the channel was told; raises GoalInUse where others have built on the goal."""
    if activity.before is None:
        _must_be_unused(uow, acting, activity.subject)
    cards.corrected(uow, acting.account, Kind.GOAL, activity)


def _set(uow: UnitOfWork, acting: Acting, goal: Goal, *, is_sure: bool) -> GoalChange:
    if not is_sure:
        must_differ(goal.text, uow.goals.open(acting.account_id, goal.kind))
    activity = NOUN.keep(uow, acting, SET, goal)
    if acting.account.announcements.cover_goals:
        cards.born(uow, acting, Kind.GOAL, activity)
    return GoalChange(goal, activity)


def _must_be_unused(uow: UnitOfWork, acting: Acting, ref: str) -> None:
    goal = find(uow, acting.account_id, ref)
    if goal is None:
        return
    ids = [goal.saved_id]
    if (
        uow.milestones.of(ids)
        or uow.progress.of(ids)
        or uow.agreements.of(ids)
        or uow.pulses.of(ids)
        or uow.guards.of(ids)
        or [one for one in uow.quotes.beside(ids, acting.account_id, 1) if one.goal_id]
    ):
        raise GoalInUse(ref)


def ids_of(goals: Collection[Goal]) -> list[int]:
    """The ids of goals that are stored."""
    return [goal.saved_id for goal in goals]
