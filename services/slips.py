"""Slips: milestones that enter at risk or missed, said once; and that it is over, said once.

`look_at` serves one goal at the moment something about it changed, `plan` the clock: many
accounts at once, with as many statements for fifty as for one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.account import Account
from domain.calendar import ONE_DAY, Month, add_working_days
from domain.goal import Goal
from domain.grouping import lists
from domain.milestone import Milestone, MilestoneState
from domain.notice import Kind, Notice
from domain.progress import Progress
from domain.slip import Outlook, SlipChange, slip_change
from services import history, holidays, notices
from services.courses import Course, course_of, courses_of
from services.occurrences import DueOccurrence, latest
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class MilestoneTurn:
    """A milestone whose state has changed on a day, in a way worth saying."""

    account: Account
    milestone: Milestone
    change: SlipChange


@dataclass(frozen=True)
class Slip:
    """The facts about a milestone as it stands."""

    goal: Goal
    milestone: Milestone
    outlook: Outlook
    latest: Progress | None
    owner: str | None


def look_at(uow: UnitOfWork, account: Account, course: Course, now: datetime) -> None:
    """Look where the milestones of one goal stand, and enqueue notices of what is worth saying."""
    if course.goal.is_open:
        uow.flush()
        _look(uow, {course.goal.account_id: account}, [course], now)


def plan(uow: UnitOfWork, occurrences: Sequence[DueOccurrence], now: datetime) -> None:
    """Look at the open business goals of these accounts that may have news, also of silence."""
    accounts = {one.account_id: one.account for one in latest(occurrences)}
    todays = [account.today(now) for account in accounts.values()]
    found = uow.goals.to_look_at(accounts, _changed(uow, occurrences), (min(todays), max(todays)))
    courses = courses_of(uow, found).values()
    _look(uow, accounts, courses, now)
    _tell_of_missed(uow, accounts, courses, now)
    _ask(uow, accounts, courses, now)


def _changed(uow: UnitOfWork, occurrences: Iterable[DueOccurrence]) -> set[int]:
    """The accounts in which something was changed since the look before: all of them is looked at.

    And at all of every account once a month, should anybody have changed anything unnoticed.
    """
    before: dict[int, datetime] = {}
    changed = set()
    for one in occurrences:
        day = date.fromisoformat(one.period)
        last = add_working_days(day, -1, holidays.of(one.account.country))
        looked = one.at - (day - last) - ONE_DAY
        before[one.account_id] = min(looked, before.get(one.account_id, looked))
        if Month.of(last) < Month.of(day):
            changed.add(one.account_id)
    made = uow.activities.last_at(before)
    return changed | {each for each, at in made.items() if at >= before[each]}


def slip(uow: UnitOfWork, account: Account, ref: str, now: datetime) -> Slip | None:
    """A milestone of an open goal as it stands now; None where it or its goal is gone."""
    milestone = uow.milestones.get(account.saved_id, int(ref[1:]))
    goal = uow.goals.by_id(milestone.goal_id) if milestone else None
    if milestone is None or goal is None or not goal.is_open:
        return None
    today, course = account.today(now), course_of(uow, goal)
    found = course.trend(today)
    owner = history.name(uow, goal.owner_id)
    return Slip(goal, milestone, found.outlook(milestone), found.latest, owner)


def missed(uow: UnitOfWork, account: Account, ref: str, now: datetime) -> Course | None:
    """An open goal whose deadline has passed unreached; None where that is not so any more."""
    goal = uow.goals.get(account.saved_id, int(ref[1:]))
    if goal is None or not goal.is_open:
        return None
    course = course_of(uow, goal)
    return course if _is_missed(course, account, now) else None


def is_silent(uow: UnitOfWork, account: Account, found: Slip, now: datetime) -> bool:
    """Whether still nobody has reported anything."""
    return course_of(uow, found.goal).trend(account.today(now)).is_silent(found.milestone)


def _look(
    uow: UnitOfWork, accounts: Mapping[int, Account], courses: Iterable[Course], now: datetime
) -> None:
    """Bring the milestones' states up to date, and enqueue notices of it."""
    states: dict[Milestone, MilestoneState] = {}
    turned = []
    for course in courses:
        account = accounts[course.goal.account_id]
        for one, state in course.states(account.today(now)):
            change = slip_change(one.state, state)
            if state is not one.state:
                states[one] = state
            if change is not None:
                turned.append(MilestoneTurn(account, one, change))
    uow.milestones.turn(states)
    slipped = [_slipped(uow, one, now) for one in turned if one.change is SlipChange.SLIPPED]
    resolved = _resolved(uow, [one for one in turned if one.change is SlipChange.RESOLVED], now)
    uow.notices.add_all([*slipped, *resolved])


