"""The settings of the workspace, and the changes that admins made."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import (
    Column,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    func,
    or_,
    select,
)

from domain.activity import AdminChange
from domain.language import Language
from domain.workspace import Rhythm, Workspace
from storage.metadata import identified, metadata
from storage.repository import Repository
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


workspaces = Table(
    "workspaces",
    metadata,
    Column("workspace_id", String, nullable=False),
    Column("leaders_channel_id", String),
    Column("rhythm", Word(Rhythm), nullable=False),
    Column("weekday", Integer, nullable=False),
    Column("hour", Integer, nullable=False),
    Column("time_zone", String, nullable=False),
    Column("language", Word(Language), nullable=False),
    Column("set_by", String, nullable=False),
    Column("next_at", UtcDateTime),
    Column("version", Integer, nullable=False),
    PrimaryKeyConstraint("workspace_id"),
)


class Workspaces(Repository[Workspace]):
    """The settings of the workspace: one row, or none where nobody has set anything."""

    kind = Workspace

    def get(self) -> Workspace | None:
        """The settings."""
        return self.find()

    def due(self, now: datetime) -> Workspace | None:
        """The settings, locked, if the portfolio is due or its time not worked out yet."""
        return self.session.scalar(
            select(Workspace)
            .where(
                workspaces.c.rhythm != Rhythm.OFF,
                or_(workspaces.c.next_at.is_(None), workspaces.c.next_at <= now),
            )
            .with_for_update(skip_locked=True)
        )


class AdminChanges(Repository[AdminChange]):
    """The changes that admins made."""

    kind = AdminChange

    def add(self, row: AdminChange) -> AdminChange:
        """Write a change down at once, so that its id can be named."""
        row.id = self.write(row)
        return row

    def get(self, change_id: int) -> AdminChange | None:
        """One change; locked until the transaction ends, so that it is undone once."""
        return self.by_id(change_id, lock=True)

    def latest_of(self, subjects: Collection[str]) -> dict[str, AdminChange]:
        """The latest change of each of these subjects that still stands."""
        latest = (
            select(func.max(admin_changes.c.id))
            .where(
                admin_changes.c.workspace_id == self.workspace_id,
                admin_changes.c.subject.in_(sorted(subjects)),
                admin_changes.c.undone_at.is_(None),
            )
            .group_by(admin_changes.c.subject)
        )
        found = self.session.scalars(select(AdminChange).where(admin_changes.c.id.in_(latest)))
        return {change.subject: change for change in found}
