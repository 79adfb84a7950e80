"""The planner: every tick, turns what fell due into what is owed, in the same transaction.

Two planners may race, in any number of processes: the rows they take are locked, and the
database refuses a second notice of one account, kind and period.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.account import Account
from domain.routine import Routine, RoutineKind
from scheduler.timetable import (
    LastWorkingDay,
    Rule,
    Schedule,
    WorkingDays,
    due,
    next_instant,
)
from services import holidays, reviews
from services.routines import PLANNERS
from storage.unit_of_work import OpenUnitOfWork, UnitOfWork

BATCH = 50
"""Routines worked on in one transaction."""

INSTANT = timedelta(microseconds=1)

RULES: dict[RoutineKind, Callable[[Routine], Rule]] = {
    RoutineKind.REVIEW: lambda routine: LastWorkingDay(
        hour=routine.hour, minute=routine.minute, before=routine.before
    ),
    RoutineKind.REMINDERS: lambda routine: WorkingDays(hour=routine.hour, minute=routine.minute),
}
"""When each kind falls due."""


@dataclass(frozen=True)
class Planner:
    """Plans for one workspace."""

    workspace_id: str
    open_uow: OpenUnitOfWork
    clock: Callable[[], datetime]

    def plan(self) -> int:
        """Plan everything that is due; how many routines were worked on."""
        return sum(self._all(batch) for batch in (self._routines, self._nudges))

    @staticmethod
    def _all(batch: Callable[[], int]) -> int:
        done = 0
        while worked_on := batch():
            done += worked_on
        return done

    def _routines(self) -> int:
        now = self.clock()
        with self.open_uow(self.workspace_id) as uow:
            found = uow.routines.due(now, BATCH)
            for routine, account in found:
                advance(uow, routine, account, now)
            if found:
                uow.commit()
            return len(found)

    def _nudges(self) -> int:
        """Bring to mind the reviews that nobody has rolled in time."""
        now = self.clock()
        with self.open_uow(self.workspace_id) as uow:
            found = uow.reviews.to_nudge(now, BATCH)
            for review, account in found:
                reviews.nudge(uow, account, review, now)
            if found:
                uow.commit()
            return len(found)


def advance(uow: UnitOfWork, routine: Routine, account: Account, now: datetime) -> None:
    """Plan what fell due up to `now`, and work out when the routine is due next."""
    schedule = schedule_of(routine, account)
    if routine.next_at is not None:
        for occurrence in due([schedule], routine.next_at - INSTANT, now):
            PLANNERS[routine.kind](uow, account, occurrence.period, occurrence.at)
    routine.next_at = next_instant(schedule, now)


def schedule_of(routine: Routine, account: Account) -> Schedule:
    """The routine as the timetable reads it."""
    return Schedule(
        account_id=routine.account_id,
        zone=account.time_zone,
        kind=routine.kind,
        rule=RULES[routine.kind](routine),
        holidays=holidays.of(account.country),
    )
