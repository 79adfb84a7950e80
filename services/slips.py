"""Slips: milestones that enter at risk or missed, said once; and that it is over, said once.

`look_at` serves one goal at the moment something about it changed, `plan` the clock: many
accounts at once, with as many statements for fifty as for one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain import slip as rules
from domain.account import Account
from domain.goal import Goal, GoalKind
from domain.milestone import Milestone
from domain.notice import Kind
from domain.progress import Progress
from domain.slip import Outlook, Turn, outlook
from services import goals, history, notices
from services.goals import Course
from services.occurrences import Fallen, latest
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Turned:
    """A milestone whose state has changed on a day, in a way worth saying."""

    account: Account
    milestone: Milestone
    turn: Turn


@dataclass(frozen=True)
class Slip:
    """What there is to say about a milestone as it stands."""

    goal: Goal
    milestone: Milestone
    outlook: Outlook
    latest: Progress | None
    owner: str | None


def look_at(uow: UnitOfWork, account: Account, course: Course, now: datetime) -> None:
    """Look where the milestones of one goal stand, and owe what is worth saying."""
    if course.goal.is_open:
        _owe(uow, _turned(account, course, now), now)


def plan(uow: UnitOfWork, fallen: Sequence[Fallen], now: datetime) -> None:
    """Look at every open business goal of these accounts, and ask after silent ones."""
    accounts = {one.account_id: one.account for one in latest(fallen)}
    courses = goals.courses(uow, uow.goals.open_of(accounts, GoalKind.BUSINESS)).values()
    turned = [
        one for course in courses for one in _turned(accounts[course.goal.account_id], course, now)
    ]
    _owe(uow, turned, now)
    _ask(uow, accounts, courses, now)


def slip(uow: UnitOfWork, account: Account, ref: str, now: datetime) -> Slip | None:
    """A milestone of an open goal as it stands now; None where it or its goal is gone."""
    milestone = uow.milestones.get(account.id or 0, int(ref[1:]))
    goal = uow.goals.by_id(milestone.goal_id) if milestone else None
    if milestone is None or goal is None or not goal.is_open:
        return None
    today = account.today(now)
    course = goals.course(uow, goal)
    return Slip(
        goal,
        milestone,
        outlook(milestone, goal.numbers, course.progress, today),
        course.latest(today),
        history.names(uow, {goal.owner_id}).get(goal.owner_id),
    )


def is_silent(uow: UnitOfWork, account: Account, found: Slip, now: datetime) -> bool:
    """Whether still nobody has reported anything."""
    course = goals.course(uow, found.goal)
    return rules.is_silent(found.milestone, found.goal.numbers, course.progress, account.today(now))


def _turned(account: Account, course: Course, now: datetime) -> list[Turned]:
    """Bring the milestones' states up to date; those whose change is worth saying."""
    numbers, today = course.goal.numbers, account.today(now)
    found = []
    for milestone in course.milestones:
        state = rules.state(milestone, numbers, course.progress, today)
        turn = rules.turn(milestone.state, state)
        if milestone.state is not state:
            milestone.state = state
        if turn is not None:
            found.append(Turned(account, milestone, turn))
    return found


def _owe(uow: UnitOfWork, turned: Sequence[Turned], now: datetime) -> None:
    for one in turned:
        if one.turn is Turn.SLIPPED:
            _announce(uow, one, now)
    resolved = [one for one in turned if one.turn is Turn.RESOLVED]
    if not resolved:
        return
    subjects: dict[int, list[str]] = {}
    for one in resolved:
        subjects.setdefault(one.milestone.account_id, []).append(one.milestone.ref)
    messages = uow.notices.latest_about(Kind.SLIP, subjects)
    for one in resolved:
        _resolve(uow, one, messages.get((one.milestone.account_id, one.milestone.ref)), now)


def _announce(uow: UnitOfWork, one: Turned, now: datetime) -> None:
    milestone = one.milestone
    notices.owe(
        uow,
        Kind.SLIP,
        # The version moves with the state: every entry is one of its own, even on one day.
        period=f"{milestone.ref}/{milestone.state}/{milestone.version}",
        to=one.account.channel_id,
        now=now,
        account=one.account,
        subject=milestone.ref,
        facts={"state": milestone.state.value},
    )


def _resolve(uow: UnitOfWork, one: Turned, message: int | None, now: datetime) -> None:
    if message is None:
        return
    milestone = one.milestone
    notices.owe(
        uow,
        Kind.SLIP_OVER,
        period=f"{milestone.ref}/{milestone.version}",
        to=one.account.channel_id,
        now=now,
        account=one.account,
        subject=milestone.ref,
        replies_to=message,
    )


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
    keys = {f"{account.id}/{Kind.SILENT}/{_asked(one)}" for account, _, one in silent}
    asked = uow.notices.planned(keys)
    teams = uow.accounts.teams({account.id or 0 for account, _, _ in silent})
    for account, goal, milestone in silent:
        in_team = goal.owner_id in teams[goal.account_id]
        to = goal.owner_id if in_team else account.owner_id
        if to is None or f"{account.id}/{Kind.SILENT}/{_asked(milestone)}" in asked:
            continue
        notices.owe(
            uow,
            Kind.SILENT,
            period=_asked(milestone),
            to=to,
            now=now,
            account=account,
            subject=milestone.ref,
        )


def _asked(milestone: Milestone) -> str:
    return f"{milestone.ref}/{milestone.due.isoformat()}"


def _silent(course: Course, account: Account, now: datetime) -> Milestone | None:
    """The next milestone of a goal about which nobody has said anything for too long."""
    numbers, today = course.goal.numbers, account.today(now)
    return next(
        (
            one
            for one in course.milestones
            if one.due >= today and rules.is_silent(one, numbers, course.progress, today)
        ),
        None,
    )
