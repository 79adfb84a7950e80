"""The weekly digest: composed when it is sent, from what is true then; previewed the same way."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from domain import digest as rules
from domain import digest_lines as written
from domain.account import Account
from domain.activity import Activity
from domain.digest import PERIOD, Digest, Duties, GoalStep, Line, PlanNews
from domain.digest_lines import Before
from domain.notice import Kind, Notice, State, once_key
from domain.permission import Right
from domain.routine import Routine, RoutineKind
from services import (
    actions,
    agreements,
    goals,
    history,
    lights,
    milestones,
    notices,
    plan,
    standings,
)
from services.access import Acting
from services.courses import courses_of
from services.goal_overviews import agreement_standings
from services.occurrences import DueOccurrence, coming
from storage.unit_of_work import UnitOfWork

LIGHTS = frozenset(lights.COLOURING)
STEPS = {
    goals.SET: GoalStep.SET,
    goals.RENUMBERED: GoalStep.RENUMBERED,
    goals.REOPENED: GoalStep.REOPENED,
    goals.REACHED: GoalStep.REACHED,
    goals.DROPPED: GoalStep.DROPPED,
    agreements.SIGNED: GoalStep.TEAM_AGREED,
    agreements.CLIENT_AGREED: GoalStep.CLIENT_AGREED,
}
OUTCOMES = {actions.DONE, actions.OUTCOME_TOLD}
NEWS = LIGHTS | STEPS.keys() | OUTCOMES | {milestones.MOVED}
"""Kinds of changes that a digest tells of."""

SINCE, AS_OF = "since", "as_of"
"""Facts of a notice that was composed: from when on, and up to when, it told what had changed."""

AHEAD = 3
"""Weeks looked ahead for the next digest: more than one of them never has its own already."""

NOTHING_TO_SAY = "nothing to say"
"""Why an empty digest is not posted: the next one begins where it would have ended."""

LOOKED_THROUGH = 10
"""Digests among which the last one is looked for: some were too late to be composed at all."""


@dataclass(frozen=True)
class DigestView:
    """A digest, the moment it begins at, and what the people in it are called."""

    digest: Digest
    since: datetime
    names: dict[str, str]


@dataclass(frozen=True)
class Preview:
    """The digest as of now, whether it would be posted, and the time of the next one.

    `next_at` is None where the digest is turned off.
    """

    sight: DigestView
    is_due: bool
    next_at: datetime | None


def plan_weeks(uow: UnitOfWork, occurrences: Sequence[DueOccurrence], _now: datetime) -> None:
    """Enqueue one digest an account and ISO week, whatever day of it the digest is moved to."""
    by_key = {_key(one.account, one.period): one for one in occurrences}
    uow.notices.add_new(
        [
            notices.new_notice(uow, Kind.DIGEST, period=one.period, now=one.at, account=one.account)
            for one in by_key.values()
        ]
    )


def preview(uow: UnitOfWork, acting: Acting) -> Preview:
    """The digest as it would be posted now; raises NotAllowed."""
    acting.must(Right.READ)
    sight = look(uow, acting.account, acting.now)
    routine = _routine(uow, acting.account)
    next_at = _next_at(uow, acting.account, routine, acting.now) if routine else None
    return Preview(sight, _is_due(sight, routine), next_at)


def again(uow: UnitOfWork, acting: Acting, since: datetime | None) -> DigestView:
    """All of the digest that began at this moment, as things stand now; raises NotAllowed."""
    acting.must(Right.READ)
    return look(uow, acting.account, acting.now, since)


def why_not(uow: UnitOfWork, account: Account, sight: DigestView) -> str | None:
    """Why it is not posted, for the record: it is not wanted, or there is nothing to say."""
    routine = _routine(uow, account)
    if routine is None:
        return "turned off"
    if not sight.digest.lines:
        return NOTHING_TO_SAY
    if _is_review_day(uow, account, sight.digest.today):
        return "the review of this day says it"
    return None if _is_due(sight, routine) else "nothing needs doing"


def _is_review_day(uow: UnitOfWork, account: Account, today: date) -> bool:
    """Whether the monthly review was posted on this day, or is about to be."""
    found = uow.notices.latest_of(account.saved_id, Kind.REVIEW, 1)
    unsent = (State.SKIPPED, State.DEAD)
    return any(account.today(one.due_at) == today and one.state not in unsent for one in found)


def tells(notice: Notice, sight: DigestView, now: datetime) -> None:
    """Note what a notice tells, for the next one to begin where it ends."""
    notice.facts = {SINCE: sight.since.isoformat(), AS_OF: now.isoformat()}


def look(
    uow: UnitOfWork, account: Account, now: datetime, since: datetime | None = None
) -> DigestView:
    """The digest as of now, for who is known to be allowed to see it.

    `since` begins it at another moment than the last one ended.
    """
    account_id, today = account.saved_id, account.today(now)
    begins = since or _begins(uow, account_id, now)
    before = Before(begins, account.today(begins))
    changes = uow.activities.standing(account_id, NEWS, after=before.at)
    known_lights = uow.lights.open_at(account_id, before.at)
    here = plan.present(uow, account)
    lines = [
        *written.lights(known_lights, _of(changes, LIGHTS), today),
        *_goal_lines(uow, account_id, changes, before, today),
        *_plan_lines(uow, account, before, today),
        *written.done(len(_of(changes, {actions.DONE})), _of(changes, OUTCOMES)),
        *written.duties(uow.actions.open(account_id), here, today),
        *written.undecided(known_lights, before.day, today),
        *written.uncommitted(standings.of_all(uow, account_id, here)),
    ]
    found = rules.digest(lines, known_lights, since=before.day, today=today)
    return DigestView(found, before.at, history.names(uow, _people(found)))


def _goal_lines(
    uow: UnitOfWork, account_id: int, changes: Sequence[Activity], before: Before, today: date
) -> list[Line]:
    """News of goals and of milestones, and the milestones that slip."""
    found = uow.goals.open_at(account_id, before.at)
    agreed = agreement_standings(uow, account_id, [goal for goal in found if goal.is_business])
    courses = courses_of(uow, [goal for goal in found if goal.is_open])
    moved = {change.subject for change in _of(changes, {milestones.MOVED})}
    steps = [(history.whole(change.subject), STEPS[change.kind]) for change in _of(changes, STEPS)]
    return [
        *written.goals(found, steps, agreed),
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
    reviews = uow.reviews.among(account.saved_id, window.months)
    return written.plan(window, reviews, before)


def _of(changes: Iterable[Activity], kinds: Container[str]) -> list[Activity]:
    return [change for change in changes if change.kind in kinds]


def _begins(uow: UnitOfWork, account_id: int, now: datetime) -> datetime:
    """Where the last digest ended, or began if it was never told; without one, a week ago."""
    for last in uow.notices.latest_of(account_id, Kind.DIGEST, LOOKED_THROUGH):
        if AS_OF in last.facts and last.is_final:
            was_told = last.state is State.SENT or last.reason == NOTHING_TO_SAY
            return datetime.fromisoformat(last.facts[AS_OF if was_told else SINCE])
    return now - PERIOD


def _is_due(sight: DigestView, routine: Routine | None) -> bool:
    only_when_needed = routine is not None and routine.only_when_needed
    return sight.digest.is_due(only_when_needed=only_when_needed)


def _routine(uow: UnitOfWork, account: Account) -> Routine | None:
    """The account's own weekly routine; None where it is turned off."""
    found = uow.routines.get(account.saved_id, RoutineKind.DIGEST)
    return found if found and found.is_on else None


def _next_at(uow: UnitOfWork, account: Account, routine: Routine, now: datetime) -> datetime | None:
    """When the next one comes: not in a week that has had its own, even if its day was moved."""
    ahead = list(islice(coming(routine, account, now), AHEAD))
    planned = uow.notices.planned({_key(account, one.period) for one in ahead})
    return next((one.at for one in ahead if _key(account, one.period) not in planned), None)


def _key(account: Account, week: str) -> str:
    return once_key(account.id, Kind.DIGEST, week)


def _people(found: Digest) -> set[str | None]:
    """Everybody who is named in it."""
    people: set[str | None] = set()
    for line in found.lines:
        if isinstance(line.item, Duties):
            people.add(line.item.owner)
        elif isinstance(line.item, PlanNews) and line.item.review is not None:
            people |= {line.item.review.rolled_by, line.item.review.put_off_by}
    return people
