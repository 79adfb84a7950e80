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
    Quarterly,
    Rule,
    Schedule,
    Weekly,
    WorkingDays,
    due,
    next_instant,
    period_at,
)
from services import holidays, reviews
from services.occurrences import Fallen
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
            fallen: dict[RoutineKind, list[Fallen]] = {}
            for routine, account in found:
                fallen.setdefault(routine.kind, []).extend(advance(routine, account, now))
            uow.routines.retime([routine for routine, _ in found])
            for kind, those in fallen.items():
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


def advance(routine: Routine, account: Account, now: datetime) -> list[Fallen]:
    """What fell due up to `now`; works out when the routine is due next.

    What fell due by a setting that was changed meanwhile does so all the same.
    """
    schedule = schedule_of(routine, account)
    since = routine.next_at
    if since is None:
        routine.next_at = _first(routine, schedule, now)
        return []
    routine.next_at = next_instant(schedule, now)
    fallen = [
        Fallen(account, occurrence.period, occurrence.at)
        for occurrence in due([schedule], since - INSTANT, now)
    ] or [Fallen(account, period_at(schedule, since), since)]
    return [one for one in fallen if not routine.drops(one.at)]


def _first(routine: Routine, schedule: Schedule, now: datetime) -> datetime:
    """When a routine whose setting is new or changed is due first.

    A period that the new setting would skip keeps the time it had: a digest moved on a Thursday
    from Friday to Wednesday still comes this Friday.
    """
    following, pending = next_instant(schedule, now), routine.pending_at
    routine.pending_at = None
    if pending is None or not (schedule.rule.is_seldom or pending <= now):
        return following
    is_skipped = period_at(schedule, pending) < period_at(schedule, following)
    return pending if is_skipped and pending < following else following


def schedule_of(routine: Routine, account: Account) -> Schedule:
    """The routine as the timetable reads it."""
    return Schedule(
        account_id=routine.account_id,
        zone=account.time_zone,
        kind=routine.kind,
        rule=RULES[routine.kind](routine),
        holidays=holidays.of(account.country),
    )
