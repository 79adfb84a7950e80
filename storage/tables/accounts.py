"""Accounts, their teams, and the short references they give out."""

from sqlalchemy import (
    Column,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from domain.account import Announcements
from domain.language import Language
from storage.tables.base import flag, metadata, of_account
from storage.types import UtcDateTime, Word

accounts = Table(
    "accounts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace_id", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("channel_id", String, nullable=False),
    Column("owner_id", String),
    Column("language", Word(Language), nullable=False),
    Column("time_zone", String, nullable=False),
    Column("country", String),
    Column("announcements", Word(Announcements), nullable=False),
    flag("is_confidential"),
    Column("created_at", UtcDateTime, nullable=False),
    Column("archived_at", UtcDateTime),
    Column("version", Integer, nullable=False),
    UniqueConstraint("workspace_id", "id"),
    UniqueConstraint("workspace_id", "channel_id"),
    UniqueConstraint("workspace_id", "name_key"),
)

members = Table(
    "members",
    metadata,
    Column("workspace_id", String, nullable=False),
    *of_account(),
    Column("person_id", String, nullable=False),
    Column("since", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("workspace_id", "account_id", "person_id"),
    Index(None, "workspace_id", "person_id"),
)

numbers = Table(
    "numbers",
    metadata,
    Column("workspace_id", String, nullable=False),
    *of_account(),
    Column("letter", String, nullable=False),
    Column("last", Integer, nullable=False),
    PrimaryKeyConstraint("workspace_id", "account_id", "letter"),
)
