from collections.abc import Callable
from datetime import timedelta

import pytest

from domain.entity import Origin
from domain.strategy import (
    GoalNamedAlready,
    SameWording,
    Strategy,
    StrategyRetired,
    StrategyState,
    propose,
)
from domain.text import STATEMENT_LIMIT, TextMissing, TextTooLong
from tests.builders import NOW, strategy

LATER = NOW + timedelta(days=3)


def proposed(text: str = "Become their innovation partner", says: str = "") -> Strategy:
    origin = Origin("T1", 1, "U1", NOW, NOW.date())
    strategy = propose(origin, text, wording=1, says=says, goals=[3, 2, 3])
    strategy.number = 1
    return strategy


def test_a_strategy_is_a_line_with_a_longer_statement_and_the_goals_it_serves() -> None:
    one = proposed(says="  We bring\tideas.\n\n\nThey  test them. \n")
    assert (one.ref, one.text) == ("S1", "Become their innovation partner")
    assert one.statement == "We bring ideas.\nThey test them."
    assert one.goals == [2, 3]
    assert one.is_active


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_a_strategy_without_a_line_is_none(text: str) -> None:
    with pytest.raises(TextMissing):
        proposed(text)


def test_two_thousand_characters_of_statement_fit_and_one_more_does_not() -> None:
    assert len(proposed(says="x" * STATEMENT_LIMIT).statement) == 2_000
    with pytest.raises(TextTooLong) as refused:
        proposed(says="x" * 2_001)
    assert (refused.value.length, refused.value.limit) == (2_001, 2_000)
    with pytest.raises(TextTooLong):
        proposed("x" * 501)


def test_another_wording_is_a_new_one_from_now_on() -> None:
    one = strategy()
    one.reword(2, LATER, text="Lead their innovation")
    assert (one.text, one.wording, one.worded_at) == ("Lead their innovation", 2, LATER)


def test_a_small_correction_leaves_the_wording_as_it_is() -> None:
    one = strategy(text="Become ther partner")
    one.correct("Become their partner")
    assert (one.text, one.wording, one.worded_at) == ("Become their partner", 1, NOW)


@pytest.mark.parametrize("facts", [{"text": " Become  their innovation partner"}, {"says": ""}, {}])
def test_the_same_words_again_change_nothing(facts: dict[str, str]) -> None:
    one = strategy()
    with pytest.raises(SameWording):
        one.reword(2, LATER, **facts)
    assert one.wording == 1


def test_the_statement_can_be_taken_out_and_the_line_cannot() -> None:
    one = strategy(statement="We bring ideas.")
    one.correct(says="")
    assert one.statement == ""
    with pytest.raises(TextMissing):
        one.correct(text="")


def test_a_strategy_serves_each_goal_once() -> None:
    one = strategy(goals=[2])
    one.serve([3, 2, 2])
    assert one.goals == [2, 3]
    with pytest.raises(GoalNamedAlready):
        one.serve([2, 3])


def test_a_strategy_is_retired_with_a_reason() -> None:
    one = strategy()
    with pytest.raises(TextMissing):
        one.retire(" ", LATER)
    one.retire("the customer is sold", LATER)
    assert (one.state, one.why) == (StrategyState.RETIRED, "the customer is sold")


@pytest.mark.parametrize(
    "change",
    [
        lambda one: one.reword(2, LATER, text="new"),
        lambda one: one.correct("new"),
        lambda one: one.serve([1]),
        lambda one: one.retire("again", LATER),
    ],
)
def test_a_retired_strategy_is_left_alone(change: Callable[[Strategy], None]) -> None:
    one = strategy()
    one.retire("the customer is sold", LATER)
    with pytest.raises(StrategyRetired):
        change(one)
