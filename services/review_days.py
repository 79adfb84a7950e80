"""When an account's coming reviews open, told before: as the planner will do it."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from domain.account import Account
from domain.calendar import Month
from domain.routine import Routine
from services import occurrences


@dataclass(frozen=True)
class ReviewDay:
    """The review that plans `month` opens at this instant, in UTC."""

    month: Month
    at: datetime


def coming(
    account: Account, routine: Routine | None, opened: Container[Month], now: datetime, n: int = 1
) -> list[ReviewDay]:
    """The next `n` reviews that the clock opens; those that are open or rolled stay as they are.

    None where the account has no such routine or has turned it off.
    """
    ahead = (
        ReviewDay(Month.parse(one.period), one.at)
        for one in occurrences.coming(routine, account, now)
    )
    return list(islice((day for day in ahead if day.month not in opened), n))
