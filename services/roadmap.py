"""The road map of an account: asked for by a person, or shared with the home channel."""

from domain.notice import Notice
from domain.notice_kinds import Kind
from domain.permission import Right
from services import notices
from services.access import Acting
from storage.unit_of_work import UnitOfWork


def show(uow: UnitOfWork, acting: Acting, *, key: str) -> Notice:
    """Owe the person the map in a direct message; `key` tells requests apart.

    Raises NotAllowed.
    """
    acting.must(Right.READ)
    return notices.owe(
        uow,
        Kind.MAP,
        period=key,
        to=acting.person.id,
        now=acting.now,
        account=acting.account,
    )


def share(uow: UnitOfWork, acting: Acting, *, key: str) -> Notice:
    """Owe the home channel the map; `key` tells requests apart. Raises NotAllowed."""
    acting.must(Right.CHANGE)
    return notices.owe(
        uow,
        Kind.MAP,
        period=key,
        to=acting.account.channel_id,
        now=acting.now,
        account=acting.account,
    )
