"""Exactly one occurrence for each schedule and period, whatever clocks and processes do.

A time zone is known by its offset changes, so zones that change alike are swept as one.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.calendar import at_local
from domain.recurrence import FirstWorkingDay, LastWorkingDay, Rule, Weekly, WorkingDays
from domain.timetable import Occurrence, Schedule, due, next_instant

quick = settings(max_examples=60, derandomize=True, deadline=None)

START, END = datetime(2024, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SUNDAY = 6


def a_schedule(rule: Rule, zone: str = "Europe/Berlin", account: int = 1) -> Schedule:
    return Schedule(account, zone, "review", rule)


def periods(rule: Rule, since: datetime, until: datetime, zone: str = "Europe/Berlin") -> list[str]:
    return [one.period for one in due(a_schedule(rule, zone), since, until)]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


# ----------------------------------------------------------------------------------- by example


def test_the_review_of_april_plans_may_on_the_last_working_day_at_nine() -> None:
    review = Schedule(7, "Europe/Berlin", "review", LastWorkingDay(hour=9))
    at = utc("2027-04-30T09:00+02:00")
    assert due(review, at - HOUR, at) == [Occurrence(7, "review", "2027-05", at)]


def test_what_fell_due_at_the_start_of_the_stretch_belongs_to_the_one_before() -> None:
    at = utc("2027-04-30T09:00+02:00")
    assert periods(LastWorkingDay(), at - HOUR, at) == ["2027-05"]
    assert periods(LastWorkingDay(), at, at + HOUR) == []


def test_a_review_can_be_moved_some_working_days_forward() -> None:
    at = next_instant(a_schedule(LastWorkingDay(hour=14, before=2)), utc("2026-05-01T00:00Z"))
    assert at == utc("2026-05-27T14:00+02:00")


def test_public_holidays_move_the_review_and_stop_reminders() -> None:
    good_friday_eve, good_friday = date(2027, 3, 31), date(2027, 3, 26)
    review = Schedule(1, "UTC", "review", LastWorkingDay(), frozenset({good_friday_eve}))
    reminder = Schedule(1, "UTC", "reminder", WorkingDays(hour=8), frozenset({good_friday}))
    week = utc("2027-03-25T00:00Z"), utc("2027-04-01T00:00Z")
    assert [one.at.day for one in due(reminder, *week)] == [25, 29, 30, 31]
    assert [one.at.day for one in due(review, *week)] == [30]


def test_the_last_review_of_the_year_plans_january() -> None:
    assert periods(LastWorkingDay(), utc("2026-12-30T00:00Z"), utc("2027-01-01T00:00Z")) == [
        "2027-01"
    ]


def test_weeks_are_named_as_iso_names_them_across_new_year() -> None:
    found = periods(Weekly(weekday=4), utc("2026-12-20T00:00Z"), utc("2027-01-10T00:00Z"))
    assert found == ["2026-W52", "2026-W53", "2027-W01"]


def test_a_digest_moved_to_another_day_of_the_week_keeps_its_period() -> None:
    week = utc("2026-05-04T00:00Z"), utc("2026-05-10T00:00Z")
    assert periods(Weekly(weekday=0), *week) == periods(Weekly(weekday=3), *week) == ["2026-W19"]


def test_a_clock_set_back_makes_nothing_due() -> None:
    assert periods(WorkingDays(), utc("2026-05-06T00:00Z"), utc("2026-05-04T00:00Z")) == []


def test_an_hour_of_the_clock_comes_to_each_time_zone_in_its_turn() -> None:
    hours = utc("2026-05-03T12:00Z"), utc("2026-05-05T00:00Z")
    zones = ("America/New_York", "Asia/Tokyo", "Europe/Berlin")
    (west,), (east,), (middle,) = (due(a_schedule(Weekly(), zone), *hours) for zone in zones)
    assert east.at < middle.at < west.at


def test_the_next_instant_skips_a_long_holiday() -> None:
    holidays = frozenset(date(2026, 12, 1) + n * DAY for n in range(60))
    schedule = Schedule(1, "UTC", "reminder", WorkingDays(hour=8), holidays)
    assert next_instant(schedule, utc("2026-12-01T00:00Z")) == utc("2027-02-01T08:00Z")


@pytest.mark.parametrize("minute", [0, 29, 30, 59])
def test_berlin_fires_once_when_clocks_go_back_and_at_three_when_they_go_forward(
    minute: int,
) -> None:
    rule = Weekly(weekday=SUNDAY, hour=2, minute=minute)
    autumn = due(a_schedule(rule), utc("2026-10-24T00:00Z"), utc("2026-10-26T00:00Z"))
    spring = due(a_schedule(rule), utc("2027-03-27T00:00Z"), utc("2027-03-29T00:00Z"))
    assert [one.at for one in autumn] == [utc("2026-10-25T02:00+02:00") + minute * HOUR / 60]
    assert [one.at for one in spring] == [utc("2027-03-28T03:00+02:00")]


# --------------------------------------------------------------------- every zone, every change


@dataclass(frozen=True)
class Change:
    """Clocks are set: the first instant with the new offset, and both offsets."""

    at: datetime
    before: timedelta
    after: timedelta


@cache
def changes(name: str) -> tuple[Change, ...]:
    zone = ZoneInfo(name)
    samples = [START + n * 5 * DAY for n in range((END - START) // (5 * DAY) + 1)]
    offsets = [(at, offset(at, zone)) for at in samples]
    return tuple(
        Change(first_with_other_offset(one, two, zone), before, after)
        for (one, before), (two, after) in pairwise(offsets)
        if before != after
    )


def offset(at: datetime, zone: ZoneInfo) -> timedelta:
    found = at.astimezone(zone).utcoffset()
    assert found is not None
    return found


def first_with_other_offset(one: datetime, two: datetime, zone: ZoneInfo) -> datetime:
    before = offset(one, zone)
    while two - one > timedelta(seconds=1):
        middle = one + (two - one) // timedelta(seconds=2) * timedelta(seconds=1)
        one, two = (middle, two) if offset(middle, zone) == before else (one, middle)
    return two


@cache
def distinct_zones() -> dict[str, ZoneInfo]:
    """One zone for each behaviour between START and END."""
    alike = {
        (offset(START, ZoneInfo(name)), changes(name)): name
        for name in sorted(available_timezones(), reverse=True)
    }
    return {name: ZoneInfo(name) for name in alike.values()}


def all_changes() -> Iterator[tuple[str, Change]]:
    return ((name, change) for name in distinct_zones() for change in changes(name))


def times_around(change: Change) -> Iterator[datetime]:
    """Local times on three days: just before, in and after what is skipped or repeated."""
    wall = (change.at + change.before).replace(tzinfo=None)
    minutes = (-60, -30, -1, 0, 1, 15, 30, 59, 60, 90, 7 * 60)
    return (wall + day * DAY + timedelta(minutes=n) for day in (-1, 0, 1) for n in minutes)


def expected_instant(wanted: datetime, change: Change) -> datetime:
    """Worked out from the offsets alone: the first instant that shows it, else the gap's end."""
    early, late = (
        (wanted - offset).replace(tzinfo=UTC) for offset in (change.before, change.after)
    )
    if early < change.at:
        return early
    return max(late, change.at)


