"""Milestones on the way to business goals: propose, set, re-date, remove."""

from dataclasses import dataclass, replace
from datetime import date

from domain import milestone as rules
from domain.action import Purpose
from domain.activity import Activity
from domain.amount import Amount, value_in
from domain.calendar import Month
from domain.errors import Invalid
from domain.goal import Goal, GoalKind
from domain.milestone import Milestone, MilestoneState
from domain.notice import Kind
from domain.pace import Haste
from domain.permission import Right
from domain.proposal import Proposal, propose
from domain.slip import SLIPS
from services import cards, goals, history, slips
from services.access import Acting
from services.courses import Course, course_of, courses_of
from services.history import UnknownRef
from storage.unit_of_work import UnitOfWork

SET = "milestone.set"
MOVED = "milestone.moved"
REMOVED = "milestone.removed"


class DueMissing(Invalid):
    """A milestone needs a day by which it is due."""


@dataclass(frozen=True)
class Planned:
    """Milestones after a change, and the change, by which it can be undone.

    `haste`: it needs a far faster pace than was ever measured.
    """

    course: Course
    milestone: Milestone
    activity: Activity
    haste: Haste | None = None


def proposed(uow: UnitOfWork, acting: Acting, number: int) -> tuple[Course, list[Proposal]]:
    """The possible milestones of the goal; those that lie in the past are left out.

    Raises UnknownRef, NotABusinessGoal and GoalClosed.
    """
    goal = goals.to_change(uow, acting, number)
    goal.must_be_open()
    course = course_of(uow, goal)
    numbers = goal.numbers
    found = propose(
        numbers.start.value,
        numbers.target.value,
        first=Month.of(numbers.start_date),
        deadline=numbers.deadline,
        whole=numbers.is_count,
    )
    return course, [one for one in found if one.due >= acting.today]


def add(
    uow: UnitOfWork, acting: Acting, number: int, amount: Amount, due: date, *, tell: bool = True
) -> Planned:
    """Set a milestone, and `tell` the channel: of several set at once only the last tells.

    Raises UnknownRef, OtherUnit and what `domain.milestone.check` raises.
    """
    made = _add(uow, acting, number, amount, due)
    if not tell:
        return made
    goals.tell(uow, acting, made.course.goal, made.activity)
    return _hastened(uow, acting, made)


def move(uow: UnitOfWork, acting: Acting, number: int, to: date, why: str) -> Planned:
    """Re-date a milestone, which is counted, and say why.

    Raises UnknownRef and what `Milestone.move` raises.
    """
    acting.must(Right.CHANGE)
    milestone, goal = _both(uow, acting, number, lock=True)
    others = uow.milestones.of([goal.saved_id])
    with history.recorded(uow, acting, MOVED, milestone, why) as activity:
        milestone.move(to, why, goal=goal, others=others, today=acting.today)
    return _hastened(uow, acting, _changed(uow, acting, goal, milestone, activity))


def remove(uow: UnitOfWork, acting: Acting, number: int, why: str | None = None) -> Planned:
    """Take a milestone out; raises UnknownRef and GoalClosed."""
    acting.must(Right.CHANGE)
    milestone, goal = _both(uow, acting, number, lock=True)
    goal.must_be_open()
    with history.recorded(uow, acting, REMOVED, milestone, why) as activity:
        uow.remove(milestone)
    return _changed(uow, acting, goal, milestone, activity)


def get(uow: UnitOfWork, acting: Acting, number: int) -> tuple[Milestone, Course]:
    """The milestone with this number, and the course it lies on; raises UnknownRef."""
    acting.must(Right.READ)
    milestone, goal = _both(uow, acting, number)
    return milestone, course_of(uow, goal)


def find(uow: UnitOfWork, account_id: int, ref: str) -> Milestone | None:
    """The subject of a milestone's activity."""
    return uow.milestones.get(account_id, int(ref[1:]))


def offers(uow: UnitOfWork, account_id: int) -> list[Purpose]:
    """The milestones ahead, slipping ones first: what actions may serve."""
    open_goals = uow.goals.open(account_id, GoalKind.BUSINESS)
    found = [
        (one, course.goal)
        for course in courses_of(uow, open_goals).values()
        for one in course.milestones
        if one.state is not MilestoneState.REACHED
    ]
    found.sort(key=lambda each: (each[0].state not in SLIPS, each[0].due, each[0].number))
    return [Purpose(one.ref, goal.text, Amount(one.value, goal.unit)) for one, goal in found]


def undone(uow: UnitOfWork, acting: Acting, activity: Activity) -> None:
    """Correct what the channel was told, and look where the milestone stands now."""
    milestone = uow.milestones.get(acting.account_id, int(activity.subject[1:]))
    goal_id = milestone.goal_id if milestone else (activity.after or {}).get("goal_id")
    goal = uow.goals.by_id(goal_id) if goal_id else None
    if goal is None:
        return
    cards.corrected(uow, acting.account, Kind.GOAL, activity, goal.ref)
    if milestone is not None:
        slips.look_at(uow, acting.account, course_of(uow, goal), acting.now)


def _add(uow: UnitOfWork, acting: Acting, number: int, amount: Amount, due: date) -> Planned:
    goal = goals.to_change(uow, acting, number)
    milestone = rules.milestone(
        goal,
        number=uow.numbers.next(acting.account_id, "M"),
        value=value_in(goal.numbers.unit, amount),
        due=due,
        others=uow.milestones.of([goal.saved_id]),
        today=acting.today,
    )
    uow.milestones.add(milestone)
    activity = history.created(uow, acting, SET, milestone)
    uow.flush()
    return Planned(course_of(uow, goal), milestone, activity)


def _hastened(uow: UnitOfWork, acting: Acting, made: Planned) -> Planned:
    one = made.milestone
    haste = goals.hastened(uow, acting, made.course.goal, value=one.value, due=one.due)
    return replace(made, haste=haste)


def _both(
    uow: UnitOfWork, acting: Acting, number: int, *, lock: bool = False
) -> tuple[Milestone, Goal]:
    milestone = uow.milestones.get(acting.account_id, number, lock=lock)
    goal = uow.goals.by_id(milestone.goal_id) if milestone else None
    if milestone is None or goal is None:
        raise UnknownRef(f"M{number}")
    return milestone, goal


def _changed(
    uow: UnitOfWork, acting: Acting, goal: Goal, milestone: Milestone, activity: Activity
) -> Planned:
    uow.flush()
    course = course_of(uow, goal)
    goals.tell(uow, acting, goal, activity)
    slips.look_at(uow, acting.account, course, acting.now)
    return Planned(course, milestone, activity)
