"""The lines of a digest, made of what is known: news of four nouns, and what people have to do.

`before` is when the last digest was written. Source of the rules: as for domain/digest.py.
"""

from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from domain import slip
from domain.action import Action
from domain.activity import Activity
from domain.agreement import AgreementStanding
from domain.calendar import Month, PlanWindow
from domain.commitment import CommitmentStanding as TeamStanding
from domain.digest import (
    AHEAD,
    Done,
    Duties,
    GoalNews,
    GoalStep,
    LightNews,
    Line,
    Mark,
    Part,
    PlanNews,
    StillUndecided,
    Uncommitted,
    Undecided,
)
from domain.goal import Goal, GoalState
from domain.light import Colour, Light
from domain.milestone import Milestone, MilestoneState
from domain.progress import Progress
from domain.review import Review, ReviewState
from domain.slip import SLIPS


@dataclass(frozen=True)
class Before:
    """The instant of the last digest, and the account's date then."""

    at: datetime
    day: date


def lights(found: Collection[Light], changes: Iterable[Activity], today: date) -> list[Line]:
    """News of lights, red ones first; what came back to its old colour is none.

    `found`: the open ones and those cleared since. `changes`: what became of lights since, and
    still stands, oldest first.
    """
    before = _before(changes)
    news = [
        LightNews(light, before[light.ref])
        for light in found
        if light.ref in before and not light.is_overdue(today)
    ]
    told = [each for each in news if not each.light.is_open or each.was is not each.light.colour]
    return [Line(Part.CHANGED, each) for each in sorted(told, key=_urgency)]


def _before(changes: Iterable[Activity]) -> dict[str, Colour | None]:
    """The colour before the first change of each light that has news; None for a new one."""
    found: dict[str, Colour | None] = {}
    cleared: set[str] = set()
    for change in changes:
        ref, before = change.subject, change.before or {}
        if ref in cleared and before.get("cleared_at"):  # reopened: as if nothing had been
            cleared.remove(ref)
            del found[ref]
        elif ref not in found and before.get("colour"):
            found[ref] = Colour(before["colour"])
        elif ref not in found and (not before or "cleared_at" in before):
            found[ref] = None
            cleared |= {ref} if before else set()
    return found


def _urgency(news: LightNews) -> tuple[bool, int, int]:
    return not news.light.is_open, list(Colour).index(news.light.colour), -news.light.number


def undecided(found: Iterable[Light], before: date, today: date) -> list[Line]:
    """Ambers past their decide-by date, the longest overdue first.

    Those that were late already on the day `before`, when the last digest asked, are one line, the
    first: it must not be cut.
    """
    late = [light for light in found if light.is_overdue(today)]
    ordered = sorted(late, key=lambda light: (light.decide_by or today, light.number))
    new = [Line(Part.UNDECIDED, Undecided(each)) for each in ordered if not each.is_overdue(before)]
    old = tuple(each for each in ordered if each.is_overdue(before))
    return [Line(Part.UNDECIDED, StillUndecided(old)), *new] if old else new


def milestones(  # noqa: PLR0917 - the facts of a course
    goal: Goal,
    found: Iterable[Milestone],
    progress: Collection[Progress],
    redated: Container[str],
    before: Before,
    today: date,
) -> list[Line]:
    """Milestones of an open business goal that slip, have news, or both.

    A slip that is entered since the last digest is news; it stands once, and in every digest
    after that until it is resolved. `redated`: the references of those that were moved since.
    """
    known = [one for one in progress if one.at <= before.at]
    then = slip.trend(goal.numbers, known, before.day)
    now = slip.trend(goal.numbers, progress, today)
    lines = []
    for one in found:
        mark = Mark(goal, one, now.outlook(one))
        if _is_news(then.state(one), mark.outlook.state) or one.ref in redated:
            lines.append(Line(Part.CHANGED, mark))
        elif mark.outlook.state in SLIPS:
            lines.append(Line(Part.SLIPPING, mark))
    return lines


def _is_news(before: MilestoneState, now: MilestoneState) -> bool:
    is_reached = now is MilestoneState.REACHED and before is not now
    return is_reached or slip.slip_change(before, now) is not None