def _resolved(uow: UnitOfWork, turned: Sequence[MilestoneTurn], now: datetime) -> list[Notice]:
    """The notices in the threads of slips that are over."""
    if not turned:
        return []
    subjects = lists((one.milestone.account_id, one.milestone.ref) for one in turned)
    messages = uow.notices.latest_about(Kind.SLIP, subjects)
    told = [(one, messages.get((one.milestone.account_id, one.milestone.ref))) for one in turned]
    return [_over(uow, one, message, now) for one, message in told if message is not None]


def _slipped(uow: UnitOfWork, one: MilestoneTurn, now: datetime) -> Notice:
    milestone, state = one.milestone, one.milestone.state.value
    # The version moves with the state: every entry is one of its own, even on one day.
    part, facts = f"{state}/{milestone.version}", {"state": state}
    return notices.about(uow, Kind.SLIP, one.account, milestone.ref, part, now=now, facts=facts)


def _over(uow: UnitOfWork, one: MilestoneTurn, message: int, now: datetime) -> Notice:
    account, ref, part = one.account, one.milestone.ref, str(one.milestone.version)
    return notices.about(uow, Kind.SLIP_OVER, account, ref, part, now=now, replies_to=message)


def _tell_of_missed(
    uow: UnitOfWork, accounts: Mapping[int, Account], courses: Iterable[Course], now: datetime
) -> None:
    """Tell of goals whose deadline has passed unreached, once for each deadline."""
    missed = [
        (account, course.goal)
        for course in courses
        if _is_missed(course, account := accounts[course.goal.account_id], now)
    ]
    uow.notices.add_new([_missed(uow, account, goal, now) for account, goal in missed])


def _missed(uow: UnitOfWork, account: Account, goal: Goal, now: datetime) -> Notice:
    part = goal.numbers.deadline.isoformat()
    return notices.about(uow, Kind.GOAL_MISSED, account, goal.ref, part, now=now)


def _is_missed(course: Course, account: Account, now: datetime) -> bool:
    return course.trend(account.today(now)).is_overdue(course.milestones)


def _ask(
    uow: UnitOfWork, accounts: Mapping[int, Account], courses: Iterable[Course], now: datetime
) -> None:
    """Ask the owners of silent goals, once for each milestone and due date."""
    silent = [
        (accounts[course.goal.account_id], course.goal, milestone)
        for course in courses
        if (milestone := _silent(course, accounts[course.goal.account_id], now)) is not None
    ]
    if not silent:
        return
    teams = uow.accounts.teams({account.saved_id for account, _goal, _milestone in silent})
    planned = []
    for account, goal, milestone in silent:
        to = goal.owner_id if goal.owner_id in teams[goal.account_id] else account.owner_id
        if to is not None:
            planned.append(_question(uow, account, milestone, to, now))
    uow.notices.add_new(planned)


def _question(
    uow: UnitOfWork, account: Account, milestone: Milestone, to: str, now: datetime
) -> Notice:
    ref, part = milestone.ref, milestone.due.isoformat()
    return notices.about(uow, Kind.SILENT, account, ref, part, to=to, now=now)


def _silent(course: Course, account: Account, now: datetime) -> Milestone | None:
    """The next milestone of a goal about which nobody has said anything for too long."""
    found = course.trend(account.today(now))
    return next((one for one in course.milestones if found.is_silent(one)), None)
