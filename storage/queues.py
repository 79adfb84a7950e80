"""The few queries that look across workspaces: work queues and house-keeping, never content."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Engine, delete, func, select, text
from sqlalchemy.orm import Session

from domain.notice import Notice, State
from storage.accounts import accounts
from storage.drafts import drafts
from storage.inbox import inbox
from storage.mapping import map_domain
from storage.notices import notices


class Queues:
    """All workspaces of the database, for clock and sender."""

    def __init__(self, engine: Engine) -> None:
        """Opens nothing yet."""
        map_domain()
        self.engine = engine

    def claim(self, workspace_id: str, now: datetime, limit: int) -> Sequence[Notice]:
        """Claim notices that are due, for one lease; no other process gets the same ones."""
        query = (
            select(Notice)
            .where(notices.c.workspace_id == workspace_id, notices.c.next_at <= now)
            .order_by(notices.c.next_at, notices.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        with Session(self.engine, expire_on_commit=False) as session:
            claimed = session.scalars(query).all()
            for notice in claimed:
                notice.claim(now)
            session.commit()
            return claimed

    def workspaces(self) -> Sequence[str]:
        """Workspaces that have an account."""
        with Session(self.engine) as session:
            return session.scalars(select(accounts.c.workspace_id).distinct()).all()

    def waiting(self, workspace_id: str, at_most: int) -> dict[State, int]:
        """How many notices that are still to be sent stand in each state; `at_most` are counted."""
        first = (
            select(notices.c.state)
            .where(notices.c.workspace_id == workspace_id, notices.c.next_at.is_not(None))
            .limit(at_most)
            .subquery()
        )
        with Session(self.engine) as session:
            rows = session.execute(select(first.c.state, func.count()).group_by(first.c.state))
            return dict(rows.all())

    def forget(self, *, deliveries_before: datetime, drafts_before: datetime) -> None:
        """Delete what no longer has a use."""
        with Session(self.engine) as session:
            session.execute(delete(inbox).where(inbox.c.at < deliveries_before))
            session.execute(delete(drafts).where(drafts.c.at < drafts_before))
            session.commit()

    def answers(self) -> bool:
        """Whether the database answers; raises what the driver raises."""
        with self.engine.connect() as connection:
            return connection.execute(text("SELECT 1")).scalar() == 1