def test_the_sweep_meets_gaps_and_repeats_of_every_kind() -> None:
    steps = {change.after - change.before for _, change in all_changes()}
    assert {HOUR, -HOUR, HOUR / 2, -HOUR / 2} <= steps
    assert len(available_timezones()) > 400
    assert sum(1 for _ in all_changes()) > 500


def test_at_every_change_of_every_zone_there_is_one_occurrence_at_a_time_that_exists() -> None:
    for name, change in all_changes():
        for wanted in times_around(change):
            rule = Weekly(weekday=wanted.weekday(), hour=wanted.hour, minute=wanted.minute)
            found = due(a_schedule(rule, name), change.at - 3 * DAY, change.at + 3 * DAY)
            assert [one.at for one in found] == [expected_instant(wanted, change)], (name, wanted)


def days_of(first: date, last: date) -> list[date]:
    return [first + n * DAY for n in range((last - first).days + 1)]


TWELVE_YEARS = days_of(date(2024, 1, 1), date(2035, 12, 31))
MONTHS = [f"{year}-{month:02}" for year in range(2024, 2037) for month in range(1, 13)][1:-11]
WEEKS = [f"{day:%G-W%V}" for day in TWELVE_YEARS if day.weekday() == SUNDAY]
WEEKDAYS = [f"{day}" for day in TWELVE_YEARS if day.weekday() < 5]


@pytest.mark.parametrize("hour", [0, 2, 9, 23])
@pytest.mark.parametrize(
    "kind, expected",
    [(LastWorkingDay, MONTHS), (Weekly, WEEKS), (WorkingDays, WEEKDAYS)],
)
def test_in_twelve_years_no_zone_misses_or_repeats_a_period(
    kind: type[Rule], expected: list[str], hour: int
) -> None:
    rule = Weekly(weekday=SUNDAY, hour=hour, minute=30) if kind is Weekly else kind(hour=hour)
    for name, zone in distinct_zones().items():
        since, until = (
            at_local(day, 0, 0, zone) - timedelta(seconds=1)
            for day in (TWELVE_YEARS[0], END.date())
        )
        found = [period for _, period in rule.occurrences(zone, since, until)]
        assert found == expected, name


