"""Goals on every level, and what was agreed, planned, measured and heard about them."""

from sqlalchemy import (
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from domain.agreement import Party
from domain.goal import GoalKind, GoalState
from domain.milestone import MilestoneState
from storage.tables.base import flag, metadata, of_account
from storage.types import Exact, UtcDateTime, Word


def of_goal(*, nullable: bool = False) -> tuple[Column[int], ForeignKeyConstraint]:
    """The column and constraint of a row that belongs to a goal of its own workspace."""
    return (
        Column("goal_id", Integer, nullable=nullable),
        ForeignKeyConstraint(
            ["workspace_id", "goal_id"],
            ["goals.workspace_id", "goals.id"],
            ondelete="CASCADE",
        ),
    )


goals = Table(
    "goals",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace_id", String, nullable=False),
    *of_account(),
    Column("number", Integer, nullable=False),
    Column("kind", Word(GoalKind), nullable=False),
    Column("text", Text, nullable=False),
    Column("owner_id", String, nullable=False),
    Column("start_date", Date, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("horizon_years", Integer),
    Column("unit", Text, nullable=False),
    Column("start_value", Exact),
    Column("target_value", Exact),
    Column("deadline", Date),
    Column("version_of_numbers", Integer, nullable=False),
    Column("state", Word(GoalState), nullable=False),
    Column("why", Text),
    Column("closed_at", UtcDateTime),
    Column("version", Integer, nullable=False),
    UniqueConstraint("workspace_id", "id"),
    UniqueConstraint("workspace_id", "account_id", "number"),
)

agreements = Table(
    "agreements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace_id", String, nullable=False),
    *of_goal(),
    Column("kind", Word(Party), nullable=False),
    Column("person_id", String),
    Column("name", Text),
    Column("on", Date, nullable=False),
    Column("recorded_by", String, nullable=False),
    Column("version_of_numbers", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    # Two presses of one button at once: the database lets a member sign once.
    UniqueConstraint("workspace_id", "goal_id", "version_of_numbers", "person_id"),
)

milestones = Table(
    "milestones",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace_id", String, nullable=False),
    *of_account(),
    *of_goal(),
    Column("number", Integer, nullable=False),
    Column("value", Exact, nullable=False),
    Column("due", Date, nullable=False),
    Column("redated", Integer, nullable=False),
    Column("state", Word(MilestoneState), nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("workspace_id", "account_id", "number"),
    Index(None, "workspace_id", "goal_id"),
)

progress = Table(
    "progress",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace_id", String, nullable=False),
    *of_account(),
    *of_goal(),
    Column("value", Exact, nullable=False),
    Column("on", Date, nullable=False),
    Column("by", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    flag("corrected"),
    Column("version", Integer, nullable=False),
    Index(None, "workspace_id", "goal_id"),
)

quotes = Table(
    "quotes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace_id", String, nullable=False),
    *of_account(),
    *of_goal(nullable=True),
    Column("text", Text, nullable=False),
    Column("heard_by", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("link", Text),
    Column("version", Integer, nullable=False),
    Index(None, "workspace_id", "account_id", "id"),
)

pulses = Table(
    "pulses",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace_id", String, nullable=False),
    *of_goal(),
    Column("period", String, nullable=False),
    Column("person_id", String, nullable=False),
    Column("score", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("workspace_id", "goal_id", "period", "person_id"),
)
