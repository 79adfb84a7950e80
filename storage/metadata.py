"""The schema as a whole: how constraints are called, and the columns that many tables share."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.schema import SchemaItem

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def identified(name: str, *columns: SchemaItem) -> Table:
    """A table whose rows have an id and belong to a workspace."""
    key = Column("id", Integer, primary_key=True)
    return Table(name, metadata, key, Column("workspace_id", String, nullable=False), *columns)


def versioned(name: str, *columns: SchemaItem) -> Table:
    """A table whose rows people change: every change raises their version."""
    return identified(name, *columns, Column("version", Integer, nullable=False))


def numbered(name: str, *columns: SchemaItem) -> Table:
    """A table whose rows people know by a number in their account, such as the 3 of L3."""
    number = Column("number", Integer, nullable=False)
    once = UniqueConstraint("workspace_id", "account_id", "number")
    return versioned(name, *of_account(), number, *columns, once)


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
