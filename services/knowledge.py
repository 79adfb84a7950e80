"""Key information on a customer: tell, confirm, put under an area, let go, look."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain import knowledge as rules
from domain.account import Account
from domain.activity import Activity
from domain.knowledge import Area, KeyInformation, KnownAlready
from domain.permission import Right
from domain.text import folded
from services.access import Acting
from services.nouns import NumberedNoun
from storage.unit_of_work import UnitOfWork

TOLD = "knowledge.told"
CONFIRMED = "knowledge.confirmed"
PLACED = "knowledge.placed"
REWORDED = "knowledge.reworded"
EXPIRED = "knowledge.expired"

NOUN = NumberedNoun(KeyInformation, lambda uow: uow.knowledge)
get, find, past = NOUN.get, NOUN.find, NOUN.past


@dataclass(frozen=True)
class KnowledgeChange:
    """Key information after a change, and the change, by which it can be undone."""

    known: KeyInformation
    activity: Activity


def tell(
    uow: UnitOfWork,
    acting: Acting,
    text: str,
    *,
    area: Area | None = None,
    source: str | None = None,
) -> KnowledgeChange:
    """Keep key information; raises KnownAlready, TextMissing and TextTooLong."""
    acting.must(Right.CHANGE)
    found = rules.key_information(acting.origin, text, area=area, source=source)
    for each in uow.knowledge.true(acting.account_id):
        if folded(each.text) == folded(found.text):
            raise KnownAlready(each.ref)
    return KnowledgeChange(found, NOUN.keep(uow, acting, TOLD, found))


def confirm(
    uow: UnitOfWork, acting: Acting, number: int, *, seen: int | None = None
) -> KnowledgeChange:
    """It is still true; raises UnknownRef, ChangedSince, NotTrueAnyMore and AskedLater."""
    with NOUN.changing(uow, acting, CONFIRMED, number, seen) as (found, activity):
        found.confirm(acting.today)
    return KnowledgeChange(found, activity)


def put(
    uow: UnitOfWork, acting: Acting, number: int, area: Area, *, seen: int | None = None
) -> KnowledgeChange:
    """Say what it is about; raises UnknownRef, ChangedSince, NotTrueAnyMore, KnownAlready."""
    with NOUN.changing(uow, acting, PLACED, number, seen) as (found, activity):
        found.put(area)
    return KnowledgeChange(found, activity)


def reword(uow: UnitOfWork, acting: Acting, number: int, text: str) -> KnowledgeChange:
    """Say it anew; raises UnknownRef and what `KeyInformation.reword` raises."""
    with NOUN.changing(uow, acting, REWORDED, number) as (found, activity):
        found.reword(text, acting.today)
    return KnowledgeChange(found, activity)


def expire(
    uow: UnitOfWork,
    acting: Acting,
    number: int,
    why: str | None = None,
    *,
    seen: int | None = None,
) -> KnowledgeChange:
    """It is not true any more; raises UnknownRef, ChangedSince and NotTrueAnyMore."""
    with NOUN.changing(uow, acting, EXPIRED, number, seen, why) as (found, activity):
        found.expire(acting.now)
    return KnowledgeChange(found, activity)


def known(uow: UnitOfWork, acting: Acting) -> Sequence[KeyInformation]:
    """Everything that is known and true, by number; raises NotAllowed."""
    acting.must(Right.READ)
    return uow.knowledge.true(acting.account_id)


def known_of(uow: UnitOfWork, account: Account) -> Sequence[KeyInformation]:
    """Everything that is known and true, for readers who are known to be allowed to see it."""
    return uow.knowledge.true(account.saved_id)


def old_of(uow: UnitOfWork, account: Account, today: date) -> list[KeyInformation]:
    """Key information that nobody has confirmed for half a year, the oldest first.

    For readers who are known to be allowed to see it.
    """
    old = [each for each in known_of(uow, account) if each.is_old(today)]
    return sorted(old, key=lambda each: (each.checked_on, each.number))
