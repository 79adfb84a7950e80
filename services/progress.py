"""Progress: what was measured, and taking back what was measured wrong."""

from dataclasses import dataclass
from datetime import date

from domain import progress as rules
from domain.activity import Activity
from domain.amount import Amount
from domain.errors import AboutRef, NotFound
from domain.goal import Goal
from domain.notice import Kind
from domain.progress import Progress, counted
from services import cards, goals, history, slips
from services.access import Acting
from services.courses import Course, course_of
from storage.unit_of_work import UnitOfWork

REPORTED = "progress.reported"
CORRECTED = "progress.corrected"


@dataclass(eq=False)
class NothingMeasured(AboutRef, NotFound):
    """Nothing was measured, or not on the day that was named."""

    on: date | None


@dataclass(frozen=True)
class Measured:
    """A goal's course after a measurement, and the change, by which it can be undone."""

    course: Course
    progress: Progress
    activity: Activity
    jumps_back: bool = False


def report(
    uow: UnitOfWork, acting: Acting, number: int, amount: Amount, on: date | None = None
) -> Measured:
    """Keep a measurement, of today unless a day is named.

    Raises UnknownRef and what `domain.progress.report` raises.
    """
    goal = goals.to_change(uow, acting, number)
    one = rules.report(
        goal,
        amount,
        on=on or acting.today,
        by=acting.person.id,
        now=acting.now,
        today=acting.today,
    )
    uow.progress.add(one)
    activity = history.added(uow, acting, REPORTED, one, goal.ref)
    goals.tell(uow, acting, goal, activity)
    course = _look(uow, acting, goal)
    return Measured(course, one, activity, rules.jumps_back(one, goal.numbers, course.progress))


def correct(uow: UnitOfWork, acting: Acting, number: int, on: date | None = None) -> Measured:
    """Take back the latest measurement, or the one of a day: it was wrong.

    Raises UnknownRef, NotABusinessGoal, GoalClosed and NothingMeasured.
    """
    goal = goals.to_change(uow, acting, number)
    goal.must_be_open()
    found = counted(course_of(uow, goal).progress, acting.today)
    wanted = [one for one in found if on is None or one.on == on]
    if not wanted:
        raise NothingMeasured(goal.ref, on)
    wrong = wanted[-1]
    ref = f"{goal.ref}{history.PART}{wrong.id}"
    with history.recorded(uow, acting, CORRECTED, wrong, ref=ref) as activity:
        wrong.correct()
    cards.changed(uow, acting, Kind.GOAL, activity, about=goal.ref, tell=False)
    return Measured(_look(uow, acting, goal), wrong, activity)


def undone(uow: UnitOfWork, acting: Acting, activity: Activity) -> None:
    """Correct what the channel was told, and look where the milestones stand now."""
    ref = history.whole(activity.subject)
    cards.corrected(uow, acting.account, Kind.GOAL, activity, ref)
    goal = uow.goals.get(acting.account_id, int(ref[1:]))
    if goal is not None:
        _look(uow, acting, goal)


def _look(uow: UnitOfWork, acting: Acting, goal: Goal) -> Course:
    uow.flush()
    course = course_of(uow, goal)
    slips.look_at(uow, acting.account, course, acting.now)
    return course
