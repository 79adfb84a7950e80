"""Where a message goes: the one it rewrites or answers, which must have been sent before."""

from dataclasses import dataclass
from datetime import datetime

from domain.notice import Notice
from handlers.outbox import posting
from handlers.outbox.composer import Moot
from services import notices
from storage.unit_of_work import UnitOfWork


@dataclass(eq=False)
class NotYet(Exception):
    """Another message must go out first.

    `until`: when somebody looks at the other one again.
    """

    until: datetime | None


class Elsewhere(Moot):
    """The message to be rewritten stands in a channel where its account lives no more."""


def parent_of(uow: UnitOfWork, notice: Notice) -> posting.Sent | None:
    """The message it answers; raises NotYet, and Moot where that will never be sent."""
    if notice.replies_to is None:
        return None
    parent = uow.notices.get(notice.replies_to)
    if parent is not None and not parent.is_final:
        raise NotYet(parent.next_at)
    return place_of(parent)


def edited_by(uow: UnitOfWork, notice: Notice) -> posting.Sent | None:
    """The message it rewrites; raises NotYet, and Moot where that was not sent.

    One that is not sent yet is waited for: what is told after it is not told before it.
    """
    if notice.edits is None:
        return None
    edited = uow.notices.get(notice.edits)
    if edited is not None and not edited.is_final:
        raise NotYet(edited.next_at)
    place = place_of(edited)
    if not notice.is_dm and place.channel_id != notice.to:
        raise Elsewhere("its message stands in another channel")
    return place


def place_of(other: Notice | None) -> posting.Sent:
    """Where a message stands; raises Moot where it was never posted."""
    if other is None or other.channel_id is None or other.ts is None:
        raise Moot("its message was never posted")
    return posting.Sent(other.channel_id, other.ts)


def renew_edited(uow: UnitOfWork, notice: Notice, now: datetime) -> None:
    """Post the message anew, once, that was to be rewritten and is gone, if the team needs it."""
    edited = uow.notices.get(notice.edits or 0)
    if edited is not None and edited.promise.renewed and notice.kind.edits is edited.kind:
        account = uow.accounts.get(edited.account_id) if edited.account_id else None
        notices.again(uow, edited, account, now)


def renew_parent(uow: UnitOfWork, notice: Notice, now: datetime) -> None:
    """Its thread is not there: post that once more and wait for it; never fall out of a thread."""
    parent = uow.notices.get(notice.replies_to or 0)
    account = uow.accounts.get(notice.account_id) if notice.account_id else None
    renewed = notices.again(uow, parent, account, now) if parent is not None else None
    if renewed is None:
        notice.skip("its thread was deleted twice")
        return
    notice.replies_to = renewed.id
    notice.wait(now, "its thread is posted again")
