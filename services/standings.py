"""Where the team stands on its strategies: who has committed, who has not, what serves them.

Only looks; as many statements for twenty strategies and fifty members as for one of each.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from domain.account import Account
from domain.action import Action
from domain.commitment import CommitmentStanding, standing
from domain.goal import Goal
from domain.grouping import lists
from domain.permission import Right
from domain.strategy import Strategy
from services import access, history, plan, questions
from services.access import Acting
from services.questions import KeptParts
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Card:
    """One strategy with everything that a card shows of it."""

    strategy: Strategy
    standing: CommitmentStanding
    goals: tuple[Goal, ...]
    actions: tuple[Action, ...]
    """Open ones that serve it, those due first first."""

    last_done: datetime | None
    """When an action that serves it was done last."""

    parts: KeptParts = field(default_factory=KeptParts)
    """What people have said of their promises to it."""


@dataclass(frozen=True)
class StrategyOverview:
    """The strategies of an account, how many were retired, and what people are called."""

    cards: tuple[Card, ...]
    retired: int
    names: dict[str, str]


@dataclass(frozen=True)
class Waiting:
    """The strategies of one account that wait for a person's commitment."""

    account: Account
    since: datetime | None
    """When the person joined the team; None for an owner outside it."""

    strategies: tuple[Strategy, ...]


def overview(uow: UnitOfWork, acting: Acting) -> StrategyOverview:
    """The active strategies of the account; raises NotAllowed."""
    acting.must(Right.READ)
    return overview_of(uow, acting.account)


def overview_of(uow: UnitOfWork, account: Account) -> StrategyOverview:
    """The active strategies, for a reader who is known to be allowed to see them."""
    found = uow.strategies.active([account.saved_id])
    cards, names = _cards(uow, account, found)
    return StrategyOverview(cards, uow.strategies.retired(account.saved_id), names)


def alone(uow: UnitOfWork, account: Account, strategy: Strategy) -> StrategyOverview:
    """One strategy, active or not, for who is known to be allowed to see it."""
    cards, names = _cards(uow, account, [strategy])
    return StrategyOverview(cards, 0, names)


def waiting_for(uow: UnitOfWork, person_id: str) -> list[Waiting]:
    """The strategies that wait for a person's commitment, everywhere; raises NotAllowed.

    Not what they have a concern about that is still open: that waits for the others.
    """
    access.person(uow, person_id)
    homes = uow.accounts.of_member(person_id)
    active = uow.strategies.active([account.saved_id for account, _since in homes])
    open_ones = _waiting(uow, active, person_id)
    found = [
        Waiting(account, since, tuple(one for one in open_ones if one.account_id == account.id))
        for account, since in homes
    ]
    return [each for each in found if each.strategies]


def of_all(uow: UnitOfWork, account_id: int, here: Collection[str]) -> list[CommitmentStanding]:
    """Where those who are `here` stand on each active strategy of an account: to be counted."""
    active = uow.strategies.active([account_id])
    if not active:
        return []
    answers = Answers(uow, active)
    return [answers.standing(each, here) for each in active]


class Answers:
    """Commitments to some strategies and open concerns about them, looked up at once."""

    def __init__(self, uow: UnitOfWork, strategies: Iterable[Strategy]) -> None:
        """Two statements, or none where there are no strategies."""
        ids = [each.saved_id for each in strategies]
        given, concerns = (uow.commitments.of(ids), uow.concerns.open_of(ids)) if ids else ((), ())
        self.given = lists((one.strategy_id, one) for one in given)
        self.concerns = lists((one.strategy_id, one) for one in concerns)

    def standing(self, strategy: Strategy, here: Collection[str]) -> CommitmentStanding:
        """Where those who are `here` stand on one of them."""
        one = strategy.saved_id
        return standing(strategy, self.given.get(one, ()), self.concerns.get(one, ()), here)


def _waiting(uow: UnitOfWork, active: Sequence[Strategy], person_id: str) -> list[Strategy]:
    if not active:
        return []
    ids = [each.saved_id for each in active]
    given = uow.commitments.of(ids, by=person_id)
    concerns = [each for each in uow.concerns.open_of(ids) if each.person_id == person_id]
    return [each for each in active if standing(each, given, concerns, {person_id}).waiting]


def _cards(
    uow: UnitOfWork, account: Account, strategies: Sequence[Strategy]
) -> tuple[tuple[Card, ...], dict[str, str]]:
    if not strategies:
        return (), {}
    ids = [each.saved_id for each in strategies]
    answers, here = Answers(uow, strategies), plan.present(uow, account)
    serving = _Serving(uow, account, strategies)
    said = questions.parts(uow, ids)
    cards = tuple(
        serving.card(each, answers.standing(each, here), said.get(each.saved_id, KeptParts()))
        for each in strategies
    )
    concerned = {one.person_id for each in cards for one in each.standing.concerns}
    proposers = {each.proposed_by for each in strategies}
    return cards, history.names(uow, {*here, *proposers, *concerned})


class _Serving:
    """Goals above strategies and actions below, looked up for all strategies at once."""

    def __init__(self, uow: UnitOfWork, account: Account, strategies: Iterable[Strategy]) -> None:
        known = list(strategies)
        account_id, refs = account.saved_id, [each.ref for each in known]
        self.goals = _by_number(uow, account_id, {one for each in known for one in each.goals})
        self.actions = uow.actions.serving(account_id, refs)
        self.last_done = uow.actions.last_done(account_id, refs)

    def card(self, strategy: Strategy, standing: CommitmentStanding, parts: KeptParts) -> Card:
        """The card of one of them."""
        serving = [each for each in self.actions if each.serves == strategy.ref]
        return Card(
            strategy,
            standing,
            goals=tuple(self.goals[one] for one in strategy.goals if one in self.goals),
            actions=tuple(sorted(serving, key=lambda each: each.due or each.month.last_day)),
            last_done=self.last_done.get(strategy.ref),
            parts=parts,
        )


def _by_number(uow: UnitOfWork, account_id: int, numbers: Collection[int]) -> dict[int, Goal]:
    found = uow.goals.numbered(account_id, numbers) if numbers else ()
    return {goal.number: goal for goal in found}
