from datetime import date, timedelta
from decimal import Decimal

import pytest

from domain.amount import Amount, OtherUnit
from domain.goal import Goal, GoalClosed
from domain.progress import (
    AlreadyCorrected,
    Progress,
    ProgressBeforeStart,
    ProgressInTheFuture,
    counted,
    jumps_back,
    report,
)
from tests.domain.goal_builders import NOW, START, a_goal, measured

MAY = date(2026, 5, 20)
TODAY = date(2026, 6, 1)


def reported(goal: Goal, value: str, on: date = MAY, unit: str = "") -> Progress:
    amount = Amount(Decimal(value), unit)
    return report(goal, amount, on=on, by="U1", now=NOW, today=TODAY)


def test_progress_is_a_value_on_a_day() -> None:
    made = reported(a_goal(), "3", unit="products")
    assert (made.value, made.on, made.goal_id, made.by) == (Decimal(3), MAY, 7, "U1")


@pytest.mark.parametrize("value", ["0", "-3", "2.5"])
def test_zero_negative_and_broken_numbers_can_be_measured(value: str) -> None:
    assert reported(a_goal(), value).value == Decimal(value)


def test_progress_is_measured_neither_in_the_future_nor_before_the_start() -> None:
    with pytest.raises(ProgressInTheFuture):
        reported(a_goal(), "3", on=TODAY + timedelta(days=1))
    with pytest.raises(ProgressBeforeStart) as before:
        reported(a_goal(), "3", on=START - timedelta(days=1))
    assert before.value.start == START
    assert reported(a_goal(), "3", on=START).on == START


def test_progress_in_another_unit_is_refused() -> None:
    with pytest.raises(OtherUnit):
        reported(a_goal(), "3", unit="EUR")


def test_a_closed_goal_makes_no_progress() -> None:
    goal = a_goal()
    goal.reach(NOW)
    with pytest.raises(GoalClosed):
        reported(goal, "3")


def test_of_two_measurements_on_one_day_the_later_recorded_counts() -> None:
    first, second = [*measured({MAY: 3}), *measured({MAY: 4})]
    second.at = NOW + timedelta(hours=1)
    assert counted([second, first], TODAY) == [second]


def test_what_was_corrected_counts_no_more() -> None:
    wrong, right = measured({MAY: 30, TODAY: 3})
    wrong.correct()
    assert counted([wrong, right], TODAY) == [right]
    with pytest.raises(AlreadyCorrected):
        wrong.correct()


def test_measurements_come_oldest_first_and_none_from_the_future() -> None:
    late, early, future = measured({TODAY: 3, MAY: 2, date(2026, 7, 1): 4})
    assert counted([late, future, early], TODAY) == [early, late]


@pytest.mark.parametrize(
    "before, value, back",
    [({}, "1", True), ({}, "2", False), ({MAY: "4"}, "3", True), ({MAY: "4"}, "4", False)],
)
def test_a_jump_backwards_is_noticed(before: dict[date, str], value: str, back: bool) -> None:
    goal = a_goal()
    new = reported(goal, value, on=TODAY)
    assert jumps_back(new, goal.numbers, [new, *measured(before)]) is back


def test_of_a_falling_goal_more_is_a_jump_backwards() -> None:
    goal = a_goal("12", "4", "complaints")
    new = reported(goal, "11", on=TODAY)
    assert jumps_back(new, goal.numbers, measured({MAY: 10}))
    assert not jumps_back(new, goal.numbers, measured({MAY: 12}))


def test_a_late_report_is_compared_with_what_stood_on_its_day() -> None:
    goal = a_goal()
    late = reported(goal, "3", on=MAY)
    assert not jumps_back(late, goal.numbers, measured({TODAY: 4}))
