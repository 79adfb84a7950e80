from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from domain.account import Account
from domain.channel import Obstacle
from domain.notice import LEASE, Kind, Notice, State
from services import notices, obstacles
from storage.queues import Queues
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import (
    HERE,
    NOW,
    a_channel,
    a_notice,
    a_person,
    account,
    all_of,
    an_account,
    channel,
    notice,
)

DAY = timedelta(days=1)


def claimed(queues: Queues) -> Notice:
    (one,) = queues.claim(HERE, NOW, limit=9)
    return one


def sent(owed: Notice) -> None:
    owed.sent("C1", "1700000000.000100", NOW)


# --------------------------------------------------------------------------------------- owing


def test_the_database_refuses_a_second_notice_of_account_kind_and_period(
    open_uow: OpenUnitOfWork,
) -> None:
    acme = an_account(open_uow)

    def enqueue() -> None:
        with open_uow(HERE) as uow:
            notices.enqueue(uow, Kind.LIGHT, period="42", to="C1", now=NOW, account=acme)
            uow.commit()

    enqueue()
    with pytest.raises(IntegrityError):
        enqueue()
    assert len(all_of(open_uow, Notice)) == 1


def test_other_kinds_periods_and_accounts_are_other_notices(open_uow: OpenUnitOfWork) -> None:
    acme = an_account(open_uow)
    globex = an_account(open_uow, name="Globex", channel_id="C2")
    with open_uow(HERE) as uow:
        for kind, period, whose in (
            (Kind.LIGHT, "42", acme),
            (Kind.LIGHT_EDIT, "42", acme),
            (Kind.LIGHT, "43", acme),
            (Kind.LIGHT, "42", globex),
        ):
            notices.enqueue(uow, kind, period=period, to="C1", now=NOW, account=whose)
        uow.commit()
    assert len(all_of(open_uow, Notice)) == 4


# ------------------------------------------------------------------------- telling the owner


def tell(open_uow: OpenUnitOfWork, acme: Account, obstacle: Obstacle, day: int = 0) -> None:
    with open_uow(HERE) as uow:
        notices.tell_owner(uow, acme, obstacle, NOW + day * DAY)
        uow.commit()


def test_the_owner_is_told_once_a_day_what_holds_messages_up(open_uow: OpenUnitOfWork) -> None:
    acme = an_account(open_uow, owner_id="U1")
    for day in (0, 0, 1):
        tell(open_uow, acme, Obstacle.SHARED, day)
    told = all_of(open_uow, Notice)
    assert [each.due_at for each in told] == [NOW, NOW + DAY]
    assert {(each.kind, each.to, each.is_dm) for each in told} == {(Kind.HELD, "U1", True)}
    assert told[0].facts == {"obstacle": "shared"}


def test_a_day_is_a_day_of_the_account(open_uow: OpenUnitOfWork) -> None:
    acme = an_account(open_uow, time_zone="Asia/Tokyo")
    with open_uow(HERE) as uow:
        notices.tell_owner(uow, acme, Obstacle.SHARED, NOW)
        uow.commit()
    with open_uow(HERE) as uow:
        notices.tell_owner(uow, acme, Obstacle.SHARED, NOW.replace(hour=16))
        uow.commit()
    assert len(all_of(open_uow, Notice)) == 2


def test_each_obstacle_is_news(open_uow: OpenUnitOfWork) -> None:
    acme = an_account(open_uow)
    tell(open_uow, acme, Obstacle.SHARED)
    tell(open_uow, acme, Obstacle.NOT_MEMBER)
    assert len(all_of(open_uow, Notice)) == 2


def test_the_owner_is_told_once_even_within_one_transaction(open_uow: OpenUnitOfWork) -> None:
    acme = an_account(open_uow)
    with open_uow(HERE) as uow:
        notices.tell_owner(uow, acme, Obstacle.SHARED, NOW)
        notices.tell_owner(uow, acme, Obstacle.SHARED, NOW)
        uow.commit()
    assert len(all_of(open_uow, Notice)) == 1


def test_where_there_is_no_owner_nobody_is_told(open_uow: OpenUnitOfWork) -> None:
    tell(open_uow, an_account(open_uow, owner_id=None), Obstacle.SHARED)
    assert all_of(open_uow, Notice) == []


# ---------------------------------------------------------------------- what stands against it


def test_a_channel_nobody_knows_is_an_obstacle(open_uow: OpenUnitOfWork) -> None:
    with open_uow(HERE) as uow:
        assert obstacles.obstacle_to(uow, notice(to="C1"), NOW) is Obstacle.UNKNOWN


