from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from domain.amount import Amount, OtherUnit
from domain.goal import Goal
from domain.measure import grown
from domain.pace import Haste, haste
from tests.domain.goal_builders import a_goal, measured

TODAY = date(2026, 10, 1)
SLOW = {date(2026, 7, 1): 2, TODAY: 3}
"""A product in 92 days."""

DAYS = 92


def asked(goal: Goal, other: Goal | None = None, **wanted: object) -> Haste | None:
    """Of a goal that is measured slowly, or of another one beside it."""
    known = [(goal, measured(SLOW)), *([(other, [])] if other else [])]
    return haste(other or goal, known, TODAY, **wanted)  # type: ignore[arg-type]


def test_twice_the_pace_of_today_is_taken_without_a_word_and_more_is_said() -> None:
    goal = a_goal("2", "9")
    twice = TODAY + timedelta(days=DAYS)
    assert asked(goal, value=Decimal(5), due=twice) is None

    found = asked(goal, value=Decimal(5), due=twice - timedelta(days=DAYS // 2))
    assert found is not None
    assert found.times == 4


def test_a_deadline_counts_like_a_day_of_a_milestone() -> None:
    soon = a_goal("2", "9", deadline=TODAY + timedelta(days=DAYS))
    assert asked(soon) == Haste(Fraction(6), soon.ref)
    assert asked(a_goal("2", "5")) is None


def test_a_new_goal_is_held_against_others_in_its_unit_and_direction() -> None:
    known = a_goal("2", "5")
    soon = TODAY + timedelta(days=DAYS)
    found = asked(known, a_goal("3", "9", start_date=TODAY, deadline=soon))
    assert found == Haste(Fraction(6), known.ref)
    assert asked(known, a_goal("9", "3", start_date=TODAY, deadline=soon)) is None
    assert asked(known, a_goal("3", "9", "EUR", start_date=TODAY, deadline=soon)) is None


def test_a_number_without_a_unit_tells_only_of_goals_of_the_same_name() -> None:
    known, soon = a_goal("2", "5", ""), TODAY + timedelta(days=DAYS)
    other = a_goal("3", "9", "", start_date=TODAY, deadline=soon)
    assert asked(known, other) is not None
    other.text = "Visits"
    assert asked(known, other) is None


def test_where_nothing_has_moved_that_way_it_cannot_be_said_by_how_much() -> None:
    goal = a_goal("9", "2")
    assert asked(goal) == Haste(None, goal.ref)


def test_what_is_reached_or_was_measured_once_needs_no_word() -> None:
    goal = a_goal("2", "3")
    assert asked(goal) is None
    assert haste(goal, [(goal, measured({TODAY: 2}))], TODAY) is None


@pytest.mark.parametrize(
    "start,growth,target",
    [
        (Amount(Decimal(200), "EUR"), Amount(Decimal(25), "%"), Amount(Decimal(250), "EUR")),
        (Amount(Decimal(200), "EUR"), Amount(Decimal(50), "EUR"), Amount(Decimal(250), "EUR")),
        (Amount(Decimal(20), "%"), Amount(Decimal(5), "%"), Amount(Decimal(25), "%")),
        (Amount(Decimal(3)), Amount(Decimal("33.333333"), "%"), Amount(Decimal(4))),
    ],
)
def test_growth_is_a_share_of_the_figure_or_so_much_more(
    start: Amount, growth: Amount, target: Amount
) -> None:
    assert grown(start, growth).unit == target.unit
    assert abs(grown(start, growth).value - target.value) < Decimal("0.00001")


def test_growth_in_another_unit_is_refused() -> None:
    with pytest.raises(OtherUnit):
        grown(Amount(Decimal(200), "EUR"), Amount(Decimal(5), "products"))
