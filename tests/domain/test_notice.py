from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.notice import (
    FINAL,
    HOLD_FOR,
    LEASE,
    LONGEST_BACKOFF,
    SETTLE,
    Kind,
    Notice,
    State,
    backoff,
)
from tests.builders import NOW, notice

quick = settings(max_examples=100, derandomize=True, deadline=None)
MOMENT = timedelta(microseconds=1)


def on_its_way(attempts: int = 0) -> Notice:
    """A notice whose request is about to leave."""
    owed = notice(attempts=attempts)
    owed.claim(NOW)
    owed.sending(NOW)
    return owed


# ------------------------------------------------------------------------------------ the plan


def test_a_planned_notice_is_due_at_once_and_unique_by_account_kind_and_period() -> None:
    owed = notice(account_id=7, kind=Kind.LIGHT, period="42")
    assert (owed.state, owed.next_at, owed.once) == (State.PLANNED, NOW, "7/light/42")


def test_a_notice_of_no_account_is_unique_all_the_same() -> None:
    assert notice(account_id=None, kind=Kind.HELLO, period="C1").once == "-/hello/C1"


@pytest.mark.parametrize("to,is_dm", [("U1", True), ("W1", True), ("C1", False), ("G1", False)])
def test_a_notice_to_a_person_is_a_direct_message(to: str, is_dm: bool) -> None:
    assert notice(to=to).is_dm is is_dm


# ---------------------------------------------------------------------------------- the states


def test_a_claim_lasts_one_lease() -> None:
    owed = notice()
    owed.claim(NOW)
    assert (owed.state, owed.next_at) == (State.CLAIMED, NOW + LEASE)


def test_sending_counts_an_attempt_and_outlasts_the_lease_by_the_settle_time() -> None:
    owed = on_its_way()
    assert (owed.state, owed.attempts) == (State.SENDING, 1)
    assert owed.next_at == NOW + LEASE + SETTLE


def test_a_sent_notice_knows_its_message_and_is_never_looked_at_again() -> None:
    owed = on_its_way()
    owed.sent("C1", "1700000000.000100", NOW)
    assert (owed.state, owed.channel_id, owed.ts) == (State.SENT, "C1", "1700000000.000100")
    assert owed.next_at is None


def test_a_notice_whose_sender_died_before_sending_is_simply_claimed_again() -> None:
    owed = notice(state=State.CLAIMED)
    owed.claim(NOW)
    assert owed.state is State.CLAIMED


@pytest.mark.parametrize("state", [State.SENDING, State.UNCERTAIN])
def test_a_notice_that_may_have_left_stays_uncertain_when_it_is_claimed(state: State) -> None:
    owed = notice(state=state)
    owed.claim(NOW)
    assert (owed.state, owed.next_at) == (State.UNCERTAIN, NOW + LEASE)


def test_a_refused_notice_is_planned_for_when_slack_asks() -> None:
    owed = on_its_way()
    owed.refused(NOW, "ratelimited", after=timedelta(seconds=42))
    assert (owed.state, owed.reason) == (State.PLANNED, "ratelimited")
    assert owed.next_at == NOW + timedelta(seconds=42)


def test_a_refusal_without_a_wish_waits_longer_each_time() -> None:
    first, third = on_its_way(attempts=0), on_its_way(attempts=2)
    first.refused(NOW, "server error")
    third.refused(NOW, "server error")
    assert first.next_at == NOW + timedelta(seconds=15)
    assert third.next_at == NOW + timedelta(seconds=60)


def test_a_lost_notice_is_looked_up_once_the_history_has_settled() -> None:
    owed = on_its_way()
    owed.lost(NOW, "timeout")
    assert (owed.state, owed.reason, owed.next_at) == (State.UNCERTAIN, "timeout", NOW + SETTLE)


def test_a_lost_notice_that_is_not_there_is_sent_once_more() -> None:
    owed = on_its_way()
    owed.lost(NOW, "timeout")
    owed.again(NOW)
    assert (owed.state, owed.next_at) == (State.PLANNED, NOW)


@pytest.mark.parametrize(
    "state, then", [(State.CLAIMED, State.PLANNED), (State.UNCERTAIN, State.UNCERTAIN)]
)
def test_a_claimed_notice_that_is_let_go_is_due_at_once(state: State, then: State) -> None:
    owed = notice(state=state, next_at=NOW + LEASE)
    owed.let_go(NOW)
    assert (owed.state, owed.next_at) == (then, NOW)


def test_a_notice_that_is_leaving_is_not_let_go() -> None:
    owed = on_its_way()
    owed.let_go(NOW)
    assert (owed.state, owed.attempts) == (State.SENDING, 1)


def test_a_held_notice_rests_before_its_obstacle_is_looked_at_again() -> None:
    owed = notice()
    owed.hold(NOW, "shared")
    assert (owed.state, owed.reason, owed.next_at) == (State.HELD, "shared", NOW + HOLD_FOR)


def test_what_is_skipped_or_dead_says_why_and_rests_for_good() -> None:
    skipped, dead = notice(), notice()
    skipped.skip("too late")
    dead.die("channel_not_found")
    assert (skipped.state, skipped.reason, skipped.next_at) == (State.SKIPPED, "too late", None)
    assert (dead.state, dead.reason, dead.next_at) == (State.DEAD, "channel_not_found", None)


def test_sent_skipped_and_dead_are_the_ends() -> None:
    assert {State.SENT, State.SKIPPED, State.DEAD} == FINAL


# ------------------------------------------------------------------------------------- backoff


def test_the_backoff_doubles_from_a_quarter_of_a_minute_to_half_an_hour() -> None:
    seconds = [backoff(attempts).total_seconds() for attempts in range(1, 10)]
    assert seconds == [15, 30, 60, 120, 240, 480, 960, 1800, 1800]


@quick
@given(st.integers(-1, 10_000))
def test_the_backoff_never_shrinks_and_never_passes_half_an_hour(attempts: int) -> None:
    assert timedelta(seconds=15) <= backoff(attempts) <= backoff(attempts + 1) <= LONGEST_BACKOFF


# ------------------------------------------------------------------------------------ lateness


@pytest.mark.parametrize(
    "kind,late",
    [
        (Kind.HELLO, timedelta(days=1)),
        (Kind.LIGHT, timedelta(days=7)),
        (Kind.LIGHT_EDIT, timedelta(days=7)),
        (Kind.HELD, timedelta(days=7)),
    ],
)
def test_each_kind_is_worth_sending_for_a_while(kind: Kind, late: timedelta) -> None:
    owed = notice(kind=kind)
    assert not owed.is_too_late(NOW + late)
    assert owed.is_too_late(NOW + late + MOMENT)


def test_a_lost_hello_that_cannot_be_looked_up_is_not_repeated() -> None:
    assert not notice(kind=Kind.HELLO).promise.again
    assert notice(kind=Kind.LIGHT).promise.again


def test_quiet_hours_move_the_time_a_notice_is_due_so_that_it_is_not_late_after_them() -> None:
    reminder = notice(kind=Kind.REMINDER, to="U1")
    morning = NOW + timedelta(hours=14)
    reminder.rest(morning)
    assert (reminder.state, reminder.next_at, reminder.reason) == (
        State.PLANNED,
        morning,
        "quiet hours",
    )
    assert not reminder.is_too_late(morning + timedelta(hours=12))
    assert reminder.is_too_late(morning + timedelta(hours=13))
