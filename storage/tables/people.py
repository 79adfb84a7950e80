"""People and channels of a workspace."""

from sqlalchemy import Column, PrimaryKeyConstraint, String, Table, Text

from storage.tables.base import flag, metadata
from storage.types import UtcDateTime

people = Table(
    "people",
    metadata,
    Column("workspace_id", String, nullable=False),
    Column("id", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("locale", String, nullable=False),
    Column("time_zone", String, nullable=False),
    flag("is_guest"),
    flag("is_bot"),
    flag("is_deactivated"),
    flag("is_foreign"),
    flag("is_admin"),
    flag("is_leader"),
    flag("wants_reminders"),
    Column("checked_at", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("workspace_id", "id"),
)

channels = Table(
    "channels",
    metadata,
    Column("workspace_id", String, nullable=False),
    Column("id", String, nullable=False),
    Column("name", Text, nullable=False),
    flag("is_private"),
    flag("is_shared"),
    flag("is_archived"),
    flag("is_member"),
    flag("is_gone"),
    Column("checked_at", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("workspace_id", "id"),
)
