"""The App Home of one person: their duties in the accounts they are in.

A leader may read every account: theirs is the portfolio, too.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.account import Account
from domain.calendar import Month
from domain.light import Colour, Light, overall
from domain.person import Person
from domain.plan import Entry
from domain.portfolio import Filter
from domain.review import Review
from domain.strategy import Strategy
from services import access, actions, mutes, portfolio, standings
from services.mutes import Muted
from services.portfolio import Portfolio
from storage.portfolio import Unreached
from storage.unit_of_work import UnitOfWork

GRAVEST_FIRST = (*Colour, None)
SOON = timedelta(days=14)
"""How far a Home looks ahead in each account."""

LIGHTS = 50
"""Lights that a Home offers to change."""

A_ZONE = timedelta(hours=12)
"""No local date is further from UTC's than this can tell."""


@dataclass(frozen=True)
class Todo:
    """An action of the person's, in one of their accounts."""

    account: Account
    entry: Entry


@dataclass(frozen=True)
class AccountStanding:
    """One of the person's accounts, its light, what is due there soon, and how much was before."""

    account: Account
    light: Colour | None
    due: Sequence[Unreached] = ()
    version: str = ""
    """Another one after every change and every day."""

    overdue: int = 0


@dataclass(frozen=True)
class WaitingReview:
    """A review that waits for the team the person is in."""

    account: Account
    review: Review


@dataclass(frozen=True)
class AwaitedCommitment:
    """A strategy that waits for the person's commitment."""

    account: Account
    strategy: Strategy


@dataclass(frozen=True)
class Home:
    """Everything on one person's App Home."""

    person: Person
    todos: Sequence[Todo]
    """Overdue ones first; each part by account, and in it by date."""

    reviews: Sequence[WaitingReview]
    strategies: Sequence[AwaitedCommitment]
    muted: Sequence[Muted]
    accounts: Sequence[AccountStanding]
    """Red ones first, then by name."""

    lights: Sequence[tuple[Account, Light]] = ()
    """Red and amber ones that are open, red ones first, at most LIGHTS."""

    portfolio: Portfolio | None = None
    """Every account that the person may know of, where they are a leader."""

    version: str = ""
    """Another one after every change in the workspace and every day."""


def look(uow: UnitOfWork, person_id: str, now: datetime) -> Home:
    """As things stand now; raises NotAllowed. Takes as many statements whatever there is."""
    person = access.person(uow, person_id)
    theirs = {account.saved_id: account for account in uow.accounts.of(person_id)}
    return Home(
        person=person,
        todos=_todos(uow, person_id, theirs.values(), now),
        reviews=_reviews(uow, theirs, now),
        strategies=[
            AwaitedCommitment(each.account, strategy)
            for each in standings.waiting_for(uow, person_id)
            for strategy in each.strategies
        ],
        muted=mutes.of(uow, person_id, now),
        accounts=_standings(uow, theirs, now),
        lights=[(theirs[light.account_id], light) for light in uow.lights.pressing(theirs, LIGHTS)],
        portfolio=portfolio.mine(uow, person_id, Filter(), now) if person.is_leader else None,
        version=f"{uow.portfolio.version()} {now.date()}" if person.is_leader else "",
    )


def _todos(
    uow: UnitOfWork, person_id: str, theirs: Collection[Account], now: datetime
) -> list[Todo]:
    found = [
        Todo(mine.account, entry)
        for mine in actions.mine_in(uow, person_id, theirs, now)
        for entry in mine.entries
    ]
    return sorted(found, key=lambda todo: not todo.entry.is_overdue)


def _reviews(uow: UnitOfWork, theirs: dict[int, Account], now: datetime) -> list[WaitingReview]:
    """Those of this month and the coming: what was missed before is made up with them."""
    earliest = Month.of((now - A_ZONE).date())
    found = {each.account_id: each for each in uow.reviews.latest_open(theirs, earliest)}
    return [
        WaitingReview(account, found[account_id])
        for account_id, account in theirs.items()
        if account_id in found and found[account_id].month >= Month.of(account.today(now))
    ]


def _standings(uow: UnitOfWork, theirs: dict[int, Account], now: datetime) -> list[AccountStanding]:
    colours = uow.lights.colours(theirs)
    due = uow.portfolio.coming(theirs, (now + SOON).date())
    versions = uow.portfolio.versions(theirs)
    found = [
        AccountStanding(
            account,
            overall(colours[account_id]),
            [each for each in due.get(account_id, ()) if each.due >= today],
            f"{versions.get(account_id, '')} {today}",
            sum(each.due < today for each in due.get(account_id, ())),
        )
        for account_id, account in theirs.items()
        for today in [account.today(now)]
    ]
    return sorted(found, key=lambda each: GRAVEST_FIRST.index(each.light))
