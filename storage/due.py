"""The work of the clock, found by one statement: a tick with nothing due is cheap.

Each part reads the first row of a range of an index, however many accounts there are.
"""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from functools import cache

from sqlalchemy import CompoundSelect, Select, literal, select, union_all

from storage.accounts import OPEN, accounts
from storage.repository import Scoped
from storage.reviews import nudging, reviews
from storage.routines import MOST, NOW, OF_WORKSPACE, over, unplanned
from storage.workspaces import portfolio_is_due, workspaces


class DueWork(StrEnum):
    """The parts of the planner's work, one after the other."""

    ROUTINES = "routines"
    NUDGES = "nudges"
    PORTFOLIO = "portfolio"
    LIFTING = "lifting"


def _first_of_each() -> Iterator[tuple[DueWork, Select[int] | Select[str]]]:
    """A key of what is due first; ordered, so that no plan of PostgreSQL's reads a whole table."""
    yield DueWork.ROUTINES, unplanned()
    yield DueWork.ROUTINES, over()
    yield DueWork.NUDGES, nudging(select(reviews.c.id))
    leaders = select(workspaces.c.workspace_id).where(
        workspaces.c.workspace_id == OF_WORKSPACE, portfolio_is_due(NOW)
    )
    yield DueWork.PORTFOLIO, leaders.limit(MOST)
    lifted = select(accounts.c.id).where(
        accounts.c.workspace_id == OF_WORKSPACE, accounts.c.lift_at <= NOW, OPEN
    )
    yield DueWork.LIFTING, lifted.order_by(accounts.c.lift_at).limit(MOST)


@cache
def looking() -> CompoundSelect[str]:
    """The statement that names what is due."""
    return union_all(
        *(
            select(literal(work.value)).where(first.scalar_subquery().is_not(None))
            for work, first in _first_of_each()
        )
    )


class DueNow(Scoped):
    """The work of the clock in one workspace."""

    def at(self, now: datetime) -> set[DueWork]:
        """The work of which something is due; nothing is locked by looking."""
        facts = {OF_WORKSPACE.key: self.workspace_id, NOW.key: now, MOST.key: 1}
        return {DueWork(work) for work in self.session.scalars(looking(), facts)}
