"""What the planner does where one account is out of order, or it was away for long."""

import gc
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, text

from domain.notice import Kind, Notice
from domain.permission import Right
from domain.routine import RoutineKind
from scheduler.batches import Batches
from services import access, settings
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import HERE, a_person, all_of
from tests.databases import statements
from tests.scheduler.test_planner import (
    MORNING,
    accounts_in_berlin,
    heads,
    nudges,
    planner,
    reviews_are_posted,
)

DAY = timedelta(days=1)


def owed(open_uow: OpenUnitOfWork, kind: Kind) -> list[Notice]:
    return [each for each in all_of(open_uow, Notice) if each.kind is kind]


def zone_of_first(engine: Engine, zone: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE accounts SET time_zone = :z WHERE id = 1"), {"z": zone})


@pytest.mark.parametrize("zone", ["Atlantis/Capital", "../etc/passwd"])
def test_an_account_in_a_zone_that_this_machine_does_not_have_stops_nobody_else_s(
    engine: Engine, open_uow: OpenUnitOfWork, zone: str
) -> None:
    accounts_in_berlin(open_uow, 3)
    zone_of_first(engine, zone)
    planner(open_uow, MORNING).plan()
    assert [account_id for account_id, _ in heads(open_uow)] == [2, 3]

    zone_of_first(engine, "Europe/Berlin")
    planner(open_uow, MORNING + timedelta(hours=2)).plan()
    assert sorted(account_id or 0 for account_id, _ in heads(open_uow)) == [1, 2, 3]


def test_a_review_in_such_a_zone_keeps_nobody_else_s_from_being_brought_to_mind(
    engine: Engine, open_uow: OpenUnitOfWork
) -> None:
    accounts_in_berlin(open_uow, 2)
    planner(open_uow, MORNING).plan()
    reviews_are_posted(open_uow, MORNING)
    zone_of_first(engine, "Atlantis/Capital")
    planner(open_uow, MORNING + 5 * DAY).plan()
    assert nudges(open_uow) == ["2027-05/1"]


def test_a_routine_of_a_kind_that_this_version_does_not_know_stops_nobody_s(
    engine: Engine, open_uow: OpenUnitOfWork
) -> None:
    accounts_in_berlin(open_uow, 2)
    with engine.begin() as connection:
        of_tomorrow = (
            "UPDATE routines SET kind = 'of_tomorrow', next_at = NULL WHERE account_id = 1"
        )
        connection.execute(text(f"{of_tomorrow} AND kind = 'review'"))
    planner(open_uow, MORNING).plan()
    assert [account_id for account_id, _ in heads(open_uow)] == [2]


def test_a_tick_with_nothing_due_asks_one_thing_however_many_accounts_there_are(
    engine: Engine, open_uow: OpenUnitOfWork
) -> None:
    accounts_in_berlin(open_uow, 10)
    quiet = planner(open_uow, MORNING - timedelta(hours=12))
    quiet.plan()
    with statements(engine) as seen:
        quiet.plan()
    assert len(seen) == 1


def test_what_is_off_or_archived_is_passed_over_once_and_not_at_every_tick(
    engine: Engine, open_uow: OpenUnitOfWork
) -> None:
    accounts_in_berlin(open_uow)
    with engine.begin() as connection:
        connection.execute(text("UPDATE accounts SET archived_at = created_at"))
    assert planner(open_uow, MORNING).plan() > 0
    assert planner(open_uow, MORNING).plan() == 0
    assert all_of(open_uow, Notice) == []


def test_batches_grow_while_they_are_quick_and_others_get_their_turn() -> None:
    rests: list[float] = []
    left = [500]
    sizes: list[int] = []

    def work(most: int) -> int:
        sizes.append(most)
        done = min(most, left[0])
        left[0] -= done
        return done

    assert Batches(rest=rests.append).all(work) == 500
    assert sizes == sorted(sizes)
    assert len(rests) == len(sizes) - 1


def test_no_garbage_is_looked_for_within_a_batch() -> None:
    looking: list[bool] = []

    def work(_most: int) -> int:
        looking.append(gc.isenabled())
        return int(len(looking) == 1)

    Batches(rest=lambda _seconds: looking.append(gc.isenabled())).all(work)

    assert looking == [False, True, False]
    assert gc.isenabled()


# ------------------------------------------------------------------------------- away for long


def test_after_two_weeks_away_the_review_comes_alone_and_is_brought_to_mind_days_later(
    open_uow: OpenUnitOfWork,
) -> None:
    accounts_in_berlin(open_uow)
    back = MORNING + 14 * DAY
    planner(open_uow, back).plan()
    reviews_are_posted(open_uow, back)
    planner(open_uow, back + timedelta(minutes=1)).plan()
    assert [period for _, period in heads(open_uow)] == ["2027-05"]
    assert nudges(open_uow) == []

    planner(open_uow, back + 5 * DAY).plan()
    assert nudges(open_uow) == ["2027-05/1"]
    assert len(owed(open_uow, Kind.NUDGE_OWNER)) == 1


def test_nudges_count_from_when_the_review_was_posted(open_uow: OpenUnitOfWork) -> None:
    accounts_in_berlin(open_uow)
    planner(open_uow, MORNING).plan()
    with open_uow(HERE) as uow:
        head = uow.notices.latest_for(1, Kind.REVIEW, "2027-05")
        assert head is not None
        head.sent("C0", "1.0", MORNING + 4 * DAY)
        uow.commit()
    planner(open_uow, MORNING + 5 * DAY).plan()
    assert nudges(open_uow) == []
    planner(open_uow, MORNING + 7 * DAY).plan()
    assert nudges(open_uow) == ["2027-05/1"]


def test_after_four_months_away_one_review_is_held_and_not_two_within_days(
    open_uow: OpenUnitOfWork,
) -> None:
    accounts_in_berlin(open_uow)
    for day in range(119, 128):  # the 27th of August to the 4th of September
        planner(open_uow, MORNING + day * DAY).plan()
    held = [each.period for each in owed(open_uow, Kind.REVIEW) if each.reason is None]
    assert held == ["2027-09"]


# ------------------------------------------------------------------------------- moved eastward


def test_an_account_that_moves_east_just_before_its_hour_keeps_its_review(
    engine: Engine, open_uow: OpenUnitOfWork
) -> None:
    a_person(open_uow, "U1")
    july = datetime(2026, 7, 31, 16, tzinfo=UTC)
    # Nine in Los Angeles on the last working day of July; the first of August in Tokyo.
    accounts_in_berlin(open_uow, before=july)
    zone_of_first(engine, "America/Los_Angeles")
    with engine.begin() as connection:
        connection.execute(text("UPDATE routines SET next_at = NULL"))
    planner(open_uow, july - timedelta(hours=1)).plan()

    with open_uow(HERE) as uow:
        now = july - timedelta(minutes=30)
        acting = access.in_channel(uow, "U1", "C0", Right.MANAGE, now)
        settings.change(uow, acting, {"time_zone": "Asia/Tokyo"})
        uow.commit()
    for hours in (0, 1, 24, 24 * 31):
        planner(open_uow, july + timedelta(hours=hours)).plan()

    assert [period for _, period in heads(open_uow)] == ["2026-08", "2026-09"]
    with open_uow(HERE) as uow:
        routine = uow.routines.get(1, RoutineKind.REVIEW)
        assert routine is not None
        assert routine.pending_period is None
