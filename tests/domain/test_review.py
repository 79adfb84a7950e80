from datetime import UTC, date, datetime

import pytest

from domain.calendar import Month
from domain.review import NUDGES, AlreadyRolled, Review, ReviewState, month_to_plan, nudge_day
from domain.text import TextMissing

APRIL, MAY = Month(2026, 4), Month(2026, 5)
NOW = datetime(2026, 4, 30, 8, 0, tzinfo=UTC)


def a_review() -> Review:
    return Review(workspace_id="T1", account_id=1, month=MAY, opened_at=NOW, next_nudge_at=NOW)


def test_a_review_looks_back_on_the_month_before_the_one_it_plans() -> None:
    assert (a_review().ending, a_review().ref) == (APRIL, "2026-05")


def test_rolled_it_keeps_the_plan_and_is_brought_to_mind_no_more() -> None:
    review = a_review()
    review.roll("U1", NOW, {"months": []})
    assert review.state is ReviewState.ROLLED
    assert (review.snapshot, review.next_nudge_at) == ({"months": []}, None)


def test_a_second_roll_is_refused_and_names_the_first() -> None:
    review = a_review()
    review.roll("U1", NOW, {})
    with pytest.raises(AlreadyRolled) as caught:
        review.roll("U2", NOW, {})
    assert (caught.value.by, caught.value.month, review.rolled_by) == ("U1", MAY, "U1")


def test_put_off_it_is_silent_but_can_still_be_rolled() -> None:
    review = a_review()
    review.put_off("U1", NOW, "the customer decides in June")
    assert (review.state, review.next_nudge_at) == (ReviewState.PUT_OFF, None)
    review.roll("U2", NOW, {})
    assert review.is_rolled


def test_putting_off_needs_a_reason() -> None:
    review = a_review()
    with pytest.raises(TextMissing):
        review.put_off("U1", NOW, "  ")
    assert review.state is ReviewState.OPEN


def test_a_rolled_review_cannot_be_put_off() -> None:
    review = a_review()
    review.roll("U1", NOW, {})
    with pytest.raises(AlreadyRolled):
        review.put_off("U1", NOW, "why")


def test_after_the_last_nudge_there_is_silence() -> None:
    review = a_review()
    for _ in range(NUDGES):
        assert review.next_nudge_at == NOW
        review.nudged(NOW)
    assert review.next_nudge_at is None


def test_three_working_days_after_a_thursday_is_a_tuesday() -> None:
    assert nudge_day(date(2026, 4, 30)) == date(2026, 5, 5)
    assert nudge_day(date(2026, 4, 30), {date(2026, 5, 1)}) == date(2026, 5, 6)


@pytest.mark.parametrize(
    "today, rolled, month",
    [
        (date(2026, 4, 30), {APRIL}, MAY),
        (date(2026, 5, 3), {APRIL}, MAY),
        (date(2026, 5, 15), {APRIL}, MAY),
        (date(2026, 5, 16), {APRIL}, Month(2026, 6)),
        (date(2026, 5, 3), {APRIL, MAY}, Month(2026, 6)),
        (date(2026, 12, 31), {Month(2026, 12)}, Month(2027, 1)),
    ],
)
def test_a_review_by_hand_plans_a_missed_month_while_it_is_young_else_the_coming_one(
    today: date, rolled: set[Month], month: Month
) -> None:
    assert month_to_plan(today, rolled) == month
