"""The settings of the workspace, and the changes that admins made."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Index,
    Integer,
    String,
    and_,
    func,
    or_,
    select,
)

from domain.activity import AdminChange
from domain.language import Language
from domain.workspace import Rhythm, Workspace
from storage.metadata import identified, keyed
from storage.repository import Repository, WrittenRows
from storage.types import Json, UtcDateTime, Word

admin_changes = identified(
    "admin_changes",
    Column("by", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("kind", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("before", Json),
    Column("after", Json),
    Column("undone_at", UtcDateTime),
    Index(None, "workspace_id", "subject", "id"),
)


workspaces = keyed(
    "workspaces",
    Column("leaders_channel_id", String),
    Column("rhythm", Word(Rhythm), nullable=False),
    Column("weekday", Integer, nullable=False),
    Column("hour", Integer, nullable=False),
    Column("time_zone", String, nullable=False),
    Column("language", Word(Language), nullable=False),
    Column("set_by", String, nullable=False),
    Column("next_at", UtcDateTime),
    Column("version", Integer, nullable=False),
    by=(),
)


def portfolio_is_due(now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """Whether the portfolio of a workspace is due, or its time not worked out yet."""
    at = workspaces.c.next_at
    return and_(workspaces.c.rhythm != Rhythm.OFF, or_(at.is_(None), at <= now))


class Workspaces(Repository[Workspace]):
    """The settings of the workspace: one row, or none where nobody has set anything."""

    kind = Workspace

    def get(self) -> Workspace | None:
        """The settings."""
        return self.find()

    def due(self, now: datetime) -> Workspace | None:
        """The settings, locked, if the portfolio is due or its time not worked out yet."""
        query = select(Workspace).where(portfolio_is_due(now))
        return self.session.scalar(query.with_for_update(skip_locked=True))


class AdminChanges(WrittenRows[AdminChange]):
    """The changes that admins made; each is undone once."""

    kind = AdminChange

    def latest_of(self, subjects: Collection[str]) -> dict[str, AdminChange]:
        """The latest change of each of these subjects that still stands."""
        is_one = admin_changes.c.subject.in_(sorted(subjects))
        latest = (
            select(func.max(admin_changes.c.id))
            .where(self.ours(admin_changes), is_one, admin_changes.c.undone_at.is_(None))
            .group_by(admin_changes.c.subject)
        )
        return {each.subject: each for each in self.rows(admin_changes.c.id.in_(latest))}
