"""Answers to the monthly question: confidence in goals, and what people say of their promises."""

from collections.abc import Collection, Sequence

from sqlalchemy import (
    Column,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    select,
)

from domain.confidence import Confidence, HowKept, PartReport
from storage.metadata import metadata, of_goal, of_strategy
from storage.repository import Repository
from storage.types import Word

confidences = Table(
    "confidences",
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


part_reports = Table(
    "part_reports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace_id", String, nullable=False),
    *of_strategy(),
    Column("wording", Integer, nullable=False),
    Column("period", String, nullable=False),
    Column("person_id", String, nullable=False),
    Column("kept", Word(HowKept), nullable=False),
    Column("note", Text),
    Column("version", Integer, nullable=False),
    UniqueConstraint("workspace_id", "strategy_id", "period", "person_id"),
)


class Confidences(Repository[Confidence]):
    """How sure members are of business goals, month by month."""

    kind = Confidence

    def of(self, goal_ids: Collection[int]) -> Sequence[Confidence]:
        """Every answer for these goals: to be counted, never to be shown."""
        return self.session.scalars(
            select(Confidence)
            .where(confidences.c.goal_id.in_(sorted(goal_ids)))
            .order_by(confidences.c.id)
        ).all()

    def by(self, person_id: str, period: str, goal_ids: Collection[int]) -> Sequence[Confidence]:
        """One member's own answers of a month, for them to see and to change."""
        return self.session.scalars(
            select(Confidence).where(
                confidences.c.goal_id.in_(sorted(goal_ids)),
                confidences.c.period == period,
                confidences.c.person_id == person_id,
            )
        ).all()


class PartReports(Repository[PartReport]):
    """The reports of members on their own promises, month by month."""

    kind = PartReport

    def of(self, strategy_ids: Collection[int]) -> Sequence[PartReport]:
        """Every report about these strategies, oldest first."""
        return self.session.scalars(
            select(PartReport)
            .where(part_reports.c.strategy_id.in_(sorted(strategy_ids)))
            .order_by(part_reports.c.id)
        ).all()

    def by(
        self, person_id: str, period: str, strategy_ids: Collection[int]
    ) -> Sequence[PartReport]:
        """One member's own reports of a month, for them to see and to change."""
        return self.session.scalars(
            select(PartReport).where(
                part_reports.c.strategy_id.in_(sorted(strategy_ids)),
                part_reports.c.period == period,
                part_reports.c.person_id == person_id,
            )
        ).all()
