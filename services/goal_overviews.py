"""The four levels of an account as one view: goals, courses, agreements, quotes and pulses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from domain.agreement import AgreementStanding, standing
from domain.goal import Goal, GoalKind
from domain.grouping import lists
from domain.guard import GuardReading
from domain.light import Light
from domain.permission import Right
from domain.pulse import Distribution, distribution
from domain.quote import Quote
from services import guards, history, questions
from services.access import Acting
from services.courses import Course, courses_of
from services.goals import get, ids_of
from services.questions import Voices
from storage.unit_of_work import UnitOfWork

QUOTES = 100
"""Quotes looked through for an overview; older ones stay in the history."""


@dataclass(frozen=True)
class GoalOverview:
    """The four levels of an account; pulses, courses and confidences are by the goals' ids."""

    visions: Sequence[Goal]
    relationships: Sequence[Goal]
    business: Sequence[Goal]
    courses: dict[int, Course]
    standings: dict[int, AgreementStanding]
    quotes: Sequence[Quote]
    pulses: dict[int, Distribution | None]
    names: dict[str, str] = field(default_factory=dict)
    confidences: Voices = field(default_factory=dict)
    held: Mapping[int, GuardReading] = field(default_factory=dict)
    """What was measured last of the numbers that must hold, by the goals' ids."""

    lights: Sequence[Light] = ()
    """Of one goal that is looked at alone: the open lights that speak for or against it."""

    @property
    def is_empty(self) -> bool:
        """Whether no goal is open."""
        return not (self.visions or self.relationships or self.business)


def four_levels(uow: UnitOfWork, acting: Acting) -> GoalOverview:
    """The four levels of the account, with what makes each of them live."""
    acting.must(Right.READ)
    return overview_of(uow, acting.account_id)


def overview_of(uow: UnitOfWork, account_id: int) -> GoalOverview:
    """The four levels of an account, for a reader who is known to be allowed to see them."""
    by_kind: dict[GoalKind, list[Goal]] = {kind: [] for kind in GoalKind}
    for goal in uow.goals.open(account_id):
        by_kind[goal.kind].append(goal)
    return _overview(uow, account_id, by_kind)


def alone(uow: UnitOfWork, acting: Acting, number: int) -> GoalOverview:
    """One goal with everything that hangs on it; raises UnknownRef."""
    goal = get(uow, acting, number)
    levels = {kind: [goal][: kind is goal.kind] for kind in GoalKind}
    found = _overview(uow, acting.account_id, levels)
    return replace(found, lights=uow.lights.about(acting.account_id, number))


def _overview(
    uow: UnitOfWork, account_id: int, by_kind: dict[GoalKind, list[Goal]]
) -> GoalOverview:
    business = by_kind[GoalKind.BUSINESS]
    soft = by_kind[GoalKind.RELATIONSHIP]
    quotes = uow.quotes.beside(ids_of(soft), account_id, QUOTES) if soft else ()
    people = {goal.owner_id for goal in business} | {quote.heard_by for quote in quotes}
    return GoalOverview(
        visions=by_kind[GoalKind.VISION],
        relationships=soft,
        business=business,
        courses=courses_of(uow, business),
        standings=agreement_standings(uow, account_id, business),
        quotes=quotes,
        pulses=pulses(uow, soft),
        names=history.names(uow, people),
        confidences=questions.confidences(uow, business),
        held=guards.latest(uow, business),
    )


def agreement_standings(
    uow: UnitOfWork, account_id: int, goals: Sequence[Goal]
) -> dict[int, AgreementStanding]:
    """Where the agreement to business goals of an account stands, by the goals' ids."""
    if not goals:
        return {}
    given = lists((one.goal_id, one) for one in uow.agreements.of(ids_of(goals)))
    team = [person.id for person in uow.accounts.team(account_id)]
    return {goal.saved_id: standing(goal, given.get(goal.saved_id, ()), team) for goal in goals}


def pulses(uow: UnitOfWork, goals: Sequence[Goal]) -> dict[int, Distribution | None]:
    """The answers about relationship goals that everybody may see, by the goals' ids."""
    if not goals:
        return {}
    answers = uow.pulses.of(ids_of(goals))
    return {
        goal.saved_id: distribution(one for one in answers if one.goal_id == goal.id)
        for goal in goals
    }
