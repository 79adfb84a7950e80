"""Recurrence rules: on which local days, and at which hour, something comes back.

Pure: time zones and holidays are given. The rules themselves stand in docs/method.md.
"""

from abc import ABC, abstractmethod
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

from domain.calendar import (
    NO_HOLIDAYS,
    ONE_DAY,
    Month,
    at_local,
    days_between,
    is_working_day,
    last_working_day,
    week_of,
    working_days,
)
from domain.pulse import quarter


@dataclass(frozen=True, kw_only=True)
class Rule(ABC):
    """On which local days something falls due, at one time of day.

    A new kind of rule says its days and names their periods; time zones are done here.
    """

    hour: int = 9
    minute: int = 0

    reach: ClassVar[timedelta]
    """Long enough to hold an occurrence nearly always; only how fast the next is found."""

    is_seldom: ClassVar[bool] = True
    """Whether one that a changed setting would skip is missed until the next."""

    @abstractmethod
    def period(self, day: date) -> str:
        """The name of the period that `day` lies in; each has one occurrence at most."""

    @abstractmethod
    def days(self, first: date, last: date, holidays: Container[date]) -> Iterator[date]:
        """The due days from `first` to `last`, in order."""

    def occurrences(
        self,
        zone: ZoneInfo,
        since: datetime,
        until: datetime,
        holidays: Container[date] = NO_HOLIDAYS,
    ) -> Iterator[tuple[datetime, str]]:
        """The instants in (since, until], in UTC and in order, each with its period."""
        # A day more on either side: where clocks change at midnight the local date can lie
        # a day off the instant's own.
        first = since.astimezone(zone).date() - ONE_DAY
        last = until.astimezone(zone).date() + ONE_DAY
        for day in self.days(first, last, holidays):
            at = at_local(day, self.hour, self.minute, zone)
            if since < at <= until:
                yield at, self.period(day)


@dataclass(frozen=True, kw_only=True)
class Monthly(Rule):
    """Once a month."""

    reach = timedelta(days=35)

    @abstractmethod
    def day_in(self, month: Month, holidays: Container[date]) -> date:
        """The due day of a month."""

    def days(self, first: date, last: date, holidays: Container[date]) -> Iterator[date]:
        """One day a month."""
        month = Month.of(first)
        while month.first_day <= last:
            day = self.day_in(month, holidays)
            if first <= day <= last:
                yield day
            month = month.next


@dataclass(frozen=True, kw_only=True)
class LastWorkingDay(Monthly):
    """Once a month, on its last working day or so many working days `before` it.

    The period is the coming month, the one that is planned for: `2026-05` in April.
    """

    before: int = 0

    def period(self, day: date) -> str:
        """The month after it."""
        return str(Month.of(day).next)

    def day_in(self, month: Month, holidays: Container[date]) -> date:
        """Its last working day, or one before."""
        return last_working_day(month, holidays, before=self.before)


@dataclass(frozen=True, kw_only=True)
class FirstWorkingDay(Monthly):
    """Once a month, on its first working day. The period is that month: `2026-05`."""

    def period(self, day: date) -> str:
        """Its month."""
        return str(Month.of(day))

    def day_in(self, month: Month, holidays: Container[date]) -> date:
        """Its first working day; of a month of holidays the first from Monday to Friday."""
        return (working_days(month, holidays) or working_days(month))[0]


@dataclass(frozen=True, kw_only=True)
class Quarterly(FirstWorkingDay):
    """The first working day of a quarter. The period is the quarter: `2026-Q3`."""

    reach = timedelta(days=100)

    def period(self, day: date) -> str:
        """Its quarter."""
        return quarter(day)

    def days(self, first: date, last: date, holidays: Container[date]) -> Iterator[date]:
        """One day a quarter."""
        return (day for day in super().days(first, last, holidays) if day.month % 3 == 1)


@dataclass(frozen=True, kw_only=True)
class Weekly(Rule):
    """Once a week; 0 is Monday. The period is the ISO week, `2026-W53`.

    A changed weekday therefore gives no second occurrence in the same week.
    """

    weekday: int = 0
    reach = timedelta(days=8)

    def period(self, day: date) -> str:
        """Its ISO week."""
        return week_of(day)

    def days(self, first: date, last: date, holidays: Container[date]) -> Iterator[date]:  # noqa: ARG002 - a digest comes on holidays too
        """One day a week."""
        return (day for day in days_between(first, last) if day.weekday() == self.weekday)


@dataclass(frozen=True, kw_only=True)
class WorkingDays(Rule):
    """Every working day. The period is the date."""

    reach = timedelta(days=5)
    is_seldom = False

    def period(self, day: date) -> str:
        """Itself."""
        return day.isoformat()

    def days(self, first: date, last: date, holidays: Container[date]) -> Iterator[date]:
        """Monday to Friday without the holidays."""
        return (day for day in days_between(first, last) if is_working_day(day, holidays))
