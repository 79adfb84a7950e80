from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.calendar import (
    ONE_DAY,
    Month,
    add_working_days,
    at_local,
    days_between,
    is_working_day,
    last_working_day,
    window,
)

quick = settings(max_examples=100, derandomize=True, deadline=None)
days = st.dates(date(2000, 1, 1), date(2100, 12, 31))
APRIL, MAY, JUNE, JULY, AUGUST = (Month(2026, number) for number in range(4, 9))
BERLIN = ZoneInfo("Europe/Berlin")


# --------------------------------------------------------------------------------------- months


def test_a_month_knows_its_days() -> None:
    assert Month(2028, 2).first_day == date(2028, 2, 1)
    assert Month(2028, 2).last_day == date(2028, 2, 29)
    assert Month(2027, 2).last_day == date(2027, 2, 28)
    assert Month(2026, 12).last_day == date(2026, 12, 31)


def test_months_are_counted_across_new_year() -> None:
    assert Month(2026, 12).next == Month(2027, 1)
    assert Month(2026, 11).plus(14) == Month(2028, 1)
    assert Month(2027, 1).plus(-1) == Month(2026, 12)
    assert Month(2026, 11).until(Month(2027, 2)) == 3
    assert Month(2027, 2).until(Month(2026, 11)) == -3


def test_a_day_the_month_does_not_have_is_its_last() -> None:
    assert Month(2027, 2).on(31) == date(2027, 2, 28)
    assert Month(2027, 3).on(31) == date(2027, 3, 31)


def test_months_sort_as_they_come_and_so_do_their_names() -> None:
    months = [Month(2027, 1), Month(2026, 12), Month(2026, 2)]
    assert sorted(months) == [Month(2026, 2), Month(2026, 12), Month(2027, 1)]
    assert [str(month) for month in sorted(months)] == sorted(str(month) for month in months)


def test_a_month_no_calendar_has_is_refused() -> None:
    with pytest.raises(ValueError, match="month"):
        Month(2026, 13)


@quick
@given(days, st.integers(-400, 400))
def test_counting_months_there_and_back_changes_nothing(day: date, months: int) -> None:
    month = Month.of(day)
    assert day in month
    assert month.plus(months).plus(-months) == month
    assert month.until(month.plus(months)) == months


# --------------------------------------------------------------------------------------- window


def test_at_the_end_of_april_the_rolled_window_is_may_june_july() -> None:
    found = window(date(2026, 4, 28), rolled={APRIL, MAY})
    assert found.months == (MAY, JUNE, JULY)
    assert found.rolled


def test_at_the_end_of_may_the_rolled_window_is_june_july_august() -> None:
    assert window(date(2026, 5, 29), rolled={MAY, JUNE}).months == (JUNE, JULY, AUGUST)


def test_before_the_review_the_window_starts_with_this_month() -> None:
    found = window(date(2026, 4, 28), rolled={APRIL})
    assert found.months == (APRIL, MAY, JUNE)
    assert found.rolled


def test_a_month_that_was_not_rolled_starts_the_window_all_the_same() -> None:
    found = window(date(2026, 5, 3), rolled={APRIL})
    assert found.months == (MAY, JUNE, JULY)
    assert not found.rolled


def test_the_window_stays_when_the_rolled_month_has_begun() -> None:
    before, after = (window(day, rolled={MAY}) for day in (date(2026, 4, 30), date(2026, 5, 1)))
    assert before == after


def test_the_window_tells_which_months_it_shows() -> None:
    found = window(date(2026, 4, 28), rolled={MAY})
    assert found.first == MAY
    assert JULY in found
    assert APRIL not in found
    assert AUGUST not in found


# --------------------------------------------------------------------------------- working days


def test_weekends_and_holidays_are_no_working_days() -> None:
    friday = date(2026, 5, 1)
    assert is_working_day(friday)
    assert not is_working_day(friday, {friday})
    assert not is_working_day(date(2026, 5, 2))
    assert not is_working_day(date(2026, 5, 3))


@pytest.mark.parametrize(
    "month, expected",
    [
        (Month(2026, 4), date(2026, 4, 30)),
        (Month(2026, 5), date(2026, 5, 29)),
        (Month(2026, 2), date(2026, 2, 27)),
        (Month(2028, 2), date(2028, 2, 29)),
    ],
)
def test_the_review_falls_on_the_last_working_day(month: Month, expected: date) -> None:
    assert last_working_day(month) == expected


