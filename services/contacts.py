"""The contacts of an account: add, describe, meet, let go, look."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from domain import contact as rules
from domain.account import Account
from domain.activity import Activity
from domain.contact import Contact, ContactKnown, Description, Relation
from domain.errors import AboutRef, Conflict
from domain.permission import Right
from domain.text import folded
from services import goals, history, plan
from services.access import Acting
from services.nouns import NumberedNoun
from storage.unit_of_work import UnitOfWork

ADDED = "contact.added"
DESCRIBED = "contact.described"
MET = "contact.met"
LEFT = "contact.left"

NOUN = NumberedNoun(Contact, lambda uow: uow.contacts)
get, find = NOUN.get, NOUN.find


class ContactInUse(AboutRef, Conflict):
    """Lights or actions name the contact: adding it cannot be undone."""


@dataclass(frozen=True)
class ContactChange:
    """A contact after a change, and the change, by which it can be undone."""

    contact: Contact
    activity: Activity


@dataclass(frozen=True)
class ContactBoard:
    """The contacts of an account in the order of the board, and what its members are called."""

    relations: Sequence[Relation]
    names: dict[str, str]


def add(uow: UnitOfWork, acting: Acting, said: Description) -> ContactChange:
    """Keep a new contact.

    Raises ContactKnown, OwnerNotInTeam, what `domain.contact.contact` raises, and UnknownRef and
    GoalClosed where it names no open goal.
    """
    acting.must(Right.CHANGE)
    _must_fit(uow, acting, said)
    found = rules.contact(acting.origin, said)
    _must_be_new(uow, acting, found.name)
    return ContactChange(found, NOUN.keep(uow, acting, ADDED, found))


def describe(
    uow: UnitOfWork, acting: Acting, number: int, said: Description, *, seen: int | None = None
) -> ContactChange:
    """Say more of a contact, or something else.

    Raises UnknownRef, ChangedSince, what `add` raises and what `Contact.describe` raises.
    """
    with NOUN.changing(uow, acting, DESCRIBED, number, seen) as (found, activity):
        _must_fit(uow, acting, said)
        if said.name and folded(said.name) != folded(found.name):
            _must_be_new(uow, acting, said.name)
        found.describe(said)
    return ContactChange(found, activity)


def meet(
    uow: UnitOfWork, acting: Acting, number: int, on: date | None = None, why: str | None = None
) -> ContactChange:
    """Note that one of us has talked with a contact, today where no day is named.

    `why` is what came of it. Raises UnknownRef and what `Contact.meet` raises.
    """
    with NOUN.changing(uow, acting, MET, number, why=why) as (found, activity):
        found.meet(on or acting.today, acting.today)
    return ContactChange(found, activity)


def leave(uow: UnitOfWork, acting: Acting, number: int, why: str | None = None) -> ContactChange:
    """Note that a contact has left; raises UnknownRef and ContactGone."""
    with NOUN.changing(uow, acting, LEFT, number, why=why) as (found, activity):
        found.leave(acting.now)
    return ContactChange(found, activity)


def to_name(uow: UnitOfWork, acting: Acting, number: int) -> Contact:
    """A contact that a light or an action is to name; raises UnknownRef and ContactGone."""
    found = get(uow, acting, number, lock=True)
    found.must_be_here()
    return found


def past(uow: UnitOfWork, acting: Acting, number: int) -> tuple[Relation, Sequence[Activity]]:
    """A contact, when one talked with them last, and what became of it; raises UnknownRef."""
    found, changes = NOUN.past(uow, acting, number)
    (relation,) = relations_of(uow, acting.account, [found], acting.today)
    return relation, changes


def board(uow: UnitOfWork, acting: Acting) -> ContactBoard:
    """The contacts that are still there: who decides and has waited for long first."""
    acting.must(Right.READ)
    return board_of(uow, acting.account, acting.today)


def board_of(uow: UnitOfWork, account: Account, today: date) -> ContactBoard:
    """The board, for readers who are known to be allowed to see it."""
    found = relations_of(uow, account, uow.contacts.here(account.saved_id), today)
    return ContactBoard(found, history.names(uow, {each.contact.held_by for each in found}))


def offers(uow: UnitOfWork, acting: Acting) -> Sequence[Contact]:
    """The contacts that a light or an action may name; raises NotAllowed."""
    acting.must(Right.READ)
    return uow.contacts.here(acting.account_id)


def undone(uow: UnitOfWork, acting: Acting, activity: Activity) -> None:
    """Refuse to take back a contact that something names; raises ContactInUse."""
    number = int(activity.subject[1:])
    if activity.before is None and uow.contacts.is_named(acting.account_id, number):
        raise ContactInUse(activity.subject)


def relations_of(
    uow: UnitOfWork, account: Account, found: Iterable[Contact], today: date
) -> list[Relation]:
    """These contacts with the day on which one talked with them last, as on the board."""
    kept = list(found)
    talked = uow.actions.talked(account.saved_id) if kept else {}
    days = {number: account.today(at) for number, at in talked.items()}
    return rules.relations(kept, days, today)


def _must_fit(uow: UnitOfWork, acting: Acting, said: Description) -> None:
    plan.must_be_present(uow, acting, said.held_by)
    goals.hold_open(uow, acting, said.goals)


def _must_be_new(uow: UnitOfWork, acting: Acting, name: str) -> None:
    for each in uow.contacts.here(acting.account_id):
        if folded(each.name) == folded(name):
            raise ContactKnown(each.ref, each.name)
