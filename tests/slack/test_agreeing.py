"""Agreement to a goal is brought to mind in private, twice, as commitment is.

The office opens on Tuesday 28 April 2026.
"""

import pytest

from tests.slack.office import ANNA, BEN, CHRIS, Json, Office
from tests.slack.test_goals import GOAL, whole


def letters(office: Office, person: str) -> list[Json]:
    found = office.told(office.talk_with(person))
    words = ("waits for your agreement", "wartet auf deine Zustimmung")
    return [each for each in found if any(one in each["text"] for one in words)]


@pytest.fixture
def goal(acme: Office) -> Office:
    """Acme has a goal to which Ben has agreed."""
    acme.types(GOAL)
    acme.types("agreed G1")
    acme.tick()
    return acme


def test_who_has_not_agreed_is_reminded_after_three_and_ten_working_days(goal: Office) -> None:
    goal.at_nine(30, 4)
    assert letters(goal, CHRIS) == []
    goal.at_nine(1, 5)
    assert [len(letters(goal, each)) for each in (ANNA, BEN, CHRIS)] == [1, 0, 1]
    goal.presses(letters(goal, CHRIS)[0], "agreement.sign#1-1", by=CHRIS)

    goal.at_nine(12, 5)
    goal.at_nine(27, 5)

    assert [len(letters(goal, each)) for each in (ANNA, BEN, CHRIS)] == [2, 0, 1]
    assert "🎯 *G1* Products sold" in whole(letters(goal, CHRIS)[0])
    assert "a concern is an answer" not in whole(letters(goal, CHRIS)[0])
    assert goal.slack.rejections == []


def test_other_numbers_are_asked_about_anew(goal: Office) -> None:
    goal.at_nine(12, 5)
    goal.types("goal G1 to 6")
    goal.at_nine(14, 5)
    assert letters(goal, BEN) == []
    goal.at_nine(15, 5)
    assert len(letters(goal, BEN)) == 1


def test_strategies_and_goals_that_wait_come_in_one_message(goal: Office) -> None:
    goal.types('strategy "Become their innovation partner"')
    goal.at_nine(1, 5)

    (letter,) = letters(goal, CHRIS)
    assert "1 strategy waits for your commitment and 1 goal waits" in letter["text"]
    assert "a concern is an answer" in whole(letter)
