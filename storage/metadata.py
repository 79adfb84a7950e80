"""The schema as a whole: how constraints are called, and the columns that many tables share."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
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


def keyed(name: str, *columns: SchemaItem, by: tuple[str, ...]) -> Table:
    """A table whose rows have no id: in their workspace these columns tell them apart."""
    workspace = Column("workspace_id", String, nullable=False)
    return Table(name, metadata, workspace, *columns, PrimaryKeyConstraint("workspace_id", *by))


def flag(name: str) -> Column[bool]:
    """A yes or no that starts as no."""
    return Column(name, Boolean, nullable=False)


Part = tuple[Column[int], ForeignKeyConstraint]
"""The column and constraint of a row that belongs to another of its own workspace."""


def of_account(*, nullable: bool = False) -> Part:
    """The column and constraint of a row that belongs to an account."""
    return _part_of("accounts", "account_id", nullable=nullable)


def of_goal(*, nullable: bool = False) -> Part:
    """The column and constraint of a row that belongs to a goal."""
    return _part_of("goals", "goal_id", nullable=nullable)


def of_strategy() -> Part:
    """The column and constraint of a row that belongs to a strategy."""
    return _part_of("strategies", "strategy_id", nullable=False)


def _part_of(table: str, column: str, *, nullable: bool) -> Part:
    whole = [f"{table}.workspace_id", f"{table}.id"]
    constraint = ForeignKeyConstraint(["workspace_id", column], whole, ondelete="CASCADE")
    return Column(column, Integer, nullable=nullable), constraint
