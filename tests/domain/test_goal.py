from datetime import date
from decimal import Decimal

import pytest

from domain.amount import Amount, OtherUnit
from domain.entity import Origin
from domain.errors import StillOpen
from domain.goal import (
    Goal,
    GoalClosed,
    GoalKind,
    GoalState,
    HasNoHorizon,
    HorizonOutOfRange,
    NotABusinessGoal,
)
from domain.measure import (
    DeadlineInThePast,
    DeadlineTooFar,
    DeadlineTooSoon,
    Direction,
    GoalNotMeasurable,
    Missing,
    NothingToReach,
    measurable,
    years_after,
)
from domain.new_goals import business_goal, soft_goal
from domain.text import TextMissing
from tests.domain.goal_builders import DEADLINE, NOW, START, a_goal


def amount(value: int, unit: str = "") -> Amount:
    return Amount(Decimal(value), unit)


def a_soft_goal(kind: GoalKind = GoalKind.VISION, years: int = 3, today: date = START) -> Goal:
    goal = soft_goal(Origin("T1", 1, "U1", NOW, today), kind, " Their first  call ", years)
    goal.number = 1
    return goal


def test_a_vision_looks_some_years_ahead() -> None:
    vision = a_soft_goal(years=3)
    assert (vision.ref, vision.text, vision.ends) == ("G1", "Their first call", date(2029, 4, 1))


def test_a_horizon_set_on_a_leap_day_ends_where_there_is_none() -> None:
    assert a_soft_goal(years=1, today=date(2028, 2, 29)).ends == date(2029, 2, 28)
    assert years_after(date(2028, 2, 29), 4) == date(2032, 2, 29)


@pytest.mark.parametrize("years", [0, -1, 11])
def test_a_horizon_is_one_to_ten_years(years: int) -> None:
    with pytest.raises(HorizonOutOfRange):
        a_soft_goal(years=years)
    with pytest.raises(HorizonOutOfRange):
        a_soft_goal().look_ahead(years)


def test_a_horizon_can_be_changed() -> None:
    goal = a_soft_goal(GoalKind.RELATIONSHIP)
    goal.look_ahead(5)
    assert goal.ends == date(2031, 4, 1)


def test_a_business_goal_has_a_deadline_instead_of_a_horizon() -> None:
    with pytest.raises(HasNoHorizon):
        a_goal().look_ahead(3)
    assert a_goal().ends == DEADLINE


def test_a_soft_goal_has_no_numbers() -> None:
    with pytest.raises(NotABusinessGoal):
        a_soft_goal().renumber(today=START, deadline=DEADLINE)


def test_a_soft_goal_is_never_made_of_numbers() -> None:
    with pytest.raises(ValueError, match="business"):
        a_soft_goal(GoalKind.BUSINESS)


def test_a_goal_knows_whether_it_wants_more_or_less() -> None:
    assert a_goal("2", "5").numbers.direction is Direction.UP
    assert a_goal("12", "4", "complaints").numbers.direction is Direction.DOWN
    assert a_goal("-3", "0", "%").numbers.direction is Direction.UP


def test_what_is_missing_is_named_in_the_order_it_is_asked_for() -> None:
    with pytest.raises(GoalNotMeasurable) as found:
        measurable(
            metric=" ",
            start=None,
            target=amount(5),
            deadline=None,
            start_date=START,
            today=START,
        )
    assert found.value.missing == (Missing.METRIC, Missing.START, Missing.DEADLINE)


def test_a_zero_is_a_number_to_come_from() -> None:
    assert a_goal("0", "5").numbers.start.value == 0


