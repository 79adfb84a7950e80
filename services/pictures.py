"""Pictures of an account: sent to the one who asks, and shared with the home channel on request."""

from domain.notice import Kind, Notice
from domain.permission import Right
from services import notices
from services.access import Acting
from services.notices import NoticeFacts
from storage.unit_of_work import UnitOfWork


def show(
    uow: UnitOfWork, acting: Acting, kind: Kind, *, key: str, subject: str | None = None
) -> Notice:
    """Send the person a picture in a direct message; `key` tells requests apart.

    Raises NotAllowed.
    """
    acting.must(Right.READ)
    facts = _facts(acting, key, subject)
    facts["to"] = acting.person.id
    return notices.enqueue(uow, kind, **facts)


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
    facts = _facts(acting, key, subject)
    if thread_ts:
        facts["facts"] = {"thread": thread_ts, "home": acting.account.channel_id}
    return notices.enqueue(uow, kind, **facts)


def _facts(acting: Acting, key: str, subject: str | None) -> NoticeFacts:
    return {"period": key, "now": acting.now, "account": acting.account, "subject": subject}
