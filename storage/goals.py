"""Goals of an account, and everything that hangs on them."""

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from functools import cache, partial

from sqlalchemy import (
    BindParameter,
    Boolean,
    Column,
    ColumnElement,
    Date,
    Integer,
    Select,
    String,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
    exists,
    or_,
    select,
)

from domain.goal import Goal, GoalKind, GoalState
from domain.milestone import MilestoneState
from domain.slip import SILENT_FOR, WARN_WITHIN
from storage.metadata import numbered
from storage.milestones import milestones, progress
from storage.repository import NumberedRows
from storage.types import Exact, UtcDateTime, Word

Days = tuple[date, date]
"""A first and a last day."""

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

OPEN = goals.c.state == GoalState.OPEN


class Goals(NumberedRows[Goal]):
    """Goals on the three upper levels, open and closed."""

    kind = Goal

    def open(self, account_id: int, kind: GoalKind | None = None) -> Sequence[Goal]:
        """Open goals of the account, by number; of one level, if it is named."""
        level = () if kind is None else (goals.c.kind == kind,)
        return self.rows(goals.c.account_id == account_id, OPEN, *level)

    def open_at(self, account_id: int, at: datetime) -> Sequence[Goal]:
        """Goals of the account that are open, or still were at this moment, by number."""
        return self.rows(goals.c.account_id == account_id, OPEN | (goals.c.closed_at > at))

    def open_of(self, account_ids: Collection[int], kind: GoalKind) -> Sequence[Goal]:
        """Open goals of a level in many accounts."""
        return self.rows(
            goals.c.account_id.in_(account_ids),
            goals.c.kind == kind,
            OPEN,
            by=(goals.c.account_id, goals.c.number),
        )

    def to_look_at(
        self, account_ids: Collection[int], changed: Collection[int], days: Days
    ) -> Sequence[Goal]:
        """Open business goals of these accounts about which there may be something new to say.

        In accounts that were `changed` all of them; in others those whose deadline has passed, with
        a milestone that its date brings into another state, or with one ahead and no progress.
        `days` are the first and the last that it is today in any of the accounts.
        """
        first, last = days
        asked = {
            "of_accounts": list(account_ids),
            "changed": list(changed),
            "first": first,
            "last": last,
            "soon": last + WARN_WITHIN,
            "silent_until": last + SILENT_FOR,
            "silent_since": last - SILENT_FOR,
        }
        return self.session.scalars(_to_look_at(), asked).all()

    def refs(self, account_id: int) -> dict[int, str]:
        """The short reference of every goal of the account, by id."""
        numbers = select(goals.c.id, goals.c.number).where(self.within(goals, [account_id]))
        return {goal_id: f"G{number}" for goal_id, number in self.session.execute(numbers)}


@cache
def _to_look_at() -> Select[Goal]:
    day = partial(bindparam, type_=Date)
    by_date = or_(goals.c.deadline < day("last"), _turns_by(day), _is_silent_on(day))
    return (
        select(Goal)
        .where(
            goals.c.account_id.in_(bindparam("of_accounts", expanding=True)),
            goals.c.kind == GoalKind.BUSINESS,
            OPEN,
            or_(goals.c.account_id.in_(bindparam("changed", expanding=True)), by_date),
        )
        .order_by(goals.c.account_id, goals.c.number)
    )


def _turns_by(day: Callable[[str], BindParameter[date]]) -> ColumnElement[bool]:
    """A milestone on its way that is due `soon`, or one at risk that is overdue.

    Where today's pace leads changes with what is measured, and not from one day to the next.
    """
    columns = milestones.c
    soon = (columns.state == MilestoneState.ON_TRACK) & (columns.due <= day("soon"))
    over = (columns.state == MilestoneState.AT_RISK) & (columns.due < day("last"))
    return _has(milestones, soon | over)


def _is_silent_on(day: Callable[[str], BindParameter[date]]) -> ColumnElement[bool]:
    """A milestone ahead that is not reached, and no progress for long."""
    columns, said = milestones.c, progress.c
    ahead = columns.due.between(day("first"), day("silent_until"))
    heard = said.corrected.is_(False) & (said.on > day("silent_since"))
    is_open = columns.state != MilestoneState.REACHED
    return _has(milestones, ahead & is_open) & ~_has(progress, heard)


def _has(table: Table, rows: ColumnElement[bool]) -> ColumnElement[bool]:
    of_goal = (table.c.workspace_id == goals.c.workspace_id, table.c.goal_id == goals.c.id)
    return exists().where(*of_goal, rows)
