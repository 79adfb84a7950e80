"""Notices of all workspaces that somebody who runs the bot should look at."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Engine, select, text
from sqlalchemy.orm import Session

from domain.notice import Kind, Notice, State
from storage.mapping import map_domain
from storage.notices import UNWATCHED, WATCHED_SQL, notices
from storage.sqlite import reading

LATE = timedelta(minutes=5)
"""How long after it fell due a notice that has not gone out is late."""

MOST = 200
"""Notices that are listed at once."""


class Which(StrEnum):
    """Which notices are listed."""

    OPEN = "open"
    HELD = "held"
    DEAD = "dead"
    LATE = "late"


def listed(engine: Engine, which: Which, now: datetime, limit: int = MOST) -> Sequence[Notice]:
    """Notices that are not done with, what fell due first at the top."""
    map_domain()
    query = (
        select(Notice)
        .where(text(WATCHED_SQL), notices.c.kind.in_(Kind), _is(which, now))
        .order_by(notices.c.due_at, notices.c.id)
        .limit(limit)
    )
    with reading(engine) as connection, Session(connection, expire_on_commit=False) as session:
        return session.scalars(query).all()


def workspace_of(engine: Engine, notice_id: int) -> str | None:
    """The workspace that a notice belongs to; None where there is no such notice."""
    with reading(engine) as connection:
        return connection.scalar(select(notices.c.workspace_id).where(notices.c.id == notice_id))


def _is(which: Which, now: datetime) -> ColumnElement[bool]:
    state = notices.c.state
    return {
        Which.OPEN: state.not_in(UNWATCHED),
        Which.HELD: state == State.HELD,
        Which.DEAD: state == State.DEAD,
        Which.LATE: (state != State.DEAD) & (notices.c.due_at < now - LATE),
    }[which]
