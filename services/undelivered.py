"""Messages that can never be sent: the admins who asked for it are told, once a day."""

from collections import Counter
from datetime import datetime, timedelta

from domain.notice import Kind, Notice, State
from services import access, notices
from storage.unit_of_work import UnitOfWork

LATELY = timedelta(days=1)
"""How far back a message to an admin looks."""


def switch(uow: UnitOfWork, person_id: str, *, on: bool) -> None:
    """Tell an admin of such messages from now on, or no more; raises NotAllowed."""
    access.admin(uow, person_id).wants_undelivered = on


def tell_admins(uow: UnitOfWork, notice: Notice, now: datetime) -> None:
    """A message can never be sent: tell those who asked in one message a day about all of them."""
    if notice.state is not State.DEAD or notice.kind is Kind.UNDELIVERED:
        return
    for admin in uow.people.who_want_undelivered():
        if admin.is_admin and admin.is_colleague:
            day = now.astimezone(admin.zone).date().isoformat()
            notices.enqueue_once(
                uow, Kind.UNDELIVERED, period=f"{admin.id}/{day}", to=admin.id, now=now
            )


def lately(uow: UnitOfWork, now: datetime) -> Counter[str]:
    """How many messages of the last day can never be sent, by the reason."""
    return Counter(dict(uow.notices.dead_since(now - LATELY)))
