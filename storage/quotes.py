"""Quotes of the customer, and the quarterly pulse."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    and_,
    func,
    or_,
    select,
)

from domain.pulse import Pulse
from domain.quote import Quote
from storage.metadata import of_account, of_goal, versioned
from storage.repository import Repository
from storage.types import UtcDateTime

pulses = versioned(
    "pulses",
    *of_goal(),
    Column("period", String, nullable=False),
    Column("person_id", String, nullable=False),
    Column("score", Integer, nullable=False),
    UniqueConstraint("workspace_id", "goal_id", "period", "person_id"),
)


quotes = versioned(
    "quotes",
    *of_account(),
    *of_goal(nullable=True),
    Column("text", Text, nullable=False),
    Column("heard_by", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("link", Text),
    Index(None, "workspace_id", "account_id", "id"),
)


class Quotes(Repository[Quote]):
    """The quotes of the customer."""

    kind = Quote

    def beside(self, goal_ids: Collection[int], account_id: int, limit: int) -> Sequence[Quote]:
        """The latest quotes beside these goals or beside none, newest first."""
        return self.rows(
            quotes.c.account_id == account_id,
            _beside(goal_ids),
            by=(quotes.c.at.desc(), quotes.c.id.desc()),
            limit=limit,
        )

    def last_of(self, goal_ids: Collection[int]) -> dict[int, datetime]:
        """When something was heard last beside each of these goals, by their ids."""
        rows = self.session.execute(
            select(quotes.c.goal_id, func.max(quotes.c.at).label("at"))
            .where(
                quotes.c.workspace_id == self.workspace_id,
                quotes.c.goal_id.in_(sorted(goal_ids)),
            )
            .group_by(quotes.c.goal_id)
        )
        return {row.goal_id: row.at for row in rows}


class Pulses(Repository[Pulse]):
    """Answers to the quarterly question, each one member's own."""

    kind = Pulse

    def mine(self, goal_id: int, period: str, person_id: str) -> Pulse | None:
        """One member's answer, for them to change."""
        return self.find(
            and_(
                pulses.c.goal_id == goal_id,
                pulses.c.period == period,
                pulses.c.person_id == person_id,
            )
        )

    def of(self, goal_ids: Collection[int]) -> Sequence[Pulse]:
        """Every answer for these goals: to be counted, never to be shown."""
        return self.rows(pulses.c.goal_id.in_(goal_ids))


def _beside(goal_ids: Collection[int]) -> ColumnElement[bool]:
    conditions: list[Any] = [quotes.c.goal_id.is_(None), quotes.c.goal_id.in_(goal_ids)]
    return or_(*conditions)
