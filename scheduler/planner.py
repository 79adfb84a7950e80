"""The planner: every tick, turns what fell due into what is owed, in the same transaction.

Two planners may race, in any number of processes: the rows they take are locked, and the
database refuses a second notice of one account, kind and period.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.account import Account
from domain.notice import Kind
from domain.routine import Routine, RoutineKind
from domain.timetable import (
    FirstWorkingDay,
    LastWorkingDay,
    Quarterly,
    Rule,
    Schedule,
    Weekly,
    WorkingDays,
    due,
    next_instant,
    period_at,
)
from domain.workspace import Rhythm, Workspace
from services import holidays, portfolio, reviews
from services.occurrences import DueOccurrence
from services.routines import plan
from storage.unit_of_work import OpenUnitOfWork

BATCH = 50
"""Routines worked on in one transaction."""

INSTANT = timedelta(microseconds=1)

RULES: dict[RoutineKind, Callable[[Routine], Rule]] = {
    RoutineKind.REVIEW: lambda routine: LastWorkingDay(
        hour=routine.hour, minute=routine.minute, before=routine.before
    ),
    RoutineKind.REMINDERS: lambda routine: WorkingDays(hour=routine.hour, minute=routine.minute),
    RoutineKind.SLIPS: lambda routine: WorkingDays(hour=routine.hour, minute=routine.minute),
    RoutineKind.PULSE: lambda routine: Quarterly(hour=routine.hour, minute=routine.minute),
    RoutineKind.COMMITMENTS: lambda routine: WorkingDays(hour=routine.hour, minute=routine.minute),
    RoutineKind.DIGEST: lambda routine: Weekly(
        hour=routine.hour, minute=routine.minute, weekday=routine.weekday
    ),
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
            uow.routines.retime([routine for routine, _ in found])
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


def advance(routine: Routine, account: Account, now: datetime) -> list[DueOccurrence]:
    """What fell due up to `now`; works out when the routine is due next.

    What fell due by a setting that was changed meanwhile does so all the same.
    """
    schedule = schedule_of(routine, account)
    first = routine.next_at or _first(routine, schedule, now)
    routine.pending_at = None
    if first > now:
        routine.next_at = first
        return []
    routine.next_at = next_instant(schedule, now)
    occurrences = [
        DueOccurrence(account, occurrence.period, occurrence.at)
        for occurrence in due([schedule], first - INSTANT, now)
    ] or [DueOccurrence(account, period_at(schedule, first), first)]
    return [one for one in occurrences if not routine.drops(one.at)]


def _first(routine: Routine, schedule: Schedule, now: datetime) -> datetime:
    """When a routine whose setting is new or changed is due first.

    A period that the new setting would skip keeps the time it had: a digest moved on a Thursday
    from Friday to Wednesday still comes this Friday.
    """
    following = next_instant(schedule, min(routine.counts_from or now, now))
    pending = routine.pending_at
    if pending is None or not (schedule.rule.is_seldom or pending <= now):
        return following
    is_skipped = period_at(schedule, pending) < period_at(schedule, following)
    return pending if is_skipped and pending < following else following


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


def schedule_of(routine: Routine, account: Account) -> Schedule:
    """The routine as the timetable reads it."""
    return Schedule(
        account_id=routine.account_id,
        zone=account.time_zone,
        kind=routine.kind,
        rule=RULES[routine.kind](routine),
        holidays=holidays.of(account.country),
    )
