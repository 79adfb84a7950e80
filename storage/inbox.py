"""The deliveries of Slack, so that a repeated delivery has one effect."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Column, Index, PrimaryKeyConstraint, String, Table, insert, or_, select
from sqlalchemy.exc import IntegrityError

from domain.errors import Conflict
from storage.metadata import metadata
from storage.session import WorkspaceSession
from storage.types import UtcDateTime

inbox = Table(
    "inbox",
    metadata,
    Column("workspace_id", String, nullable=False),
    Column("delivery", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("workspace_id", "delivery"),
    Index(None, "at"),
)


TAKE = insert(inbox)

FOLLOWS = "/"
"""Between the name of a delivery and what tells a later one of the same message apart."""


class Repeated(Conflict):
    """This delivery was taken before."""


class Inbox:
    """Deliveries, by an id that Slack repeats when it repeats the delivery."""

    def __init__(self, session: WorkspaceSession) -> None:
        """`session` scopes every statement."""
        self.session = session

    def take(self, delivery: str, now: datetime) -> None:
        """Remember a delivery; raises Repeated for one that was taken before."""
        row = {"workspace_id": self.session.workspace_id, "delivery": delivery, "at": now}
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
        return self.session.scalars(
            select(inbox.c.at).where(inbox.c.workspace_id == self.session.workspace_id, same)
        ).all()
