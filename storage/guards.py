"""Readings of the numbers that must hold on the way to goals."""

from collections.abc import Collection, Sequence

from sqlalchemy import Column, Date, Index, Integer, String, Table, Text, select

from domain.guard import GuardReading
from storage.metadata import metadata, of_account, of_goal
from storage.repository import Repository
from storage.types import Exact, UtcDateTime

guard_readings = Table(
    "guard_readings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace_id", String, nullable=False),
    *of_account(),
    *of_goal(),
    Column("value", Exact, nullable=False),
    Column("on", Date, nullable=False),
    Column("by", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("name", Text),
    Column("unit", Text),
    Column("version", Integer, nullable=False),
    Index(None, "workspace_id", "goal_id"),
)


class GuardReadings(Repository[GuardReading]):
    """The readings of numbers that must hold."""

    kind = GuardReading

    def of(self, goal_ids: Collection[int]) -> Sequence[GuardReading]:
        """The readings of these goals, oldest first."""
        return self.session.scalars(
            select(GuardReading)
            .where(guard_readings.c.goal_id.in_(sorted(goal_ids)))
            .order_by(guard_readings.c.id)
        ).all()
