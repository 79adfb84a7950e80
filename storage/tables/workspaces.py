"""What admins have set for a whole workspace, and what they changed."""

from sqlalchemy import Column, Index, Integer, PrimaryKeyConstraint, String, Table

from domain.language import Language
from domain.workspace import Rhythm
from storage.tables.base import metadata
from storage.types import Json, UtcDateTime, Word

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

admin_changes = Table(
    "admin_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace_id", String, nullable=False),
    Column("by", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("kind", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("before", Json),
    Column("after", Json),
    Column("undone_at", UtcDateTime),
    Index(None, "workspace_id", "subject", "id"),
)
