"""Answers to the monthly question: confidence in goals, and what people say of their promises."""

from collections.abc import Collection, Sequence

from sqlalchemy import Column, Integer, String, Text, UniqueConstraint

from domain.confidence import Confidence, HowKept, PartReport
from storage.metadata import of_goal, of_strategy, versioned
from storage.repository import Repository, RowsOfGoals
from storage.types import Word

confidences = versioned(
    "confidences",
    *of_goal(),
    Column("period", String, nullable=False),
    Column("person_id", String, nullable=False),
    Column("score", Integer, nullable=False),
    UniqueConstraint("workspace_id", "goal_id", "period", "person_id"),
)


part_reports = versioned(
    "part_reports",
    *of_strategy(),
    Column("wording", Integer, nullable=False),
    Column("period", String, nullable=False),
    Column("person_id", String, nullable=False),
    Column("kept", Word(HowKept), nullable=False),
    Column("note", Text),
    UniqueConstraint("workspace_id", "strategy_id", "period", "person_id"),
)


class Confidences(RowsOfGoals[Confidence]):
    """How sure members are of business goals, month by month: counted, and never shown."""

    kind = Confidence

    def by(self, person_id: str, period: str, goal_ids: Collection[int]) -> Sequence[Confidence]:
        """One member's own answers of a month, for them to see and to change."""
        return self.rows(
            confidences.c.goal_id.in_(sorted(goal_ids)),
            confidences.c.period == period,
            confidences.c.person_id == person_id,
        )


class PartReports(Repository[PartReport]):
    """The reports of members on their own promises, month by month."""

    kind = PartReport

    def of(self, strategy_ids: Collection[int]) -> Sequence[PartReport]:
        """Every report about these strategies, oldest first."""
        return self.rows(part_reports.c.strategy_id.in_(sorted(strategy_ids)))

    def by(
        self, person_id: str, period: str, strategy_ids: Collection[int]
    ) -> Sequence[PartReport]:
        """One member's own reports of a month, for them to see and to change."""
        return self.rows(
            part_reports.c.strategy_id.in_(sorted(strategy_ids)),
            part_reports.c.period == period,
            part_reports.c.person_id == person_id,
        )
