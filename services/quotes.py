"""Quotes of the customer: kept beside the relationship goals."""

from dataclasses import dataclass

from domain import quote as rules
from domain.activity import Activity
from domain.goal import Goal, GoalKind
from domain.permission import Right
from domain.quote import Quote
from services import goals, history
from services.access import Acting
from storage.unit_of_work import UnitOfWork

HEARD = "quote.heard"


@dataclass(frozen=True)
class KeptQuote:
    """A quote, the goal it stands beside, and the change, by which it can be undone."""

    quote: Quote
    goal: Goal | None
    activity: Activity


def hear(
    uow: UnitOfWork,
    acting: Acting,
    text: str,
    *,
    goal: int | None = None,
    link: str | None = None,
) -> KeptQuote:
    """Keep a quote, beside the goal that is named or the only one there is.

    Raises UnknownRef and what `domain.quote.quote` raises.
    """
    acting.must(Right.CHANGE)
    beside = _beside(uow, acting, goal)
    quote = rules.quote(acting.origin, text, beside, link)
    uow.quotes.add(quote)
    ref = beside.ref if beside else acting.account.ref
    return KeptQuote(quote, beside, history.added(uow, acting, HEARD, quote, ref))


def _beside(uow: UnitOfWork, acting: Acting, number: int | None) -> Goal | None:
    if number is not None:
        return goals.get(uow, acting, number, lock=True)
    wanted = uow.goals.open(acting.account_id, GoalKind.RELATIONSHIP)
    return wanted[0] if len(wanted) == 1 else None
