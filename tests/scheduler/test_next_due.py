"""What people are told is due next is what the clock does: glance, calendar file and preview."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from domain.notice import Kind, Notice
from domain.routine import RoutineKind
from scheduler.planner import Planner
from services import diary, digests, glance, reviews, routines, settings
from services.occurrences import ReviewDay
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import HERE, JUNE, MAY, Actor, a_person, all_of, an_account

START = datetime(2026, 4, 20, 9, 0, tzinfo=UTC)
"""A Monday."""

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
NEW_REVIEW_DAY = datetime(2026, 4, 25, 9, 0, tzinfo=UTC)

LAST_OF_MAY = datetime(2026, 5, 29, 7, 0, tzinfo=UTC)

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


def owed_at(open_uow: OpenUnitOfWork, kind: Kind, at: datetime) -> set[str]:
    """The periods of a kind that the clock owes at this moment, and has not owed before it."""
    tick(open_uow, at - SECOND)
    before = periods(open_uow, kind)
    tick(open_uow, at)
    return periods(open_uow, kind) - before


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
    so_far = periods(open_uow, Kind.REVIEW)

    assert in_glance == in_calendar
    assert owed_at(open_uow, Kind.REVIEW, in_calendar.at) == {str(in_calendar.month)}
    assert periods(open_uow, Kind.REVIEW) == so_far | {str(in_calendar.month)}


def test_moved_to_later_when_it_has_come_it_does_not_come_again(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    sets(review_before=5)(anna)
    _glance, first = told_of_reviews(anna)
    assert owed_at(open_uow, Kind.REVIEW, first.at) == {"2026-05"}
    sets(review_before=0)(anna.at(first.at))

    in_glance, in_calendar = told_of_reviews(anna.at(first.at))

    assert in_glance == in_calendar == ReviewDay(JUNE, LAST_OF_MAY)
    assert owed_at(open_uow, Kind.REVIEW, LAST_OF_MAY) == {"2026-06"}


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
    so_far = periods(open_uow, Kind.DIGEST)

    assert told is not None
    new = owed_at(open_uow, Kind.DIGEST, told)
    assert len(new) == 1
    assert periods(open_uow, Kind.DIGEST) == so_far | new


def test_only_a_review_is_opened_by_the_clock_that_the_routine_still_wants(anna: Actor) -> None:
    sets(review_is_on=False)(anna)

    assert anna.does(glance.look).review is None
    with anna.open_uow(HERE) as uow:
        assert diary.diary(uow, anna.person_id, START).reviews == []
        assert uow.routines.get(1, RoutineKind.REVIEW) is not None
