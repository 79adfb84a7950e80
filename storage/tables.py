"""The tables. Every one carries the workspace.

References between rows carry it too, so that the database itself refuses a row of one
workspace that points into another.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from domain.language import Language
from domain.light import Colour
from domain.notice import Kind, State
from storage.types import Json, UtcDateTime, Word

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def of_account(*, nullable: bool = False) -> tuple[Column[int], ForeignKeyConstraint]:
    """The column and constraint of a row that belongs to an account of its own workspace."""
    return (
        Column("account_id", Integer, nullable=nullable),
        ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            ondelete="CASCADE",
        ),
    )


def flag(name: str) -> Column[bool]:
    """A yes or no that starts as no."""
    return Column(name, Boolean, nullable=False)


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

lights = Table(
    "lights",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace_id", String, nullable=False),
    *of_account(),
    Column("number", Integer, nullable=False),
    Column("colour", Word(Colour), nullable=False),
    Column("text", Text, nullable=False),
    Column("blocks", Integer),
    Column("decide_by", Date),
    Column("logged_by", String, nullable=False),
    Column("logged_at", UtcDateTime, nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("cleared_at", UtcDateTime),
    Column("version", Integer, nullable=False),
    UniqueConstraint("workspace_id", "account_id", "number"),
)

activities = Table(
    "activities",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace_id", String, nullable=False),
    *of_account(),
    Column("by", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("kind", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("before", Json),
    Column("after", Json),
    Column("why", Text),
    Column("undone_at", UtcDateTime),
    Index(None, "workspace_id", "account_id", "id"),
    Index(None, "workspace_id", "account_id", "subject"),
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
    Column("version", Integer, nullable=False),
    UniqueConstraint("workspace_id", "once"),
    Index(None, "workspace_id", "next_at"),
    Index(None, "workspace_id", "account_id", "subject"),
)

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
