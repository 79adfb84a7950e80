"""The weekly digest: composed when it is sent, from what is true then; previewed the same way."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain import digest as rules
from domain import digest_lines as written
from domain.account import Account
from domain.activity import Activity
from domain.calendar import at_local, week_of
from domain.digest import PERIOD, Digest, Duties, Line, PlanNews, Step
from domain.digest_lines import Before
from domain.notice import Kind, Notice
from domain.permission import Right
from domain.routine import Routine, RoutineKind
from services import actions, agreements, goals, history, lights, milestones, notices, plan
from services.access import Acting
from storage.unit_of_work import UnitOfWork

LIGHTS = frozenset({lights.LOGGED, lights.TURNED, lights.CLEARED})
STEPS = {
    goals.SET: Step.SET,
    goals.RENUMBERED: Step.RENUMBERED,
    goals.REOPENED: Step.REOPENED,
    goals.REACHED: Step.REACHED,
    goals.DROPPED: Step.DROPPED,
    agreements.SIGNED: Step.TEAM_AGREED,
    agreements.CLIENT_AGREED: Step.CLIENT_AGREED,
}
NEWS = LIGHTS | STEPS.keys() | {actions.DONE, milestones.MOVED}
"""Kinds of changes that a digest tells of."""

AS_OF = "as_of"
"""The fact of a notice that says up to when it told what had changed."""


@dataclass(frozen=True)
class Sight:
    """A digest, and what the people in it are called."""

    digest: Digest
    names: dict[str, str]


@dataclass(frozen=True)
class Preview:
    """What would be posted now, whether it would be, and when the next one comes, if one does.

    `next_at` is None until the timetable has worked it out.
    """

    sight: Sight
    routine: Routine | None
    is_due: bool
    next_at: datetime | None


def plan_week(uow: UnitOfWork, account: Account, period: str, at: datetime) -> None:
    """What the routine owes in the ISO week `period`: one digest, whatever day it is moved to."""
    notices.owe_once(
        uow, Kind.DIGEST, period=period, to=account.channel_id, now=at, account=account
    )


def preview(uow: UnitOfWork, acting: Acting) -> Preview:
    """The digest as it would be posted now; raises NotAllowed."""
    acting.must(Right.READ)
    sight = look(uow, acting.account, acting.now)
    routine = _routine(uow, acting.account)
    next_at = _next_at(uow, acting.account, routine) if routine else None
    return Preview(sight, routine, _is_due(sight, routine), next_at)


def is_due(uow: UnitOfWork, account: Account, sight: Sight) -> bool:
    """Whether it is posted: not an empty one, and not what the account does not want."""
    return _is_due(sight, _routine(uow, account))


def tells(notice: Notice, now: datetime) -> None:
    """Note up to when this notice tells what has changed: there the next one begins."""
    notice.facts = {**notice.facts, AS_OF: now.isoformat()}


def look(uow: UnitOfWork, account: Account, now: datetime) -> Sight:
    """The digest as of now, for who is known to be allowed to see it."""
    account_id, today = plan.id_of(account), account.today(now)
    before = _before(uow, account, now)
    changes = uow.activities.standing(account_id, NEWS, after=before.at)
    known_lights = uow.lights.open_at(account_id, before.at)
    lines = [
        *_goal_lines(uow, account_id, changes, before, today),
        *written.lights(known_lights, _of(changes, LIGHTS), today),
        *_plan_lines(uow, account, before, today),
        *written.done(len(_of(changes, {actions.DONE}))),
        *written.duties(uow.actions.open(account_id), plan.present(uow, account), today),
        *written.undecided(known_lights, today),
    ]
    found = rules.digest(lines, known_lights, since=before.day, today=today)
    return Sight(found, history.names(uow, _people(found)))


def _goal_lines(
    uow: UnitOfWork, account_id: int, changes: Sequence[Activity], before: Before, today: date
) -> list[Line]:
    """News of goals and of milestones, and the milestones that slip."""
    found = uow.goals.open_at(account_id, before.at)
    standings = goals.standings(uow, account_id, [goal for goal in found if goal.is_business])
    courses = goals.courses(uow, [goal for goal in found if goal.is_open])
    moved = {change.subject for change in _of(changes, {milestones.MOVED})}
    steps = [(history.whole(change.subject), STEPS[change.kind]) for change in _of(changes, STEPS)]
    return [
        *written.goals(found, steps, standings),
        *(
            line
            for each in courses.values()
            for line in written.milestones(
                each.goal, each.milestones, each.progress, moved, before, today
            )
        ),
    ]


def _plan_lines(uow: UnitOfWork, account: Account, before: Before, today: date) -> list[Line]:
    window = plan.window(uow, account, today)
    reviews = uow.reviews.among(plan.id_of(account), window.months)
    return written.plan(window, reviews, before)


def _of(changes: Iterable[Activity], kinds: Container[str]) -> list[Activity]:
    return [change for change in changes if change.kind in kinds]


def _before(uow: UnitOfWork, account: Account, now: datetime) -> Before:
    """When the last digest that was sent was written; without one, a week ago."""
    last = uow.notices.last_sent(plan.id_of(account), Kind.DIGEST)
    at = datetime.fromisoformat(last.facts[AS_OF]) if last else now - PERIOD
    return Before(at, account.today(at))


def _is_due(sight: Sight, routine: Routine | None) -> bool:
    only_when_needed = routine is not None and routine.only_when_needed
    return sight.digest.is_due(only_when_needed=only_when_needed)


def _routine(uow: UnitOfWork, account: Account) -> Routine | None:
    """The account's own weekly routine; None where it is turned off."""
    found = uow.routines.get(plan.id_of(account), RoutineKind.DIGEST)
    return found if found and found.is_on else None


def _next_at(uow: UnitOfWork, account: Account, routine: Routine) -> datetime | None:
    """When the next one comes: not in a week that has had its own, even if its day was moved."""
    if routine.next_at is None:
        return None
    day = account.today(routine.next_at)
    if uow.notices.is_planned(f"{account.id}/{Kind.DIGEST}/{week_of(day)}"):
        day += PERIOD
    return at_local(day, routine.hour, routine.minute, account.zone)


def _people(found: Digest) -> set[str]:
    """Everybody who is named in it."""
    people: set[str | None] = set()
    for line in found.lines:
        if isinstance(line.item, Duties):
            people.add(line.item.owner)
        elif isinstance(line.item, PlanNews) and line.item.review is not None:
            people |= {line.item.review.rolled_by, line.item.review.put_off_by}
    return {person for person in people if person}