def test_a_holiday_moves_the_review_forward() -> None:
    new_years_eve = date(2026, 12, 31)
    assert last_working_day(Month(2026, 12), {new_years_eve}) == date(2026, 12, 30)


def test_the_review_can_be_some_working_days_before_the_last() -> None:
    assert last_working_day(MAY, before=3) == date(2026, 5, 26)
    assert last_working_day(MAY, before=99) == date(2026, 5, 1)


def test_a_month_of_holidays_still_has_its_review() -> None:
    every_day = {date(2026, 5, number) for number in range(1, 32)}
    assert last_working_day(MAY, every_day) == date(2026, 5, 29)


def test_working_days_are_counted_over_weekends_and_holidays() -> None:
    thursday, friday = date(2026, 4, 30), date(2026, 5, 1)
    assert add_working_days(thursday, 3) == date(2026, 5, 5)
    assert add_working_days(thursday, 3, {friday}) == date(2026, 5, 6)
    assert add_working_days(date(2026, 5, 5), -3, {friday}) == date(2026, 4, 29)
    assert add_working_days(date(2026, 5, 2), 0) == date(2026, 5, 2)


def working_days_after(start: date, end: date, holidays: frozenset[date]) -> int:
    return sum(is_working_day(day, holidays) for day in days_between(start + ONE_DAY, end))


@quick
@given(days, st.integers(1, 60), st.frozensets(days, max_size=20))
def test_adding_working_days_and_counting_them_agree(
    day: date, n: int, holidays: frozenset[date]
) -> None:
    later = add_working_days(day, n, holidays)
    assert is_working_day(later, holidays)
    assert working_days_after(day, later, holidays) == n


@quick
@given(days, st.frozensets(days, max_size=20))
def test_no_working_day_of_the_month_follows_its_last(day: date, holidays: frozenset[date]) -> None:
    month = Month.of(day)
    last = last_working_day(month, holidays)
    assert last in month
    assert working_days_after(last, month.last_day, holidays) == 0


# ---------------------------------------------------------------------------------- local times


def test_a_local_time_is_given_in_utc() -> None:
    assert at_local(date(2026, 4, 30), 9, 0, BERLIN) == datetime(2026, 4, 30, 7, tzinfo=UTC)
    assert at_local(date(2026, 1, 30), 9, 0, BERLIN).tzinfo is UTC


def test_a_time_the_clocks_skip_becomes_the_next_that_exists() -> None:
    at = at_local(date(2027, 3, 28), 2, 30, BERLIN)
    assert at.astimezone(BERLIN).isoformat() == "2027-03-28T03:00:00+02:00"


def test_a_time_the_clocks_show_twice_is_the_first() -> None:
    at = at_local(date(2026, 10, 25), 2, 30, BERLIN)
    assert at.astimezone(BERLIN).isoformat() == "2026-10-25T02:30:00+02:00"


def test_where_clocks_move_by_half_an_hour_the_gap_ends_on_the_half() -> None:
    lord_howe = ZoneInfo("Australia/Lord_Howe")
    at = at_local(date(2026, 10, 4), 2, 15, lord_howe)
    assert at.astimezone(lord_howe).isoformat() == "2026-10-04T02:30:00+11:00"


def test_where_midnight_is_skipped_the_day_starts_later() -> None:
    beirut = ZoneInfo("Asia/Beirut")
    at = at_local(date(2026, 3, 29), 0, 0, beirut)
    assert at.astimezone(beirut).isoformat() == "2026-03-29T01:00:00+03:00"


def test_a_day_that_was_skipped_as_a_whole_becomes_the_start_of_the_next() -> None:
    apia = ZoneInfo("Pacific/Apia")
    at = at_local(date(2011, 12, 30), 9, 0, apia)
    assert at.astimezone(apia).isoformat() == "2011-12-31T00:00:00+14:00"


@quick
@given(days, st.integers(0, 23), st.integers(0, 59), st.sampled_from(["Europe/Berlin", "UTC"]))
def test_clocks_show_the_time_that_was_asked_for_unless_it_was_skipped(
    day: date, hour: int, minute: int, name: str
) -> None:
    zone = ZoneInfo(name)
    wanted = datetime(day.year, day.month, day.day, hour, minute)  # noqa: DTZ001 - what clocks show
    shown = at_local(day, hour, minute, zone).astimezone(zone).replace(tzinfo=None)
    assert timedelta(0) <= shown - wanted < timedelta(hours=1)
