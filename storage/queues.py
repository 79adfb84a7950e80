"""The few queries that look across workspaces: work queues and house-keeping, never content."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Engine,
    Select,
    bindparam,
    delete,
    func,
    literal,
    literal_column,
    select,
    text,
    union_all,
)
from sqlalchemy.orm import Session

from domain.notice import Kind, Notice, State
from storage.accounts import accounts
from storage.drafts import drafts
from storage.inbox import inbox
from storage.mapping import map_domain
from storage.notices import UNWATCHED, WATCHED_SQL, notices

MOST_COUNTED = 10_000
"""As many notices of a state are counted as somebody who watches needs to tell apart."""

WATCHED = tuple(state for state in State if state not in UNWATCHED)
"""States of which something is left to do, for the sender or for somebody who can mend it."""


@dataclass(frozen=True)
class QueueLine:
    """How many notices stand in a state, at most MOST_COUNTED, and when the oldest fell due."""

    state: State
    count: int
    oldest_due_at: datetime | None


def _of_state(state: State) -> Select[Any]:
    """Both conditions on the state are needed, in these words: the index is partial."""
    is_state = notices.c.state == literal_column(f"'{state.value}'")
    mine = (notices.c.workspace_id == bindparam("workspace"), is_state, text(WATCHED_SQL))
    some = select(notices.c.id).where(*mine).limit(MOST_COUNTED).subquery()
    oldest = select(func.min(notices.c.due_at)).where(*mine).scalar_subquery()
    count = select(func.count()).select_from(some).scalar_subquery()
    return select(literal(state.value), count, oldest)


STANDING = union_all(*(_of_state(state) for state in WATCHED))


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
            .where(
                notices.c.workspace_id == workspace_id,
                notices.c.next_at <= now,
                notices.c.kind.in_(Kind),  # what a newer version owes is left to it
            )
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

    def standing(self, workspace_id: str) -> Sequence[QueueLine]:
        """What waits or is dead, by state; as fast with 500,000 notices as with none."""
        with Session(self.engine) as session:
            rows = session.execute(STANDING, {"workspace": workspace_id})
            return [QueueLine(State(state), count, oldest) for state, count, oldest in rows]

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
