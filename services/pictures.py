"""Pictures of an account: sent to the one who asks, and shared with the home channel on request."""

from domain.notice import Kind, Notice
from domain.permission import Right
from services import notices
from services.access import Acting
from storage.unit_of_work import UnitOfWork


def show(
    uow: UnitOfWork, acting: Acting, kind: Kind, *, key: str, subject: str | None = None
) -> Notice:
    """Send the person a picture in a direct message; `key` tells requests apart.

    Raises NotAllowed.
    """
    acting.must(Right.READ)
    about: notices.NoticeFacts = {"account": acting.account, "subject": subject}
    return notices.enqueue(uow, kind, period=key, to=acting.person.id, now=acting.now, **about)


def share(
    uow: UnitOfWork,
    acting: Acting,
    kind: Kind,
    *,
    key: str,
    subject: str | None = None,
    thread_ts: str | None = None,
) -> Notice:
    """Send the home channel a picture, in one of its threads if that is named.

    `key` tells requests apart. Raises NotAllowed.
    """
    acting.must(Right.CHANGE)
    about: notices.NoticeFacts = {"account": acting.account, "subject": subject}
    to = acting.account.channel_id
    about["facts"] = {"thread": thread_ts, "home": to} if thread_ts else {}
    return notices.enqueue(uow, kind, period=key, to=to, now=acting.now, **about)