def goals(
    found: Iterable[Goal],
    steps: Iterable[tuple[str, GoalStep]],
    standings: Mapping[int, AgreementStanding],
) -> list[Line]:
    """The latest step of each goal that still holds; `steps` by the goals' references."""
    taken: dict[str, set[GoalStep]] = {}
    for ref, step in steps:
        taken.setdefault(ref, set()).add(step)
    lines = []
    for goal in found:
        standing = standings.get(goal.saved_id)
        holding = [step for step in GoalStep if _holds(step, goal, standing)]
        told = tuple(step for step in holding if step in taken.get(goal.ref, ()))
        if told:
            lines.append(Line(Part.CHANGED, GoalNews(goal, told, standing)))
    return lines


def _holds(step: GoalStep, goal: Goal, standing: AgreementStanding | None) -> bool:
    """Whether it is still so: a goal may be closed and taken up again, an agreement reopened."""
    if step is GoalStep.TEAM_AGREED:
        return standing is not None and standing.team.agreed > 0
    if step is GoalStep.CLIENT_AGREED:
        return standing is not None and standing.client is not None
    closed = {GoalStep.REACHED: GoalState.REACHED, GoalStep.DROPPED: GoalState.DROPPED}
    return goal.state is closed[step] if step in closed else goal.is_open


def plan(window: PlanWindow, reviews: Iterable[Review], before: Before) -> list[Line]:
    """Whether the plan was rolled, was put off, or waits for it."""
    by_month = {review.month: review for review in reviews}
    lines = [
        Line(Part.CHANGED, PlanNews(month, ReviewState.ROLLED, review))
        for month in window.months
        if (review := by_month.get(month)) is not None
        and review.rolled_at is not None
        and review.rolled_at > before.at
    ]
    return lines if window.rolled else [*lines, *_not_rolled(window, by_month, before)]


def _not_rolled(window: PlanWindow, reviews: Mapping[Month, Review], before: Before) -> list[Line]:
    review = reviews.get(window.first)
    if review is None or review.put_off_at is None:
        return [Line(Part.PLAN, PlanNews(window.first, ReviewState.OPEN, review))]
    if review.put_off_at <= before.at:
        return []
    return [Line(Part.CHANGED, PlanNews(window.first, ReviewState.PUT_OFF, review))]


def done(count: int, told: Iterable[Activity] = ()) -> list[Line]:
    """How many actions were done, if any was, and what came of actions.

    `told`: what became of actions since, oldest first.
    """
    outcomes = {
        each.subject: (each.after or {})["outcome"]
        for each in told
        if (each.after or {}).get("outcome")
    }
    news = Done(count, tuple(outcomes.items()))
    return [Line(Part.CHANGED, news)] if count or outcomes else []


def uncommitted(standings: Iterable[TeamStanding]) -> list[Line]:
    """How many strategies wait for how many members, if any does."""
    waiting = [len(each.waiting) for each in standings if each.waiting]
    if not waiting:
        return []
    return [Line(Part.COMMITMENT, Uncommitted(len(waiting), sum(waiting)))]


def duties(found: Iterable[Action], present: Container[str], today: date) -> list[Line]:
    """Actions that are overdue, due before the next digest, or without a date, by person.

    `present` holds the ids of those who can do something: what belongs to anybody else is
    nobody's.
    """
    known = list(found)
    dated = [action for action in known if action.is_open and action.due is not None]
    undated = [action for action in known if action.lacks_date(today)]
    overdue = [action for action in dated if action.is_overdue(today)]
    soon = [action for action in dated if not action.is_overdue(today) and _is_soon(action, today)]
    parts = {Part.THIS_WEEK: soon, Part.OVERDUE: overdue, Part.UNDATED: undated}
    return [line for part, those in parts.items() for line in _by_owner(part, those, present)]


def _is_soon(action: Action, today: date) -> bool:
    return action.due is not None and action.due <= today + AHEAD


def _by_owner(part: Part, found: Iterable[Action], present: Container[str]) -> list[Line]:
    """One line a person: what is nobody's first, then who has to be the quickest."""
    by_owner: dict[str | None, list[Action]] = {}
    for action in sorted(found, key=_by_date):
        owner = action.owner_id if action.owner_id in present else None
        by_owner.setdefault(owner, []).append(action)
    nobody = by_owner.pop(None, [])
    everybody = ([(None, nobody)] if nobody else []) + list(by_owner.items())
    return [Line(part, Duties(owner, tuple(those))) for owner, those in everybody]


def _by_date(action: Action) -> tuple[date, int]:
    return action.due or date.max, action.number