@pytest.mark.parametrize(
    "facts,obstacle",
    [({}, None), ({"is_shared": True}, Obstacle.SHARED), ({"is_gone": True}, Obstacle.GONE)],
)
def test_a_channel_is_posted_to_when_nothing_stands_against_it(
    open_uow: OpenUnitOfWork, facts: dict[str, bool], obstacle: Obstacle | None
) -> None:
    a_channel(open_uow, "C1", **facts)
    with open_uow(HERE) as uow:
        assert obstacles.obstacle_to(uow, notice(to="C1"), NOW) is obstacle


def test_only_colleagues_get_direct_messages(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U1")
    a_person(open_uow, "U2", is_guest=True)
    with open_uow(HERE) as uow:
        found = [obstacles.obstacle_to(uow, notice(to=to), NOW) for to in ("U1", "U2", "U3")]
    assert found == [None, Obstacle.UNKNOWN, Obstacle.UNKNOWN]


def test_what_a_refusal_said_is_obeyed_by_everybody(open_uow: OpenUnitOfWork) -> None:
    a_channel(open_uow, "C1")
    with open_uow(HERE) as uow:
        notices.remember(uow, "C1", Obstacle.NOT_MEMBER, NOW)
        uow.commit()
    with open_uow(HERE) as uow:
        assert obstacles.obstacle_to(uow, notice(to="C1"), NOW) is Obstacle.NOT_MEMBER


def test_slack_is_asked_about_a_channel_whose_facts_are_missing_or_old() -> None:
    assert obstacles.is_stale(None, NOW)
    assert obstacles.is_stale(channel(checked_at=NOW - timedelta(seconds=61)), NOW)
    assert not obstacles.is_stale(channel(checked_at=NOW), NOW)


def test_what_is_too_late_or_for_an_archived_account_need_not_be_sent() -> None:
    owed = notice(kind=Kind.LIGHT)
    assert obstacles.is_moot(owed, account(), NOW) is None
    assert obstacles.is_moot(owed, None, NOW) is None
    assert obstacles.is_moot(owed, account(archived_at=NOW), NOW) == "account archived"
    assert obstacles.is_moot(owed, account(), NOW + 8 * DAY) == "too late"


# -------------------------------------------------------------------------------------- settling


def test_what_became_of_a_claimed_notice_is_kept(open_uow: OpenUnitOfWork, queues: Queues) -> None:
    a_notice(open_uow)
    mine = claimed(queues)
    assert notices.settle(open_uow, mine, sent)
    (kept,) = all_of(open_uow, Notice)
    assert (kept.state, kept.ts, kept.next_at) == (State.SENT, "1700000000.000100", None)
    assert (mine.state, mine.version) == (kept.state, kept.version)


def test_one_sender_settles_step_after_step(open_uow: OpenUnitOfWork, queues: Queues) -> None:
    a_notice(open_uow)
    mine = claimed(queues)
    assert notices.settle(open_uow, mine, lambda owed: owed.sending(NOW))
    assert notices.settle(open_uow, mine, lambda owed: owed.refused(NOW, "server error"))
    (kept,) = all_of(open_uow, Notice)
    assert (kept.state, kept.attempts) == (State.PLANNED, 1)


def test_a_sender_whose_lease_was_taken_over_changes_nothing(
    open_uow: OpenUnitOfWork, queues: Queues
) -> None:
    a_notice(open_uow)
    slow = claimed(queues)
    (quick,) = queues.claim(HERE, NOW + LEASE, limit=9)
    assert not notices.settle(open_uow, slow, sent)
    (kept,) = all_of(open_uow, Notice)
    assert (kept.state, kept.version, kept.ts) == (State.CLAIMED, quick.version, None)
    assert notices.settle(open_uow, quick, sent)


@pytest.mark.parametrize("gone", [lambda owed: owed.skip("x"), sent])
def test_what_another_sender_ended_stays_ended(
    open_uow: OpenUnitOfWork, queues: Queues, gone: Callable[[Notice], None]
) -> None:
    a_notice(open_uow)
    slow = claimed(queues)
    (quick,) = queues.claim(HERE, NOW + LEASE, limit=9)
    notices.settle(open_uow, quick, gone)
    assert not notices.settle(open_uow, slow, lambda owed: owed.again(NOW))
    (kept,) = all_of(open_uow, Notice)
    assert kept.next_at is None


def test_a_notice_that_is_gone_is_not_settled(open_uow: OpenUnitOfWork) -> None:
    assert not notices.settle(open_uow, notice(id=99), sent)
