"""Agreements of the team and the client on business goals."""

from collections.abc import Collection, Sequence

from sqlalchemy import (
    Column,
    Date,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    select,
)

from domain.agreement import Agreement, Party
from storage.metadata import metadata, of_goal
from storage.repository import Repository
from storage.types import Word

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


class Agreements(Repository[Agreement]):
    """Signatures, valid and outdated."""

    kind = Agreement

    def of(self, goal_ids: Collection[int]) -> Sequence[Agreement]:
        """Signatures to these goals, oldest first."""
        return self.session.scalars(
            select(Agreement).where(agreements.c.goal_id.in_(goal_ids)).order_by(agreements.c.id)
        ).all()
