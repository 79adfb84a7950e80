"""What becomes of something that is owed when somebody changes when it is due."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.routine import Routine, RoutineKind
from services.occurrences import advance
from tests.builders import HERE, account

BERLIN = "Europe/Berlin"
MONDAY = datetime(2026, 5, 4, 7, 0, tzinfo=UTC)
"""Nine in Berlin on a Monday of ISO week 19."""

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TICK = timedelta(minutes=30)


def the_digest(**facts: object) -> Routine:
    known: dict[str, object] = {"kind": RoutineKind.DIGEST, "next_at": MONDAY}
    return Routine(workspace_id=HERE, account_id=1, **(known | facts))  # type: ignore[arg-type]


def periods(routine: Routine, since: datetime, until: datetime, zone: str = BERLIN) -> list[str]:
    """What falls due, tick by tick, each with the local day and hour at which it does."""
    acme = account(id=1, time_zone=zone)
    found, now = [], since
    while now <= until:
        # What is worked out at one tick may be due at once.
        for _ in range(2):
            if routine.next_at is None or routine.next_at <= now:
                found += [
                    f"{one.period} {one.at.astimezone(acme.zone):%a %H}"
                    for one in advance(routine, acme, now)
                ]
        now += TICK
    return found


def moved(routine: Routine, at: datetime, **facts: object) -> Routine:
    for name, value in facts.items():
        setattr(routine, name, value)
    routine.reschedule(at)
    return routine


def test_moved_to_later_in_the_week_before_it_came_it_comes_then() -> None:
    digest = moved(the_digest(), MONDAY - HOUR, weekday=3)
    assert periods(digest, MONDAY - HOUR, MONDAY + 10 * DAY) == [
        "2026-W19 Thu 09",
        "2026-W20 Thu 09",
    ]


def test_moved_after_it_came_the_second_of_the_week_has_the_name_of_the_first() -> None:
    digest = the_digest()
    first = periods(digest, MONDAY, MONDAY + HOUR)
    moved(digest, MONDAY + HOUR, weekday=3)
    second = periods(digest, MONDAY + HOUR, MONDAY + 9 * DAY)
    # The second has the period of the first, so that the database refuses it.
    assert first == ["2026-W19 Mon 09"]
    assert second == ["2026-W19 Thu 09"]


def test_moved_on_the_day_itself_to_an_hour_that_is_over_it_keeps_its_time_this_week() -> None:
    digest = moved(the_digest(), MONDAY - HOUR / 2, hour=8)
    assert periods(digest, MONDAY - HOUR / 2, MONDAY + 8 * DAY) == [
        "2026-W19 Mon 09",
        "2026-W20 Mon 08",
    ]


def test_moved_to_a_day_that_is_over_it_keeps_its_time_this_week() -> None:
    friday = MONDAY + 4 * DAY
    digest = moved(the_digest(weekday=4, next_at=friday), friday - DAY, weekday=2)
    assert periods(digest, friday - DAY, friday + 8 * DAY) == [
        "2026-W19 Fri 09",
        "2026-W20 Wed 09",
    ]


def test_changed_between_its_time_and_the_tick_that_would_have_seen_it_it_still_comes() -> None:
    digest = moved(the_digest(), MONDAY + timedelta(seconds=5), hour=8)
    found = periods(digest, MONDAY + timedelta(seconds=10), MONDAY + HOUR)
    assert found == ["2026-W19 Mon 09"]


def test_changed_to_and_fro_before_a_tick_nothing_is_different() -> None:
    digest = moved(moved(the_digest(), MONDAY - DAY, weekday=2), MONDAY - DAY, weekday=0)
    assert periods(digest, MONDAY - DAY, MONDAY + DAY) == ["2026-W19 Mon 09"]


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Auckland", "UTC"])
def test_another_time_zone_gives_one_digest_a_week(zone: str) -> None:
    digest = moved(the_digest(), MONDAY - 2 * DAY)
    found = periods(digest, MONDAY - 2 * DAY, MONDAY + 12 * DAY, zone)
    assert found[:2] == ["2026-W19 Mon 09", "2026-W20 Mon 09"]


def test_a_digest_at_an_hour_that_the_clocks_skip_comes_once_when_the_gap_is_over() -> None:
    sunday = datetime(2027, 3, 28, 0, 0, tzinfo=UTC)
    digest = the_digest(next_at=None, weekday=6, hour=2)
    assert periods(digest, sunday - DAY, sunday + DAY) == ["2027-W12 Sun 03"]


def test_a_review_moved_to_a_day_that_is_over_is_still_held_this_month() -> None:
    last = datetime(2026, 4, 30, 7, 0, tzinfo=UTC)
    review = moved(the_digest(kind=RoutineKind.REVIEW, next_at=last), last - DAY, before=3)
    assert periods(review, last - DAY, last + 29 * DAY) == ["2026-05 Thu 09", "2026-06 Tue 09"]


def test_nobody_is_reminded_on_a_day_that_became_a_holiday() -> None:
    labour_day = datetime(2026, 5, 1, 6, 30, tzinfo=UTC)
    reminders = Routine(
        workspace_id=HERE,
        account_id=1,
        kind=RoutineKind.REMINDERS,
        hour=8,
        minute=30,
        next_at=labour_day,
    )
    reminders.reschedule(labour_day - HOUR)
    acme = account(id=1, time_zone=BERLIN, country="DE")
    advance(reminders, acme, labour_day - HOUR)
    assert reminders.next_at == MONDAY - HOUR / 2


def test_a_digest_that_was_snoozed_does_not_come_when_the_snooze_is_over() -> None:
    digest = the_digest(snoozed_until=MONDAY + DAY)
    assert periods(digest, MONDAY + DAY, MONDAY + 8 * DAY) == ["2026-W20 Mon 09"]


def test_a_review_that_was_snoozed_comes_when_the_snooze_is_over() -> None:
    last = datetime(2026, 4, 30, 7, 0, tzinfo=UTC)
    review = the_digest(kind=RoutineKind.REVIEW, next_at=last, snoozed_until=last + 4 * DAY)
    assert periods(review, last + 4 * DAY, last + 5 * DAY) == ["2026-05 Thu 09"]


def test_set_to_later_today_it_comes_today_however_seldom_the_clock_looks() -> None:
    digest = moved(the_digest(), MONDAY - HOUR, hour=10)
    assert periods(digest, MONDAY + 3 * HOUR, MONDAY + 4 * HOUR) == ["2026-W19 Mon 10"]


def test_what_is_due_before_the_clock_looks_at_a_new_account_for_the_first_time_comes() -> None:
    digest = the_digest(next_at=None, counts_from=MONDAY - HOUR)
    assert periods(digest, MONDAY + 3 * HOUR, MONDAY + 4 * HOUR) == ["2026-W19 Mon 09"]


def test_what_was_due_before_an_account_was_set_up_does_not_come() -> None:
    digest = the_digest(next_at=None, counts_from=MONDAY + HOUR)
    assert periods(digest, MONDAY + 3 * HOUR, MONDAY + 4 * HOUR) == []
