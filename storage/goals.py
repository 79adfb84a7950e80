"""Goals of an account, and everything that hangs on them."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Boolean, Column, Date, Integer, String, Text, UniqueConstraint, or_, select

from domain.goal import Goal, GoalKind, GoalState
from storage.metadata import numbered
from storage.repository import NumberedRows
from storage.types import Exact, UtcDateTime, Word

goals = numbered(
    "goals",
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
    Column("numbers_on", Date),
    Column("guard_name", Text),
    Column("guard_value", Exact),
    Column("guard_unit", Text),
    Column("guard_is_ceiling", Boolean),
    Column("state", Word(GoalState), nullable=False),
    Column("why", Text),
    Column("closed_at", UtcDateTime),
    UniqueConstraint("workspace_id", "id"),
)


class Goals(NumberedRows[Goal]):
    """Goals on the three upper levels, open and closed."""

    kind = Goal

    def open(self, account_id: int, kind: GoalKind | None = None) -> Sequence[Goal]:
        """Open goals of the account, by number; of one level, if it is named."""
        query = select(Goal).where(
            goals.c.account_id == account_id, goals.c.state == GoalState.OPEN
        )
        if kind is not None:
            query = query.where(goals.c.kind == kind)
        return self.session.scalars(query.order_by(goals.c.number)).all()

    def open_at(self, account_id: int, at: datetime) -> Sequence[Goal]:
        """Goals of the account that are open, or still were at this moment, by number."""
        was_open = or_(goals.c.state == GoalState.OPEN, goals.c.closed_at > at)
        return self.rows(goals.c.account_id == account_id, was_open)

    def open_of(self, account_ids: Collection[int], kind: GoalKind) -> Sequence[Goal]:
        """Open goals of a level in many accounts."""
        return self.rows(
            goals.c.account_id.in_(account_ids),
            goals.c.kind == kind,
            goals.c.state == GoalState.OPEN,
            by=(goals.c.account_id, goals.c.number),
        )

    def numbered(self, account_id: int, numbers: Collection[int]) -> Sequence[Goal]:
        """The account's goals with these numbers, open or closed."""
        return self.rows(goals.c.account_id == account_id, goals.c.number.in_(sorted(numbers)))

    def refs(self, account_id: int) -> dict[int, str]:
        """The short reference of every goal of the account, by id."""
        rows = self.session.execute(
            select(goals.c.id, goals.c.number).where(
                goals.c.workspace_id == self.workspace_id, goals.c.account_id == account_id
            )
        )
        return {goal_id: f"G{number}" for goal_id, number in rows}
