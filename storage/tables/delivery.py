"""What came in and what goes out: deliveries, drafts, notices."""

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

from domain.notice import Kind, State
from storage.tables.base import metadata, of_account
from storage.types import Json, UtcDateTime, Word

inbox = Table(
    "inbox",
    metadata,
    Column("workspace_id", String, nullable=False),
    Column("delivery", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("workspace_id", "delivery"),
    Index(None, "at"),
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace_id", String, nullable=False),
    Column("person_id", String, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "at"),
)

notices = Table(
    "notices",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace_id", String, nullable=False),
    *of_account(nullable=True),
    Column("kind", Word(Kind), nullable=False),
    Column("period", String, nullable=False),
    Column("once", String, nullable=False),
    Column("to", String, nullable=False),
    Column("subject", String),
    Column("facts", Json, nullable=False),
    Column("edits", Integer),
    Column("replies_to", Integer),
    Column("token", String, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("next_at", UtcDateTime),
    Column("state", Word(State), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("reason", String),
    Column("channel_id", String),
    Column("ts", String),
    Column("sent_at", UtcDateTime),
    Column("version", Integer, nullable=False),
    UniqueConstraint("workspace_id", "once"),
    Index(None, "workspace_id", "next_at"),
    Index(None, "workspace_id", "account_id", "subject"),
)
