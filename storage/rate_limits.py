"""Slack's rate limits, for all processes: when a channel is free, which methods are closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Index,
    Integer,
    String,
    bindparam,
    delete,
    func,
    select,
    update,
)

from storage.inserts import insert_on
from storage.metadata import keyed
from storage.sqlite import reading
from storage.types import UtcDateTime

channel_paces = keyed(
    "channel_paces",
    Column("channel_id", String, nullable=False),
    Column("free_at", UtcDateTime, nullable=False),
    Index(None, "workspace_id", "free_at"),
    by=("channel_id",),
)
"""When each channel, or person, may be written to next. Who writes takes it until a lease ends:
nobody else writes there meanwhile, so order is kept and no worker sleeps."""

closed_methods = keyed(
    "closed_methods",
    Column("method", String, nullable=False),
    Column("until", UtcDateTime, nullable=False),
    Column("times", Integer, nullable=False),
    by=("method",),
)

EVERYTHING = "*"
"""Stands for every method: Slack does not answer at all."""


CLOSED = select(closed_methods).where(closed_methods.c.workspace_id == bindparam("workspace"))


@dataclass(frozen=True)
class ClosedMethod:
    """A method of Slack's that nobody may call before `until`; `times`: how often in a row."""

    method: str
    until: datetime
    times: int


def take(
    connection: Connection,
    workspace_id: str,
    channels: Sequence[str],
    now: datetime,
    until: datetime,
) -> Sequence[str]:
    """Take those of the channels that are free now, until a moment; nobody else has them then."""
    rows = [
        {"workspace_id": workspace_id, "channel_id": each, "free_at": until}
        for each in sorted(set(channels))  # in one order, or two processes wait for each other
    ]
    if not rows:
        return []
    statement = insert_on(connection.dialect.name)(channel_paces).values(rows)
    taken = statement.on_conflict_do_update(
        index_elements=["workspace_id", "channel_id"],
        set_={"free_at": statement.excluded.free_at},
        where=channel_paces.c.free_at <= now,
    ).returning(channel_paces.c.channel_id)
    return connection.scalars(taken).all()


def free(
    connection: Connection,
    workspace_id: str,
    channels: Sequence[str],
    taken: datetime,
    at: datetime,
) -> None:
    """Let go of channels that were taken until `taken`; they may be written to from `at` on."""
    mine = (
        channel_paces.c.workspace_id == workspace_id,
        channel_paces.c.channel_id.in_(channels),
        channel_paces.c.free_at == taken,
    )
    connection.execute(update(channel_paces).where(*mine).values(free_at=at))


def closed_in(connection: Connection, workspace_id: str) -> list[ClosedMethod]:
    """Every method of a workspace that is or was closed and has not been opened since."""
    rows = connection.execute(CLOSED, {"workspace": workspace_id}).all()
    return [ClosedMethod(row.method, row.until, row.times) for row in rows]


class RateLimits:
    """The methods that Slack has closed to a workspace, for every process."""

    def __init__(self, engine: Engine) -> None:
        """Opens nothing yet."""
        self.engine = engine

    def closed(self, workspace_id: str) -> list[ClosedMethod]:
        """Every method that is or was closed and has not been opened since."""
        with reading(self.engine) as connection:
            return closed_in(connection, workspace_id)

    def close(self, workspace_id: str, closed: ClosedMethod) -> None:
        """Close a method; one that is closed for longer stays so."""
        with self.engine.begin() as connection:
            insert = insert_on(connection.dialect.name)(closed_methods)
            statement = insert.on_conflict_do_update(
                index_elements=["workspace_id", "method"],
                set_={"until": insert.excluded.until, "times": insert.excluded.times},
                where=closed_methods.c.until <= insert.excluded.until,
            )
            row = {"method": closed.method, "until": closed.until, "times": closed.times}
            connection.execute(statement, {"workspace_id": workspace_id, **row})

    def try_again(self, workspace_id: str, method: str, now: datetime, until: datetime) -> bool:
        """Whether it is ours to try a closed method; until `until` it is nobody else's."""
        over = (
            closed_methods.c.workspace_id == workspace_id,
            closed_methods.c.method == method,
            closed_methods.c.until <= now,
        )
        with self.engine.begin() as connection:
            tried = update(closed_methods).where(*over).values(until=until)
            return connection.execute(tried).rowcount == 1

    def open(self, workspace_id: str, method: str) -> None:
        """Open a method again."""
        mine = (closed_methods.c.workspace_id == workspace_id, closed_methods.c.method == method)
        with self.engine.begin() as connection:
            connection.execute(delete(closed_methods).where(*mine))

    def forget(self, before: datetime) -> None:
        """Delete what has long been free and open."""
        with self.engine.begin() as connection:
            connection.execute(delete(channel_paces).where(channel_paces.c.free_at < before))
            connection.execute(delete(closed_methods).where(closed_methods.c.until < before))

    def next_free(self, workspace_id: str, now: datetime) -> datetime | None:
        """When the next channel that is taken now will be free."""
        query = select(func.min(channel_paces.c.free_at)).where(
            channel_paces.c.workspace_id == workspace_id, channel_paces.c.free_at > now
        )
        with reading(self.engine) as connection:
            found: datetime | None = connection.scalar(query)
        return found
