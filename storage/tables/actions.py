"""The actions of the plan."""

from sqlalchemy import Column, Date, Index, Integer, String, Table, Text, UniqueConstraint

from domain.action import ActionKind, ActionState
from storage.tables.base import metadata, of_account
from storage.types import MonthText, UtcDateTime, Word

actions = Table(
    "actions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace_id", String, nullable=False),
    *of_account(),
    Column("number", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("owner_id", String),
    Column("due", Date),
    Column("month", MonthText, nullable=False),
    Column("kind", Word(ActionKind)),
    Column("serves", String),
    Column("state", Word(ActionState), nullable=False),
    Column("carried", Integer, nullable=False),
    Column("created_by", String, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("closed_at", UtcDateTime),
    Column("closed_by", String),
    Column("version", Integer, nullable=False),
    UniqueConstraint("workspace_id", "account_id", "number"),
    Index(None, "workspace_id", "account_id", "state", "month"),
    Index(None, "workspace_id", "owner_id", "state"),
)
