"""Strategies, and who has committed, who has a concern, who was reminded."""

from sqlalchemy import (
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from domain.strategy import StrategyState
from storage.tables.base import metadata, of_account
from storage.types import Json, UtcDateTime, Word


def of_strategy() -> tuple[Column[int], ForeignKeyConstraint]:
    """The column and constraint of a row that belongs to a strategy of its own workspace."""
    return (
        Column("strategy_id", Integer, nullable=False),
        ForeignKeyConstraint(
            ["workspace_id", "strategy_id"],
            ["strategies.workspace_id", "strategies.id"],
            ondelete="CASCADE",
        ),
    )


strategies = Table(
    "strategies",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace_id", String, nullable=False),
    *of_account(),
    Column("number", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("statement", Text, nullable=False),
    Column("goals", Json, nullable=False),
    Column("state", Word(StrategyState), nullable=False),
    Column("why", Text),
    Column("wording", Integer, nullable=False),
    Column("worded_at", UtcDateTime, nullable=False),
    Column("proposed_by", String, nullable=False),
    Column("proposed_at", UtcDateTime, nullable=False),
    Column("retired_at", UtcDateTime),
    Column("version", Integer, nullable=False),
    UniqueConstraint("workspace_id", "id"),
    UniqueConstraint("workspace_id", "account_id", "number"),
)

commitments = Table(
    "commitments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace_id", String, nullable=False),
    *of_strategy(),
    Column("person_id", String, nullable=False),
    Column("wording", Integer, nullable=False),
    Column("line", Text, nullable=False),
    Column("given_at", UtcDateTime, nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("workspace_id", "strategy_id", "wording", "person_id"),
)

concerns = Table(
    "concerns",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace_id", String, nullable=False),
    *of_strategy(),
    Column("person_id", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("raised_at", UtcDateTime, nullable=False),
    Column("answer", Text),
    Column("answered_by", String),
    Column("answered_at", UtcDateTime),
    Column("version", Integer, nullable=False),
    Index(None, "workspace_id", "strategy_id"),
)

asked = Table(
    "asked",
    metadata,
    Column("workspace_id", String, nullable=False),
    *of_strategy(),
    Column("wording", Integer, nullable=False),
    Column("person_id", String, nullable=False),
    Column("reminded", Integer, nullable=False),
    Column("reminded_on", Date),
    Column("told_on", Date),
    PrimaryKeyConstraint("workspace_id", "strategy_id", "wording", "person_id"),
)
