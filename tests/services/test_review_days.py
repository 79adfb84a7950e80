from datetime import UTC, datetime, timedelta

from domain.calendar import Month
from domain.routine import Routine, RoutineKind
from services.occurrences import ReviewDay, coming_reviews
from tests.builders import HERE, JULY, JUNE, MAY, NOW, account

BERLIN = account(time_zone="Europe/Berlin", country="DE")


def routine(**facts: object) -> Routine:
    known: dict[str, object] = {"workspace_id": HERE, "account_id": 1, "kind": RoutineKind.REVIEW}
    return Routine(**(known | facts))  # type: ignore[arg-type]


def test_reviews_open_on_the_last_working_day_at_the_accounts_own_hour() -> None:
    found = coming_reviews(BERLIN, routine(), set(), NOW, 3)

    assert found == [
        ReviewDay(MAY, datetime(2026, 4, 30, 7, tzinfo=UTC)),
        ReviewDay(JUNE, datetime(2026, 5, 29, 7, tzinfo=UTC)),
        ReviewDay(JULY, datetime(2026, 6, 30, 7, tzinfo=UTC)),
    ]


def test_nine_in_the_morning_stays_nine_when_the_clocks_change() -> None:
    (october,) = coming_reviews(BERLIN, routine(), set(), datetime(2026, 10, 26, tzinfo=UTC))

    assert october.at.astimezone(BERLIN.zone).hour == 9
    assert october.at == datetime(2026, 10, 30, 8, tzinfo=UTC)


def test_one_that_is_rolled_already_does_not_come_again() -> None:
    (found,) = coming_reviews(BERLIN, routine(), {MAY}, NOW)

    assert found.month == JUNE


def test_one_that_has_opened_is_over() -> None:
    opened = coming_reviews(BERLIN, routine(), set(), NOW)[0].at

    assert coming_reviews(BERLIN, routine(), set(), opened)[0].month == JUNE
    assert coming_reviews(BERLIN, routine(), set(), opened - timedelta(seconds=1))[0].month == MAY


def test_settings_count_and_a_routine_that_is_off_opens_none() -> None:
    (found,) = coming_reviews(BERLIN, routine(before=2, hour=14, minute=30), set(), NOW)

    assert found.at == datetime(2026, 4, 28, 12, 30, tzinfo=UTC)
    assert coming_reviews(BERLIN, routine(is_on=False), set(), NOW) == []
    assert coming_reviews(BERLIN, None, set(), NOW) == []


def test_it_looks_like_what_the_clock_does() -> None:
    assert coming_reviews(
        account(), routine(), {Month(2026, 12)}, datetime(2026, 11, 30, tzinfo=UTC)
    )[0] == ReviewDay(Month(2027, 1), datetime(2026, 12, 31, 9, tzinfo=UTC))
