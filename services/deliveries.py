"""Notices of an account and their fate: for its owner, and for who runs the bot."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.account import Account
from domain.errors import Conflict, NotFound
from domain.notice import Kind, Notice, State
from domain.routine import Routine, RoutineKind
from services.access import Acting
from storage.unit_of_work import UnitOfWork

SHOWN = 12
"""Notices that are told of at once, the latest first."""

REVIEWS = frozenset({Kind.REVIEW, Kind.NUDGE, Kind.NUDGE_OWNER, Kind.PLAN_POSTED})


class Delivered(StrEnum):
    """The question about deliveries, where it is not about everything."""

    DIGEST = "digest"
    REVIEW = "review"


KINDS = {Delivered.DIGEST: frozenset({Kind.DIGEST}), Delivered.REVIEW: REVIEWS}
ROUTINES = {Delivered.DIGEST: RoutineKind.DIGEST, Delivered.REVIEW: RoutineKind.REVIEW}


class NoSuchNotice(NotFound):
    """No message of this account has this number."""


@dataclass(eq=False)
class CannotRetry(Conflict):
    """A message in this state is not to be sent once more."""

    state: State


@dataclass(frozen=True)
class Deliveries:
    """The account's routines that were asked about, and its latest notices, newest first."""

    account: Account
    routines: Sequence[Routine]
    notices: Sequence[Notice]


def of_account(
    uow: UnitOfWork, account: Account, about: Delivered | int | None, *, reader: str | None = None
) -> Deliveries:
    """The notices of an account; `about` may be the number of one. Raises NoSuchNotice.

    `reader`: of direct messages only those to this person are told; None: of all.
    """
    if isinstance(about, int):
        found = uow.notices.by_id(about)
        if found is None or found.account_id != account.id or not _may_read(found, reader):
            raise NoSuchNotice
        return Deliveries(account, [], [found])
    kinds = KINDS[about] if about else frozenset(Kind)
    routines = [
        each
        for each in uow.routines.of(account.saved_id)
        if each.kind in ({ROUTINES[about]} if about else set(ROUTINES.values()))
    ]
    found_all = uow.notices.latest(account.saved_id, kinds, SHOWN * 4 if reader else SHOWN)
    mine = [notice for notice in found_all if _may_read(notice, reader)]
    return Deliveries(account, routines, mine[:SHOWN])


def for_owner(uow: UnitOfWork, acting: Acting, about: Delivered | int | None) -> Deliveries:
    """The notices of an account, as its owner may know them; raises NoSuchNotice."""
    return of_account(uow, acting.account, about, reader=acting.person.id)


def _may_read(notice: Notice, reader: str | None) -> bool:
    return reader is None or not notice.is_dm or notice.to == reader


def retry(uow: UnitOfWork, notice_id: int, now: datetime) -> Notice:
    """Send a notice once more that was held, skipped or dead; raises NoSuchNotice, CannotRetry."""
    notice = uow.notices.get(notice_id)
    if notice is None:
        raise NoSuchNotice
    if not notice.may_be_retried:
        raise CannotRetry(notice.state)
    notice.retry(now)
    return notice
