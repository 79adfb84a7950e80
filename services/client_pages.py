"""The client's page: offered in a form, asked for, and written from how things stand."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from domain import client_page as rules
from domain.action import Action
from domain.client_page import OFFERED, ClientPage, NextStep, WordsHeard
from domain.goal import Goal, GoalKind
from domain.notice import Notice
from domain.permission import Right
from domain.quote import Quote
from services import exports
from services.access import Acting
from services.courses import courses_of
from services.exports import Format
from services.goal_overviews import agreement_standings
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class PageOffer:
    """The things to choose for the page, and the agreed goals, which are on it anyway."""

    goals: Sequence[Goal]
    steps: Sequence[Action]
    quotes: Sequence[Quote]


def offer(uow: UnitOfWork, acting: Acting) -> PageOffer:
    """The agreed goals, open actions and latest quotes of the account; raises NotAllowed."""
    acting.must(Right.EXPORT)
    steps = sorted(uow.actions.open(acting.account_id), key=lambda each: (each.month, each.number))
    return PageOffer(_agreed(uow, acting), steps[:OFFERED], _quotes(uow, acting)[:OFFERED])


def ask(
    uow: UnitOfWork, acting: Acting, *, steps: Collection[int], quotes: Collection[int], key: str
) -> Notice:
    """Send the person the page with these actions, by number, and quotes, by id.

    Raises NotAllowed.
    """
    chosen = {"steps": sorted(steps), "quotes": sorted(quotes)}
    return exports.ask(uow, acting, Format.CLIENT, key=key, chosen=chosen)


def page(
    uow: UnitOfWork, acting: Acting, *, steps: Collection[int], quotes: Collection[int]
) -> ClientPage:
    """The page as things stand now; what is closed or taken back is left out."""
    acting.must(Right.EXPORT)
    account, today = acting.account, acting.today
    agreed = courses_of(uow, _agreed(uow, acting)).values()
    return ClientPage(
        account=account.name,
        day=today,
        goals=tuple(rules.shown(one.goal, one.milestones, one.progress, today) for one in agreed),
        heard=tuple(
            WordsHeard(one.text, account.today(one.at))
            for one in _quotes(uow, acting)
            if one.id in quotes
        ),
        steps=tuple(
            NextStep(one.text, one.due)
            for one in uow.actions.open(acting.account_id)
            if one.number in steps
        ),
    )


def _agreed(uow: UnitOfWork, acting: Acting) -> list[Goal]:
    business = uow.goals.open(acting.account_id, GoalKind.BUSINESS)
    standings = agreement_standings(uow, acting.account_id, business)
    return [each for each in business if rules.is_agreed(each, standings[each.saved_id])]


def _quotes(uow: UnitOfWork, acting: Acting) -> Sequence[Quote]:
    """The quotes of the customer, the latest first."""
    return uow.quotes.everything(acting.account_id)[::-1]
