"""The plan of an account: its window, what stands in it, and what lacks what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from domain import plan as rules
from domain.account import Account
from domain.action import Action
from domain.calendar import Month, PlanWindow
from domain.calendar import window as window_on
from domain.errors import AboutName, NotFound
from domain.permission import Right
from domain.plan import Entry, Plan
from domain.review import Review
from services import history
from services.access import Acting
from storage.unit_of_work import UnitOfWork


class OwnerNotInTeam(AboutName, NotFound):
    """The person named cannot own an action or hold a link: they are not in the account's team."""


@dataclass(frozen=True)
class PlanView:
    """The plan, and what the people in it are called."""

    plan: Plan
    names: dict[str, str]


@dataclass(frozen=True)
class MonthSight:
    """One month: what is open, what was done or dropped, and how it was rolled, if it was."""

    month: Month
    open: tuple[Entry, ...]
    closed: tuple[Action, ...]
    review: Review | None
    names: dict[str, str]


def show(uow: UnitOfWork, acting: Acting) -> PlanView:
    """The plan on the account's date; raises NotAllowed."""
    acting.must(Right.READ)
    return sight(uow, acting.account, acting.today)


def sight(uow: UnitOfWork, account: Account, today: date) -> PlanView:
    """The plan on `today`, for who is known to be allowed to see it."""
    now = window(uow, account, today)
    actions = uow.actions.planned(account.saved_id, now.first)
    plan = rules.lay_out(actions, now, today, present(uow, account))
    return PlanView(plan, names(uow, actions))


def show_month(uow: UnitOfWork, acting: Acting, month: Month) -> MonthSight:
    """One month, of the plan or not; raises NotAllowed."""
    acting.must(Right.READ)
    actions = uow.actions.in_month(acting.account_id, month)
    first = window(uow, acting.account, acting.today).first
    here = present(uow, acting.account)
    review = uow.reviews.get(acting.account_id, month)
    entries = [rules.entry(each, first, acting.today, here) for each in actions if each.is_open]
    return MonthSight(
        month=month,
        open=tuple(sorted(entries, key=lambda each: each.action.due or month.last_day)),
        closed=tuple(each for each in actions if not each.is_open),
        review=review,
        names=names(uow, actions) | history.names(uow, [review.rolled_by] if review else ()),
    )


def window(uow: UnitOfWork, account: Account, today: date) -> PlanWindow:
    """The account's window on `today`."""
    return window_on(today, rolled(uow, account))


def rolled(uow: UnitOfWork, account: Account) -> set[Month]:
    """The months that need no review any more; the one an account starts in never did."""
    return {Month.of(account.today(account.created_at)), *uow.reviews.rolled(account.saved_id)}


def present(uow: UnitOfWork, account: Account) -> frozenset[str]:
    """The people who can act for the account: colleagues in its team, and its owner."""
    people = {person.id: person for person in uow.accounts.team(account.saved_id)}
    if account.owner_id is not None and account.owner_id not in people:
        people |= uow.people.named({account.owner_id})
    return frozenset(person.id for person in people.values() if person.is_colleague)


def must_be_present(uow: UnitOfWork, acting: Acting, person_id: str | None) -> None:
    """Raises OwnerNotInTeam where somebody is named who cannot act for the account."""
    if person_id is None or person_id in present(uow, acting.account):
        return
    raise OwnerNotInTeam(history.name(uow, person_id) or person_id)


def present_in(
    uow: UnitOfWork, accounts: Iterable[Account]
) -> dict[int, dict[str, datetime | None]]:
    """The people who can act for each of these accounts, and since when they are in its team.

    None where an owner is not in it.
    """
    homes = {account.saved_id: account for account in accounts}
    found: dict[int, dict[str, datetime | None]] = {
        account_id: dict(members) for account_id, members in uow.accounts.joined(homes).items()
    }
    for account_id, account in homes.items():
        if account.owner_id is not None:
            found[account_id].setdefault(account.owner_id, None)
    people = uow.people.named({person for here in found.values() for person in here})
    able = {person.id for person in people.values() if person.is_colleague}
    return {
        account_id: {person_id: since for person_id, since in here.items() if person_id in able}
        for account_id, here in found.items()
    }


def names(uow: UnitOfWork, actions: Iterable[Action]) -> dict[str, str]:
    """The names of the people in these actions."""
    pairs = ((action.owner_id, action.closed_by) for action in actions)
    return history.names(uow, chain.from_iterable(pairs))
