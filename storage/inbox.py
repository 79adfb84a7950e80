"""The deliveries of Slack, so that a repeated delivery has one effect."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Column, Index, String, insert, or_, select
from sqlalchemy.exc import IntegrityError

from domain.errors import Conflict
from storage.metadata import keyed
from storage.repository import Scoped
from storage.types import UtcDateTime

inbox = keyed(
    "inbox",
    Column("delivery", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "at"),
    by=("delivery",),
)


TAKE = insert(inbox)

FOLLOWS = "/"
"""Between the name of a delivery and what tells a later one of the same message apart."""


class Repeated(Conflict):
    """This delivery was taken before."""


class Inbox(Scoped):
    """Deliveries, by an id that Slack repeats when it repeats the delivery."""

    def take(self, delivery: str, now: datetime) -> None:
        """Remember a delivery; raises Repeated for one that was taken before."""
        row = {"workspace_id": self.workspace_id, "delivery": delivery, "at": now}
        try:
            self.session.execute(TAKE, row)
        except IntegrityError as error:
            raise Repeated from error

    def moments(self, delivery: str) -> Sequence[datetime]:
        """When a delivery was taken, and those that follow it by name."""
        same = or_(
            inbox.c.delivery == delivery,
            inbox.c.delivery.startswith(f"{delivery}{FOLLOWS}", autoescape=True),
        )
        return self.session.scalars(select(inbox.c.at).where(self.ours(inbox), same)).all()