def test_month_ends_are_the_last_monday_to_friday_of_every_month() -> None:
    last: dict[str, date] = {f"{day:%Y-%m}": day for day in TWELVE_YEARS if day.weekday() < 5}
    found = due(a_schedule(LastWorkingDay(), "UTC"), START, END)
    assert [one.at.date() for one in found] == list(last.values())
    assert date(2024, 2, 29) in {one.at.date() for one in found}


# ------------------------------------------------------------- restarts, races and clock changes

zones = st.sampled_from(sorted(available_timezones()))
instants = st.datetimes(datetime(2024, 1, 1), datetime(2035, 9, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone
clock = {"hour": st.integers(0, 23), "minute": st.integers(0, 59)}
rules = st.one_of(
    st.builds(LastWorkingDay, before=st.integers(0, 3), **clock),
    st.builds(Weekly, weekday=st.integers(0, 6), **clock),
    st.builds(WorkingDays, **clock),
)
schedules = st.builds(
    Schedule,
    account_id=st.integers(1, 5),
    zone=zones,
    kind=st.sampled_from(["review", "digest", "reminder"]),
    rule=rules,
    holidays=st.frozensets(st.dates(date(2024, 1, 1), date(2035, 12, 31)), max_size=5),
)
minutes = st.integers(0, 60 * 24 * 100)


def keys(found: list[Occurrence]) -> set[tuple[int, str, str]]:
    return {one.key for one in found}


@quick
@given(schedules, instants, st.lists(minutes, min_size=2, max_size=12))
def test_restarts_neither_lose_nor_repeat_an_occurrence(
    schedule: Schedule, start: datetime, ticks: list[int]
) -> None:
    moments = [start + timedelta(minutes=tick) for tick in sorted(ticks)]
    whole = due(schedule, moments[0], moments[-1])
    parts = [one for since, until in pairwise(moments) for one in due(schedule, since, until)]
    assert parts == whole
    assert set(Counter(one.key for one in whole).values()) <= {1}


@quick
@given(schedules, instants, st.lists(minutes, min_size=2, max_size=12))
def test_a_clock_that_jumps_back_only_repeats_keys_that_were_seen(
    schedule: Schedule, start: datetime, jumps: list[int]
) -> None:
    moments = [start + timedelta(minutes=jump) for jump in jumps]
    whole = due(schedule, min(moments), max(moments))
    seen = [due(schedule, *sorted(pair)) for pair in pairwise(moments)]
    assert set().union(*map(keys, seen)) == keys(whole)


@quick
@given(schedules, instants, st.lists(minutes, max_size=8), st.lists(minutes, max_size=8))
def test_two_schedulers_that_tick_as_they_like_give_the_same_keys(
    schedule: Schedule, start: datetime, one: list[int], other: list[int]
) -> None:
    def run(ticks: list[int]) -> set[tuple[int, str, str]]:
        moments = [start + timedelta(minutes=tick) for tick in sorted({0, *ticks, 60 * 24 * 100})]
        return set().union(*(keys(due(schedule, *pair)) for pair in pairwise(moments)))

    assert run(one) == run(other)


@quick
@given(schedules, instants)
def test_going_from_one_next_instant_to_the_next_meets_everything_that_is_due(
    schedule: Schedule, start: datetime
) -> None:
    met, at = [], start
    while (at := next_instant(schedule, at)) <= start + 70 * DAY:
        met.append(at)
    assert met == [one.at for one in due(schedule, start, start + 70 * DAY)]


@pytest.mark.parametrize(
    "month, day", [(5, 1), (6, 1), (8, 3), (11, 2)], ids=["Fri", "Mon", "after Sat", "after Sun"]
)
def test_once_a_month_on_its_first_working_day(month: int, day: int) -> None:
    rule = FirstWorkingDay()
    first, last = date(2026, month, 1), date(2026, month, 28)
    assert list(rule.days(first, last, frozenset())) == [date(2026, month, day)]
    assert rule.period(first) == f"2026-{month:02}"


def test_the_first_working_day_is_no_holiday() -> None:
    rule = FirstWorkingDay()
    found = list(rule.days(date(2026, 5, 1), date(2026, 6, 2), frozenset({date(2026, 5, 1)})))
    assert found == [date(2026, 5, 4), date(2026, 6, 1)]
