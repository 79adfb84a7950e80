"""Readings of the numbers that must hold on the way to goals."""

from collections.abc import Collection, Sequence

from sqlalchemy import Column, Date, Index, String, Text

from domain.guard import GuardReading
from storage.metadata import of_account, of_goal, versioned
from storage.repository import Repository
from storage.types import Exact, UtcDateTime

guard_readings = versioned(
    "guard_readings",
    *of_account(),
    *of_goal(),
    Column("value", Exact, nullable=False),
    Column("on", Date, nullable=False),
    Column("by", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("name", Text),
    Column("unit", Text),
    Index(None, "workspace_id", "goal_id"),
)


class GuardReadings(Repository[GuardReading]):
    """The readings of numbers that must hold."""

    kind = GuardReading

    def of(self, goal_ids: Collection[int]) -> Sequence[GuardReading]:
        """The readings of these goals, oldest first."""
        return self.rows(guard_readings.c.goal_id.in_(sorted(goal_ids)))
