from collections.abc import Callable
from datetime import date

import pytest

from domain.action import (
    Action,
    ActionKind,
    ActionState,
    AlreadyClosed,
    AlreadyTheirs,
    AlreadyThen,
    DuePast,
    Intent,
    planned,
)
from domain.calendar import Month
from domain.entity import Origin
from domain.text import TextMissing, TextTooLong
from tests.builders import APRIL, JUNE, MAY, NOW, TODAY, action


def plan(intent: Intent) -> Action:
    """Plan it on 28 April, when the plan starts with May."""
    return planned(Origin("T1", 1, "U1", NOW, TODAY), intent, MAY)


# ------------------------------------------------------------------------------------- planning


def test_an_action_without_date_and_month_belongs_to_the_plans_first_month() -> None:
    made = plan(Intent("call  the CFO\n"))
    assert (made.text, made.month, made.due, made.state) == (
        "call the CFO",
        MAY,
        None,
        ActionState.OPEN,
    )


def test_a_due_date_says_the_month() -> None:
    made = plan(Intent("call the CFO", due=date(2026, 6, 3), month=MAY))
    assert (made.month, made.due) == (JUNE, date(2026, 6, 3))


def test_a_month_is_enough() -> None:
    made = plan(Intent("call the CFO", month=JUNE, kind=ActionKind.CONTACT, serves="L3"))
    assert (made.month, made.due, made.kind, made.serves) == (JUNE, None, ActionKind.CONTACT, "L3")


def test_today_and_the_month_that_is_running_are_not_over() -> None:
    assert plan(Intent("call", due=TODAY)).due == TODAY
    assert plan(Intent("call", month=APRIL)).month == APRIL


@pytest.mark.parametrize(
    "intent,last",
    [
        (Intent("call", due=date(2026, 4, 27)), date(2026, 4, 27)),
        (Intent("call", month=Month(2026, 3)), date(2026, 3, 31)),
    ],
)
def test_nothing_is_planned_for_a_time_that_is_over(intent: Intent, last: date) -> None:
    with pytest.raises(DuePast) as refused:
        plan(intent)
    assert refused.value.day == last


@pytest.mark.parametrize("text,error", [(" \n", TextMissing), ("x" * 501, TextTooLong)])
def test_an_action_is_one_sentence(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        plan(Intent(text))


# ---------------------------------------------------------------------------------- what becomes


def test_who_did_it_and_when_is_kept() -> None:
    done = action()
    done.finish("U2", NOW)
    assert (done.is_done, done.is_open) == (True, False)
    assert (done.closed_by, done.closed_at) == ("U2", NOW)


def test_dropped_is_not_done() -> None:
    dropped = action()
    dropped.drop("U1", NOW)
    assert (dropped.is_done, dropped.is_open) == (False, False)


def test_what_was_dropped_and_done_all_the_same_is_done() -> None:
    dropped = action()
    dropped.drop("U1", NOW)
    dropped.finish("U2", NOW, "they came by themselves")
    assert (dropped.is_done, dropped.closed_by) == (True, "U2")
    assert dropped.outcome == "they came by themselves"


def test_what_is_done_or_dropped_stays_as_it_is() -> None:
    done = action(number=7)
    done.finish("U1", NOW)
    changes: list[Callable[[], None]] = [
        lambda: done.finish("U1", NOW),
        lambda: done.drop("U1", NOW),
        lambda: done.move(today=TODAY, month=JUNE),
        lambda: done.assign("U2"),
        done.carry_over,
    ]
    for change in changes:
        with pytest.raises(AlreadyClosed) as refused:
            change()
        assert (refused.value.ref, refused.value.state) == ("A7", ActionState.DONE)


def test_a_move_to_a_month_forgets_the_day() -> None:
    moved = action(due=date(2026, 5, 15))
    moved.move(today=TODAY, month=JUNE)
    assert (moved.due, moved.month) == (None, JUNE)


def test_a_move_may_lead_out_of_the_window() -> None:
    moved = action()
    moved.move(today=TODAY, due=date(2027, 1, 4))
    assert moved.month == Month(2027, 1)


def test_moving_to_where_it_stands_is_said_to_be_nothing() -> None:
    with pytest.raises(AlreadyThen):
        action().move(today=TODAY, month=MAY)


def test_giving_it_to_its_owner_is_said_to_be_nothing() -> None:
    with pytest.raises(AlreadyTheirs):
        action().assign("U1")


def test_carried_over_it_stands_one_month_on_and_needs_a_new_date() -> None:
    carried = action(due=date(2026, 12, 15), carried=1)
    carried.carry_over()
    assert (carried.month, carried.due, carried.carried) == (Month(2027, 1), None, 2)


def test_an_action_is_overdue_from_the_day_after_its_due_date() -> None:
    due = action(due=TODAY)
    assert [due.is_overdue(day) for day in (TODAY, date(2026, 4, 29))] == [False, True]
    due.finish("U1", NOW)
    assert not due.is_overdue(date(2026, 4, 29))
