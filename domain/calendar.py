"""Months, the window of the plan, working days, and local times that exist.

Dates here are the account's own; an instant is always aware UTC. A month is a calendar
month in the account's time zone.
"""

from calendar import monthrange
from collections.abc import Container, Hashable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Protocol, Self
from zoneinfo import ZoneInfo

from domain.errors import Invalid

ONE_DAY = timedelta(days=1)
SATURDAY = 5

HOURS = range(24)

NO_HOLIDAYS: frozenset[date] = frozenset()


class Holidays(Hashable, Protocol):
    """Days on which nobody works: of one country, say. What is worked out by them is kept."""

    def __contains__(self, day: object, /) -> bool:
        """Whether this day is one."""


@dataclass(eq=False)
class HourOutOfRange(Invalid):
    """A day has the hours 0 to 23.

    `hour` as given.
    """

    hour: int


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month; months compare in the order they come."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Self:
        """The month that `day` lies in."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Self:
        """The month that `str` wrote, such as `2026-05`; raises ValueError."""
        year, _dash, month = text.partition("-")
        return cls(int(year), int(month))

    def __post_init__(self) -> None:
        """Raise ValueError for a month that no calendar has."""
        date(self.year, self.month, 1)

    def __str__(self) -> str:
        """As ISO 8601 writes it, `2026-05`: sorts as text, and is a period's name."""
        return f"{self.year:04}-{self.month:02}"

    def __contains__(self, day: date) -> bool:
        """Whether `day` lies in this month."""
        return (day.year, day.month) == (self.year, self.month)

    @property
    def first_day(self) -> date:
        """The first of the month."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """The 28th to the 31st."""
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    @property
    def next(self) -> "Month":
        """The month after this one."""
        return self.plus(1)

    def plus(self, months: int) -> "Month":
        """The month so many later; a negative number goes back."""
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(year, month + 1)

    def until(self, later: "Month") -> int:
        """How many months `later` is away; negative if it is earlier."""
        return (later.year - self.year) * 12 + later.month - self.month

    def on(self, day: int) -> date:
        """This day of the month, or its last where the month is too short for it."""
        return self.first_day.replace(day=min(day, self.last_day.day))

    def window(self) -> "tuple[Month, Month, Month]":
        """The three months of a plan that starts with this one."""
        return self, self.plus(1), self.plus(2)


def week_of(day: date) -> str:
    """The week that `day` lies in, as ISO 8601 writes it: `2026-W53`."""
    week = day.isocalendar()
    return f"{week.year}-W{week.week:02}"


@dataclass(frozen=True)
class PlanWindow:
    """The three months the plan shows, the first of them in detail."""

    months: tuple[Month, Month, Month]
    rolled: bool
    """Whether the review for the first month is done; if not, a banner says so."""

    @property
    def first(self) -> Month:
        """The month in detail: an action in it needs an owner and a due date."""
        return self.months[0]

    def __contains__(self, month: Month) -> bool:
        """Whether the plan shows `month`."""
        return month in self.months


def window(today: date, rolled: Container[Month]) -> PlanWindow:
    """The window on `today`, in the account's time zone.

    `rolled` holds the months whose review is done, each named by the month that was planned
    for, not the one it was held in; the month an account starts in belongs to it. The window
    is this month and the next two, or starts with the coming month once that is rolled.
    """
    this = Month.of(today)
    first = this.next if this.next in rolled else this
    return PlanWindow(months=first.window(), rolled=first in rolled)


def is_working_day(day: date, holidays: Container[date] = NO_HOLIDAYS) -> bool:
    """Monday to Friday, and no public holiday."""
    return day.weekday() < SATURDAY and day not in holidays


def last_working_day(
    month: Month, holidays: Container[date] = NO_HOLIDAYS, *, before: int = 0
) -> date:
    """The day the review falls due, or the working day `before` it by so many.

    A month in which every day is a holiday has its last Monday-to-Friday day instead, and
    one with too few working days the earliest it has, so that no review is ever lost.
    """
    days = working_days(month, holidays) or working_days(month)
    return days[max(0, len(days) - 1 - before)]


def working_days(month: Month, holidays: Container[date] = NO_HOLIDAYS) -> list[date]:
    """The working days of a month, in order."""
    return [
        day
        for number in range(1, month.last_day.day + 1)
        if is_working_day(day := date(month.year, month.month, number), holidays)
    ]


def add_working_days(day: date, n: int, holidays: Container[date] = NO_HOLIDAYS) -> date:
    """The n-th working day after `day` (before it if n is negative); `day` itself for 0."""
    for _step in range(abs(n)):
        day = _next_working_day(day, ONE_DAY if n > 0 else -ONE_DAY, holidays)
    return day


def zone_of(name: str) -> ZoneInfo:
    """The time zone of this name; UTC where this machine does not know it, or not any more."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from `first` to `last`, both included."""
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def at_local(day: date, hour: int, minute: int, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, at which clocks in `zone` show this time on this day.

    A time that the clocks skip becomes the first instant after the gap; of a time that they
    show twice, the first. So there is always exactly one.
    """
    wanted = datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)
    instant = wanted.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == wanted.replace(tzinfo=None):
        return instant
    return _end_of_gap(wanted.replace(fold=1).astimezone(UTC), instant, zone)


def _end_of_gap(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The whole second in (before, after] at which the offset of `zone` changes.

    Read with the offsets from after and from before the change, a skipped time gives two
    instants that enclose it (PEP 495).
    """
    offset = before.astimezone(zone).utcoffset()
    while (seconds := int((after - before).total_seconds())) > 1:
        middle = before + timedelta(seconds=seconds // 2)
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after


def _next_working_day(day: date, step: timedelta, holidays: Container[date]) -> date:
    return next(d for n in count(1) if is_working_day(d := day + n * step, holidays))
