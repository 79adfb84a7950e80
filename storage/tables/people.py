"""People and channels of a workspace."""

from sqlalchemy import (
    Column,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from domain.mute import Topic
from storage.tables.base import flag, metadata, of_account
from storage.types import UtcDateTime, Word

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
    Column("quiet_from", Integer),
    Column("quiet_until", Integer),
    Column("checked_at", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("workspace_id", "id"),
)

mutes = Table(
    "mutes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace_id", String, nullable=False),
    Column("person_id", String, nullable=False),
    *of_account(nullable=True),
    Column("topic", Word(Topic), nullable=False),
    Column("until", UtcDateTime),
    Column("scope", String, nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("workspace_id", "person_id", "scope", "topic"),
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
