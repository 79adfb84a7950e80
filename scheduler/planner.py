"""The planner: every tick, enqueues a notice for whatever fell due, in one transaction.

Two planners may race, in any number of processes: the rows they take are locked, and the
database refuses a second notice of one account, kind and period.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from domain.notice import Kind
from domain.recurrence import FirstWorkingDay, Weekly
from domain.routine import RoutineKind
from domain.timetable import INSTANT, Schedule, due, next_instant
from domain.workspace import Rhythm, Workspace
from services import portfolio, reviews
from services.occurrences import DueOccurrence, advance
from services.routines import plan
from storage.unit_of_work import OpenUnitOfWork

BATCH = 50
"""Routines worked on in one transaction."""


@dataclass(frozen=True)
class Planner:
    """Plans for one workspace."""

    workspace_id: str
    open_uow: OpenUnitOfWork
    clock: Callable[[], datetime]

    def plan(self) -> int:
        """Plan everything that is due; how many routines were worked on."""
        return sum(self._all(batch) for batch in (self._routines, self._nudges, self._portfolio))

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
            occurrences: dict[RoutineKind, list[DueOccurrence]] = {}
            for routine, account in found:
                occurrences.setdefault(routine.kind, []).extend(advance(routine, account, now))
            uow.routines.retime([routine for routine, _account in found])
            for kind, those in occurrences.items():
                plan(uow, kind, those, now)
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

    def _portfolio(self) -> int:
        """The portfolio for the leaders' channel."""
        now = self.clock()
        with self.open_uow(self.workspace_id) as uow:
            workspace = uow.workspaces.due(now)
            if workspace is None:
                return 0
            schedule = schedule_of_leaders(workspace)
            since, workspace.next_at = workspace.next_at, next_instant(schedule, now)
            occurrences = due([schedule], since - INSTANT, now) if since else []
            for latest in occurrences[-1:]:
                portfolio.plan(uow, workspace, latest.period, latest.at)
            uow.commit()
            return 1


def schedule_of_leaders(workspace: Workspace) -> Schedule:
    """When the leaders' channel gets the portfolio; of no account, so of number 0."""
    weekly = Weekly(hour=workspace.hour, weekday=workspace.weekday)
    is_weekly = workspace.rhythm is Rhythm.WEEKLY
    return Schedule(
        account_id=0,
        zone=workspace.time_zone,
        kind=Kind.PORTFOLIO,
        rule=weekly if is_weekly else FirstWorkingDay(hour=workspace.hour),
    )
