"""When an account's coming reviews open: what its routine will do, seen from before.

The clock itself goes by `scheduler.timetable`; here people are told what it is going to do.
"""

from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime
from itertools import count, islice

from domain.account import Account
from domain.calendar import Month, at_local, last_working_day
from domain.routine import Routine
from services import holidays


@dataclass(frozen=True)
class ReviewDay:
    """The review that plans `month` opens at this instant, in UTC."""

    month: Month
    at: datetime


def coming(
    account: Account, routine: Routine | None, rolled: Container[Month], now: datetime, n: int = 1
) -> list[ReviewDay]:
    """The next `n` reviews that the clock opens, without those that are rolled already.

    None where the account has no such routine or has turned it off.
    """
    if routine is None or not routine.is_on:
        return []
    this = Month.of(account.today(now))
    ahead = (_in(this.plus(months), account, routine) for months in count())
    return list(islice((day for day in ahead if day.at > now and day.month not in rolled), n))


def _in(month: Month, account: Account, routine: Routine) -> ReviewDay:
    """The review at the end of this month."""
    day = last_working_day(month, holidays.of(account.country), before=routine.before)
    return ReviewDay(month.next, at_local(day, routine.hour, routine.minute, account.zone))