@pytest.mark.parametrize(
    "start, target, unit",
    [
        (amount(2), amount(5, "products"), "products"),
        (amount(2, "EUR"), amount(5), "EUR"),
        (amount(1, "product"), amount(5, "products"), "products"),
        (amount(1, "EUR per month"), amount(5, "EUR"), "EUR per month"),
        (amount(2), amount(5), ""),
    ],
)
def test_one_unit_is_enough_for_both_numbers(start: Amount, target: Amount, unit: str) -> None:
    origin = Origin("T1", 1, "U1", NOW, START)
    goal = business_goal(origin, "Revenue", start=start, target=target, deadline=DEADLINE)
    assert goal.unit == goal.numbers.start.unit == goal.numbers.target.unit == unit


def test_two_units_are_refused() -> None:
    with pytest.raises(OtherUnit):
        measurable(
            metric="Revenue",
            start=amount(2, "USD"),
            target=amount(5, "EUR"),
            deadline=DEADLINE,
            start_date=START,
            today=START,
        )


def test_from_equals_to_leaves_nothing_to_reach() -> None:
    with pytest.raises(NothingToReach) as found:
        a_goal("5", "5.0")
    assert found.value.amount == amount(5, "products")


@pytest.mark.parametrize(
    "deadline, error",
    [
        (date(2026, 3, 31), DeadlineInThePast),
        (date(2026, 4, 1), DeadlineTooSoon),
        (date(2036, 4, 2), DeadlineTooFar),
        (date(2207, 12, 31), DeadlineTooFar),
    ],
)
def test_a_deadline_lies_ahead_but_not_in_another_life(
    deadline: date, error: type[Exception]
) -> None:
    with pytest.raises(error):
        a_goal(deadline=deadline)


def test_a_deadline_may_lie_ten_years_ahead() -> None:
    assert a_goal(deadline=date(2036, 4, 1)).deadline == date(2036, 4, 1)


def test_changing_number_or_date_reopens_agreement() -> None:
    goal = a_goal()
    assert goal.renumber(today=START, target=amount(6))
    assert goal.renumber(today=START, deadline=date(2028, 6, 30))
    assert goal.renumber(today=START, start=amount(1, "product"))
    assert goal.version_of_numbers == 4
    assert (goal.start_value, goal.target_value, goal.unit) == (Decimal(1), Decimal(6), "products")


def test_saying_the_same_again_does_not_reopen_agreement() -> None:
    goal = a_goal()
    assert not goal.renumber(today=START, target=amount(5), deadline=DEADLINE)
    goal.reword("Products they buy")
    assert goal.version_of_numbers == 1


def test_numbers_can_be_put_right_after_the_deadline_but_not_to_a_past_one() -> None:
    goal = a_goal()
    assert goal.renumber(today=date(2028, 2, 1), target=amount(4))
    with pytest.raises(DeadlineInThePast):
        goal.renumber(today=date(2028, 2, 1), deadline=date(2028, 1, 31))


def test_a_refused_change_changes_nothing() -> None:
    goal = a_goal()
    with pytest.raises(NothingToReach):
        goal.renumber(today=START, target=amount(2))
    with pytest.raises(OtherUnit):
        goal.renumber(today=START, target=amount(6, "EUR"))
    assert (goal.target_value, goal.version_of_numbers) == (Decimal(5), 1)


def test_a_dropped_goal_says_why_and_changes_no_more() -> None:
    goal = a_goal()
    goal.drop("They were bought", NOW)
    assert (goal.state, goal.why, goal.closed_at) == (GoalState.DROPPED, "They were bought", NOW)
    with pytest.raises(GoalClosed):
        goal.renumber(today=START, target=amount(6))
    with pytest.raises(GoalClosed):
        goal.reach(NOW)


def test_dropping_needs_a_reason_and_reaching_does_not() -> None:
    with pytest.raises(TextMissing):
        a_goal().drop(" ", NOW)
    goal = a_goal()
    goal.reach(NOW)
    assert goal.state is GoalState.REACHED


def test_a_closed_goal_can_be_taken_up_again() -> None:
    goal = a_goal()
    with pytest.raises(StillOpen):
        goal.reopen()
    goal.drop("They were bought", NOW)
    goal.reopen()
    assert (goal.is_open, goal.why, goal.closed_at) == (True, None, None)
