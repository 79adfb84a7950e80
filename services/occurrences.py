"""Past and next occurrences of accounts: the timetable with an account's own clocks."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from domain import timetable
from domain.account import Account
from domain.calendar import Month
from domain.routine import WATCHING, Routine
from domain.timetable import Occurrence, Schedule
from services import holidays


@dataclass(frozen=True)
class DueOccurrence:
    """One routine of an account fell due at an instant; `period` names the occurrence."""

    account: Account
    period: str
    at: datetime

    @property
    def account_id(self) -> int:
        """The id of the account, which is stored or nothing could fall due for it."""
        return self.account.saved_id


def latest(occurrences: Iterable[DueOccurrence]) -> list[DueOccurrence]:
    """The last occurrence of each account: after an outage the earlier ones say nothing more."""
    return list(
        {one.account_id: one for one in sorted(occurrences, key=lambda one: one.at)}.values()
    )


def advance(routine: Routine, account: Account, now: datetime) -> list[DueOccurrence]:
    """The occurrences of an account's routine up to `now`; works out when it is due next.

    What is off, or of an archived account, falls due for nobody.
    """
    found = timetable.advance(routine, _schedule(routine, account), now)
    if account.is_archived or not (routine.is_on or routine.kind in WATCHING):
        return []
    return [DueOccurrence(account, one.period, one.at) for one in found]


def coming(routine: Routine | None, account: Account, now: datetime) -> Iterator[Occurrence]:
    """The occurrences of an account after `now`, as far ahead as one asks.

    By UTC where this machine does not have its zone: what it shows stops nobody else's.
    """
    if routine is not None:
        schedule = timetable.schedule_of(routine, account.zone.key, holidays.of(account.country))
        yield from timetable.coming(routine, schedule, now)


def _schedule(routine: Routine, account: Account) -> Schedule:
    return timetable.schedule_of(routine, account.time_zone, holidays.of(account.country))


def next_period(routine: Routine, account: Account) -> str | None:
    """The period of what the routine does next; None where nobody knows it."""
    if routine.next_at is None:
        return None
    try:
        return timetable.period_at(_schedule(routine, account), routine.next_at)
    except (KeyError, ValueError):  # a zone that this machine does not have, which is being mended
        return None


@dataclass(frozen=True)
class ReviewDay:
    """The review that plans `month` opens at this instant, in UTC."""

    month: Month
    at: datetime


def coming_reviews(
    account: Account, routine: Routine | None, opened: Container[Month], now: datetime, n: int = 1
) -> list[ReviewDay]:
    """The next `n` reviews that the clock opens; those that are open or rolled stay as they are.

    None where the account has no such routine or has turned it off.
    """
    ahead = (ReviewDay(Month.parse(one.period), one.at) for one in coming(routine, account, now))
    return list(islice((day for day in ahead if day.month not in opened), n))
