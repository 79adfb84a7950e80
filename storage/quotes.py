"""Quotes of the customer, and the quarterly pulse."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Column, Index, Integer, String, Text, UniqueConstraint, func, select

from domain.pulse import Pulse
from domain.quote import Quote
from storage.metadata import of_account, of_goal, versioned
from storage.repository import Repository, RowsOfGoals
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
            quotes.c.goal_id.is_(None) | quotes.c.goal_id.in_(goal_ids),
            by=(quotes.c.at.desc(), quotes.c.id.desc()),
            limit=limit,
        )

    def last_of(self, goal_ids: Collection[int]) -> dict[int, datetime]:
        """When something was heard last beside each of these goals, by their ids."""
        latest = select(quotes.c.goal_id, func.max(quotes.c.at)).group_by(quotes.c.goal_id)
        mine = (self.ours(quotes), quotes.c.goal_id.in_(sorted(goal_ids)))
        return dict(self.session.execute(latest.where(*mine)).all())


class Pulses(RowsOfGoals[Pulse]):
    """Answers to the quarterly question, each one member's own: counted, and never shown."""

    kind = Pulse

    def mine(self, goal_id: int, period: str, person_id: str) -> Pulse | None:
        """One member's answer, for them to change."""
        mine = (pulses.c.period == period, pulses.c.person_id == person_id)
        return self.find(pulses.c.goal_id == goal_id, *mine)
