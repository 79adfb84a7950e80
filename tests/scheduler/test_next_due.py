"""What people are told is due next is what the clock does: glance, calendar file and preview."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from domain.calendar import Month
from domain.notice import Kind, Notice
from domain.routine import RoutineKind
from scheduler.planner import Planner
from services import diary, digests, glance, reviews, routines, settings
from services.review_days import ReviewDay
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import HERE, MAY, Actor, a_person, all_of, an_account

START = datetime(2026, 4, 20, 9, 0, tzinfo=UTC)
"""A Monday."""

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NEW_REVIEW_DAY = datetime(2026, 4, 25, 9, 0, tzinfo=UTC)

Change = Callable[[Actor], object]


@pytest.fixture
def anna(open_uow: OpenUnitOfWork) -> Actor:
    """Anna owns an account with all of its routines, which the clock has seen."""
    a_person(open_uow)
    home = an_account(open_uow, created_at=START, time_zone="Europe/Berlin")
    with open_uow(HERE) as uow:
        routines.begin(uow, home)
        uow.commit()
    tick(open_uow, START)
    return Actor(open_uow, now=START)


def tick(open_uow: OpenUnitOfWork, now: datetime) -> None:
    Planner(HERE, open_uow, lambda: now).plan()


def periods(open_uow: OpenUnitOfWork, kind: Kind) -> set[str]:
    return {each.period for each in all_of(open_uow, Notice) if each.kind is kind}


def posted_next(open_uow: OpenUnitOfWork, kind: Kind, since: datetime) -> tuple[datetime, str]:
    """The clock goes on hour by hour until something new of a kind is owed: when, and which."""
    before, now = periods(open_uow, kind), since
    while now < since + 70 * DAY:
        now += HOUR
        tick(open_uow, now)
        if new := periods(open_uow, kind) - before:
            (period,) = new
            return now, period
    raise AssertionError(kind)


def told_of_reviews(anna: Actor) -> tuple[ReviewDay | None, ReviewDay]:
    """What the glance and the calendar file say."""
    with anna.open_uow(HERE) as uow:
        in_calendar = diary.diary(uow, anna.person_id, anna.now).reviews[0][1]
    return anna.does(glance.look).review, in_calendar


def sets(**changes: object) -> Change:
    return lambda actor: actor.does(settings.change, changes)


def opens_by_hand(actor: Actor) -> None:
    actor.does(reviews.open_by_hand)


def rolls(actor: Actor) -> None:
    opens_by_hand(actor)
    actor.does(reviews.roll, MAY)


CHANGES = {
    "five days before, when that day is over": sets(review_before=5),
    "one day before": sets(review_before=1),
    "another hour": sets(review_hour=15),
    "another time zone": sets(time_zone="America/New_York"),
    "another country": sets(country="DE"),
    "snoozed over the day": sets(review_snoozed_until=datetime(2026, 5, 2, 22, tzinfo=UTC)),
    "snoozed until before the day": sets(review_snoozed_until=datetime(2026, 4, 28, tzinfo=UTC)),
    "opened by hand": opens_by_hand,
    "rolled": rolls,
}


@pytest.mark.parametrize("is_seen", [True, False], ids=["seen by a tick", "not seen yet"])
@pytest.mark.parametrize("name", CHANGES)
def test_glance_and_calendar_name_the_review_that_the_clock_opens(
    open_uow: OpenUnitOfWork, anna: Actor, name: str, *, is_seen: bool
) -> None:
    tick(open_uow, NEW_REVIEW_DAY)
    CHANGES[name](anna.at(NEW_REVIEW_DAY))
    if is_seen:
        tick(open_uow, NEW_REVIEW_DAY)

    in_glance, in_calendar = told_of_reviews(anna.at(NEW_REVIEW_DAY))
    at, period = posted_next(open_uow, Kind.REVIEW, NEW_REVIEW_DAY)

    assert in_glance == in_calendar == ReviewDay(Month.parse(period), at)


def test_moved_to_later_when_it_has_come_it_does_not_come_again(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    sets(review_before=5)(anna)
    at, period = posted_next(open_uow, Kind.REVIEW, START)
    assert (at.day, period) == (23, "2026-05")
    sets(review_before=0)(anna.at(at))

    in_glance, in_calendar = told_of_reviews(anna.at(at))

    at, period = posted_next(open_uow, Kind.REVIEW, at)
    assert in_glance == in_calendar == ReviewDay(Month.parse(period), at)
    assert period == "2026-06"


THURSDAY = START + 3 * DAY

DIGESTS = {
    "to a day that is over": sets(digest_weekday=1),
    "to a later day": sets(digest_weekday=4),
    "to another hour": sets(digest_hour=15),
    "to another time zone": sets(time_zone="Pacific/Auckland"),
    "off and on": lambda actor: [sets(digest_is_on=on)(actor) for on in (False, True)],
    "snoozed": sets(digest_snoozed_until=START + 8 * DAY),
}


@pytest.mark.parametrize("is_seen", [True, False], ids=["seen by a tick", "not seen yet"])
@pytest.mark.parametrize("has_come", [True, False], ids=["after its own", "before its own"])
@pytest.mark.parametrize("name", DIGESTS)
def test_a_preview_names_the_digest_that_the_clock_owes(
    open_uow: OpenUnitOfWork, anna: Actor, name: str, *, has_come: bool, is_seen: bool
) -> None:
    sets(digest_weekday=2 if has_come else 4)(anna)
    tick(open_uow, THURSDAY)
    DIGESTS[name](anna.at(THURSDAY))
    if is_seen:
        tick(open_uow, THURSDAY)

    told = anna.at(THURSDAY).does(digests.preview).next_at
    at, _week = posted_next(open_uow, Kind.DIGEST, THURSDAY)

    assert told == at


def test_only_a_review_is_opened_by_the_clock_that_the_routine_still_wants(anna: Actor) -> None:
    sets(review_is_on=False)(anna)

    assert anna.does(glance.look).review is None
    with anna.open_uow(HERE) as uow:
        assert diary.diary(uow, anna.person_id, START).reviews == []
        assert uow.routines.get(1, RoutineKind.REVIEW) is not None
