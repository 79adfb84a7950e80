from datetime import date
from decimal import Decimal

import pytest

from domain.amount import Amount
from domain.goal import GoalClosed
from domain.milestone import (
    AgainstDirection,
    DayTaken,
    DueAfterDeadline,
    DueAlready,
    DueBeforeStart,
    DueInThePast,
    Milestone,
    OutOfOrder,
    PastTarget,
    ValueTaken,
    milestone,
    misplaced,
)
from domain.text import TextMissing
from tests.domain.goal_builders import DEADLINE, NOW, START, a_goal, a_milestone

OCTOBER = date(2026, 10, 31)
MARCH = date(2027, 3, 31)


def add(
    value: str, due: date, *others: Milestone, start: str = "2", target: str = "5"
) -> Milestone:
    goal = a_goal(start, target)
    return milestone(
        goal, number=9, value=Decimal(value), due=due, others=others, today=date(2026, 4, 2)
    )


def test_a_milestone_is_a_value_to_be_at_by_a_day() -> None:
    made = add("3", OCTOBER)
    assert (made.ref, made.value, made.due, made.goal_id) == ("M9", Decimal(3), OCTOBER, 7)


@pytest.mark.parametrize("value", ["2", "1", "0", "-3"])
def test_a_milestone_leads_away_from_the_start(value: str) -> None:
    with pytest.raises(AgainstDirection):
        add(value, OCTOBER)


@pytest.mark.parametrize("value", ["12", "13"])
def test_a_milestone_of_a_falling_goal_leads_down(value: str) -> None:
    with pytest.raises(AgainstDirection):
        add(value, OCTOBER, start="12", target="4")
    assert add("11", OCTOBER, start="12", target="4").value == 11


def test_a_milestone_lies_on_the_way_to_the_target() -> None:
    with pytest.raises(PastTarget):
        add("6", OCTOBER)
    with pytest.raises(PastTarget):
        add("3", OCTOBER, start="12", target="4")
    assert add("5", DEADLINE).due == DEADLINE


@pytest.mark.parametrize(
    "due, error",
    [
        (date(2026, 4, 1), DueInThePast),
        (date(2028, 1, 1), DueAfterDeadline),
    ],
)
def test_a_milestone_is_due_between_today_and_the_deadline(
    due: date, error: type[Exception]
) -> None:
    with pytest.raises(error):
        add("3", due)


def test_a_milestone_is_due_after_its_goal_starts() -> None:
    goal = a_goal()
    with pytest.raises(DueBeforeStart):
        milestone(goal, number=9, value=Decimal(3), due=START, others=[], today=START)


def test_two_milestones_on_one_day_are_refused_and_the_other_is_named() -> None:
    with pytest.raises(DayTaken) as taken:
        add("4", OCTOBER, a_milestone("3", OCTOBER))
    assert taken.value.other == "M4"


def test_two_milestones_with_one_value_are_refused() -> None:
    with pytest.raises(ValueTaken):
        add("3.0", MARCH, a_milestone("3", OCTOBER))


def test_more_is_not_wanted_earlier() -> None:
    with pytest.raises(OutOfOrder):
        add("4", date(2026, 9, 30), a_milestone("3", OCTOBER))
    with pytest.raises(OutOfOrder):
        add("2.5", MARCH, a_milestone("3", OCTOBER))
    assert add("4", MARCH, a_milestone("3", OCTOBER)).due == MARCH


def test_of_a_falling_goal_less_is_not_wanted_earlier() -> None:
    with pytest.raises(OutOfOrder):
        add("6", MARCH, a_milestone("5", OCTOBER), start="12", target="4")
    assert add("4", MARCH, a_milestone("5", OCTOBER), start="12", target="4").value == 4


def test_a_closed_goal_takes_no_milestone() -> None:
    goal = a_goal()
    goal.drop("They were bought", NOW)
    with pytest.raises(GoalClosed):
        milestone(goal, number=9, value=Decimal(3), due=OCTOBER, others=[], today=START)


def test_moving_a_milestone_is_counted_and_asks_why() -> None:
    goal, moved = a_goal(), a_milestone()
    with pytest.raises(TextMissing):
        moved.move(MARCH, " ", goal=goal, others=[moved], today=START)
    assert moved.move(MARCH, "Budget  later", goal=goal, others=[moved], today=START)
    assert (moved.due, moved.redated) == (MARCH, 1)


def test_moving_to_the_same_day_or_behind_the_deadline_changes_nothing() -> None:
    goal, moved = a_goal(), a_milestone()
    with pytest.raises(DueAlready):
        moved.move(OCTOBER, "Why not", goal=goal, others=[moved], today=START)
    with pytest.raises(DueAfterDeadline):
        moved.move(date(2028, 1, 1), "Why not", goal=goal, others=[moved], today=START)
    assert (moved.due, moved.redated) == (OCTOBER, 0)


def test_a_change_of_the_goal_shows_which_milestones_it_leaves_outside() -> None:
    goal = a_goal()
    first, last = a_milestone("3", OCTOBER, 4), a_milestone("5", DEADLINE, 6)
    goal.renumber(today=START, target=Amount(Decimal(4)))
    assert misplaced(goal.numbers, [first, last]) == [last]
    goal.renumber(today=START, target=Amount(Decimal(5)), deadline=date(2026, 10, 30))
    assert misplaced(goal.numbers, [first, last]) == [first, last]
    goal.renumber(today=START, start=Amount(Decimal(3)), deadline=DEADLINE)
    assert misplaced(goal.numbers, [first, last]) == [first]
