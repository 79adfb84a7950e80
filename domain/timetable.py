"""The timetable of due times: pure, so that a restart, a jump of the clock or a second scheduler
gives the same answer.

An occurrence is known by (account, kind, period), never by its instant: the database refuses
a second of the same key, so asking twice about the same hours is harmless.

What a routine does next is asked here by everybody: the planner that does it, and the glance,
the calendar file and the digest's preview that tell people of it before.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from domain.calendar import NO_HOLIDAYS, Holidays
from domain.recurrence import LastWorkingDay, Quarterly, Rule, Weekly, WorkingDays
from domain.routine import Routine, RoutineKind

INSTANT = timedelta(microseconds=1)

KEPT = 2_000
"""Answers that are kept, by rule, zone, country and moment."""

RULES: Mapping[RoutineKind, type[Rule]] = {
    RoutineKind.REVIEW: LastWorkingDay,
    RoutineKind.REMINDERS: WorkingDays,
    RoutineKind.SLIPS: WorkingDays,
    RoutineKind.CONFIDENCE: LastWorkingDay,
    RoutineKind.PULSE: Quarterly,
    RoutineKind.COMMITMENTS: WorkingDays,
    RoutineKind.DIGEST: Weekly,
}
"""When each kind of routine falls due, by the hour and the days that the routine keeps."""


@dataclass(frozen=True)
class Schedule:
    """One thing that an account wants at one rhythm."""

    account_id: int
    zone: str
    """The account's IANA time zone, `Europe/Berlin`."""
    kind: str
    rule: Rule
    holidays: Holidays = NO_HOLIDAYS


@dataclass(frozen=True)
class Occurrence:
    """Something falls due: the key is unique for ever, the instant is for ordering."""

    account_id: int
    kind: str
    period: str
    at: datetime

    @property
    def key(self) -> tuple[int, str, str]:
        """The key that the database keeps unique."""
        return self.account_id, self.kind, self.period


def period_at(schedule: Schedule, at: datetime) -> str:
    """The period that an instant lies in, on the account's clocks."""
    return schedule.rule.period(at.astimezone(ZoneInfo(schedule.zone)).date())


def due(schedule: Schedule, since: datetime, until: datetime) -> list[Occurrence]:
    """Everything that falls in (since, until], earliest first; nothing if the clock went back."""
    found = _between(schedule.rule, schedule.zone, schedule.holidays, since, until)
    return [Occurrence(schedule.account_id, schedule.kind, period, at) for at, period in found]


def next_instant(schedule: Schedule, after: datetime) -> datetime:
    """When the schedule falls due next, strictly after this moment, in UTC.

    Kept in an indexed column it makes a tick with nothing due one query. It must be computed
    anew when time zone, day, hour or holidays of the account change.
    """
    return _next(schedule.rule, schedule.zone, schedule.holidays, after)


@lru_cache(maxsize=KEPT)
def _next(rule: Rule, zone: str, holidays: Holidays, after: datetime) -> datetime:
    """Kept: thousands of accounts have the same rule, zone and country, at the same tick."""
    while True:
        until = after + rule.reach
        for at, _period in _between(rule, zone, holidays, after, until):
            return at
        after = until


@lru_cache(maxsize=KEPT)
def _between(
    rule: Rule, zone: str, holidays: Holidays, since: datetime, until: datetime
) -> tuple[tuple[datetime, str], ...]:
    return tuple(rule.occurrences(ZoneInfo(zone), since, until, holidays))


def schedule_of(routine: Routine, zone: str, holidays: Holidays = NO_HOLIDAYS) -> Schedule:
    """The schedule of a routine of an account in this time zone, with these public holidays."""
    kept = RULES[routine.kind]
    rule = kept(**{each.name: getattr(routine, each.name) for each in fields(kept)})
    return Schedule(routine.account_id, zone, routine.kind, rule, holidays)


def first_due(routine: Routine, schedule: Schedule, now: datetime) -> datetime:
    """When the routine is due next, which may be over if nobody has looked since.

    A period that a new setting would skip keeps the time it had: a digest moved on a Thursday
    from Friday to Wednesday still comes this Friday.
    """
    if routine.next_at is not None:
        return routine.next_at
    following = next_instant(schedule, min(routine.counts_from or now, now))
    pending = routine.pending_at
    if pending is None or not (schedule.rule.is_seldom or pending <= now):
        return following
    is_skipped = _name(routine, schedule, pending) < period_at(schedule, following)
    return pending if is_skipped and pending < following else following


def _name(routine: Routine, schedule: Schedule, at: datetime) -> str:
    """The period of an instant, by the clocks under which it was worked out."""
    if routine.pending_period is not None and at == routine.pending_at:
        return routine.pending_period
    return period_at(schedule, at)


def advance(routine: Routine, schedule: Schedule, now: datetime) -> list[Occurrence]:
    """The occurrences up to `now`; works out when the routine is due next.

    What fell due by a setting that was changed meanwhile does so all the same.
    """
    first = first_due(routine, schedule, now)
    if first > now:
        routine.next_at = first
        if first != routine.pending_at:
            routine.pending_at = routine.pending_period = None
        return []
    by_rule = due(schedule, first - INSTANT, now)
    found = by_rule or [
        replace(_occurrence(schedule, first), period=_name(routine, schedule, first))
    ]
    routine.pending_at = routine.pending_period = None
    routine.next_at = next_instant(schedule, now)
    return [one for one in found if not routine.drops(one.at)]


def coming(routine: Routine, schedule: Schedule, now: datetime) -> Iterator[Occurrence]:
    """The occurrences that `advance` will give after `now`; nothing while it is off.

    What waits for the end of a snooze is due when the snooze is over.
    """
    at = first_due(routine, schedule, now)
    while routine.is_on:
        wakes = routine.snoozed_until or at
        if max(at, wakes) > now and not routine.drops(at):
            yield replace(_occurrence(schedule, at), at=max(at, wakes))
        at = next_instant(schedule, at)


def _occurrence(schedule: Schedule, at: datetime) -> Occurrence:
    return Occurrence(schedule.account_id, schedule.kind, period_at(schedule, at), at)
