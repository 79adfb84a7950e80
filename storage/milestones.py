"""Milestones of business goals, and what was measured on the way: progress, and guard rails."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache

from sqlalchemy import (
    Column,
    Date,
    Index,
    Integer,
    Select,
    String,
    Text,
    UniqueConstraint,
    bindparam,
    select,
    update,
)

from domain.guard import GuardReading
from domain.milestone import Milestone, MilestoneState
from domain.progress import Progress
from storage.metadata import flag, of_account, of_goal, versioned
from storage.repository import OF_GOALS, NumberedRows, RowsOfGoals
from storage.types import Exact, UtcDateTime, Word

progress = versioned(
    "progress",
    *of_account(),
    *of_goal(),
    Column("value", Exact, nullable=False),
    Column("on", Date, nullable=False),
    Column("by", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    flag("corrected"),
    Index(None, "workspace_id", "goal_id"),
)


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


milestones = versioned(
    "milestones",
    *of_account(),
    *of_goal(),
    Column("number", Integer, nullable=False),
    Column("value", Exact, nullable=False),
    Column("due", Date, nullable=False),
    Column("redated", Integer, nullable=False),
    Column("state", Word(MilestoneState), nullable=False),
    UniqueConstraint("workspace_id", "account_id", "number"),
    Index(None, "workspace_id", "goal_id"),
)


TURNED = (
    update(milestones)
    .where(
        milestones.c.workspace_id == bindparam("of_workspace"),
        milestones.c.id.in_(bindparam("of_ids", expanding=True)),
        milestones.c.state == bindparam("before"),
    )
    .values(state=bindparam("after"), version=milestones.c.version + 1)
    .returning(milestones.c.id, milestones.c.version)
)


@cache
def _of_goals() -> Select[Milestone]:
    """Made once, as what asks for progress is: SQLAlchemy then takes it apart only once."""
    by = (milestones.c.due, milestones.c.number)
    return select(Milestone).where(milestones.c.goal_id.in_(OF_GOALS)).order_by(*by)


class Milestones(NumberedRows[Milestone]):
    """Milestones on the way to business goals."""

    kind = Milestone

    def of(self, goal_ids: Collection[int]) -> Sequence[Milestone]:
        """Milestones of these goals, the earliest due first."""
        return self.session.scalars(_of_goals(), {OF_GOALS.key: list(goal_ids)}).all()

    def turn(self, turned: Mapping[Milestone, MilestoneState]) -> None:
        """Give milestones their new states, with one statement for each old and new state.

        Raises ChangedSince where another transaction has turned one of them meanwhile.
        """
        ways: dict[tuple[MilestoneState, MilestoneState], list[Milestone]] = {}
        for one, state in turned.items():
            ways.setdefault((one.state, state), []).append(one)
        for (before, after), those in ways.items():
            self._turn(those, before, after)

    def _turn(
        self, those: Sequence[Milestone], before: MilestoneState, after: MilestoneState
    ) -> None:
        self.session.flush()
        facts = {"of_workspace": self.workspace_id, "before": before, "after": after}
        done = self.session.connection().execute(
            TURNED, facts | {"of_ids": [one.saved_id for one in those]}
        )
        self.take_over(those, dict(done.all()), state=after)


class ProgressLog(RowsOfGoals[Progress]):
    """The measurements, corrected ones included."""

    kind = Progress


class GuardReadings(RowsOfGoals[GuardReading]):
    """The readings of numbers that must hold on the way to goals."""

    kind = GuardReading
