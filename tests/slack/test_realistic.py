"""Realistic goals: what is said of their pace, their deadline and their horizon, and the cheers.

The office opens on Tuesday 28 April 2026.
"""

import pytest

from tests.slack.office import ANNA, Json, Office
from tests.slack.test_goals import GOAL, modal, said, whole


@pytest.fixture
def goal(acme: Office) -> Office:
    """Acme has the goal G1: from 2 to 5 products, set by Ben today."""
    acme.types(GOAL)
    return acme


@pytest.fixture
def slow(goal: Office) -> Office:
    """A product in a hundred days."""
    goal.types("progress G1 2")
    goal.tick(days=100)
    goal.types("progress G1 3")
    return goal


def test_a_date_that_needs_three_times_the_pace_is_set_and_said_so(slow: Office) -> None:
    answer = whole(slow.types("goal G1 by 2026-10-12"))  # 2 products in 67 days

    assert "That is 3 times today's pace." in answer
    assert "by Mon 12 Oct 2026" in answer


def test_a_milestone_is_held_against_the_pace_as_well(slow: Office) -> None:
    assert "times today's pace" in whole(slow.types("milestone G1 4 by 2026-08-20"))
    assert "times" not in slow.types("milestone G1 5 by 2027-12-01")["text"]


def test_a_new_goal_is_held_against_the_fastest_pace_in_its_unit(slow: Office) -> None:
    answer = whole(slow.types("ziel „Lizenzen“ von 0 auf 90 products bis 31.12.2026", by=ANNA))

    assert "so schnell wie das höchste bisher gemessene Tempo (G1)" in answer


# ------------------------------------------------------------------------------------ last year


def test_growth_on_last_year_asks_for_the_figure_in_a_form_that_is_filled_in(acme: Office) -> None:
    acme.types('goal "Product A" +25% on last year by 31 December')
    form = modal(acme)
    assert all(part in str(form) for part in ("Product A", "25%", "2026-12-31"))

    answer = acme.sends(form, {"start": "1.2m EUR"})

    assert "from €1,200,000 to €1,500,000 by Thu 31 Dec 2026" in answer["text"]


def test_growth_with_its_figure_needs_no_form(acme: Office) -> None:
    answer = acme.types("ziel „Produkt A“ +25 % auf Vorjahr von 80 T€ bis 31.12.", by=ANNA)

    assert "von 80.000\N{NO-BREAK SPACE}€ auf 100.000\N{NO-BREAK SPACE}€" in answer["text"]


def test_where_no_form_opens_a_button_brings_what_was_typed(acme: Office) -> None:
    button = acme.mentions('goal "Product A" +25% on last year')
    form = acme.opens(lambda: acme.presses(button, "say"))

    assert "Product A" in str(form)
    assert "25%" in str(form)
    assert acme.fails(form, {"start": "2"}).keys() == {"deadline"}


# ------------------------------------------------------------------------- deadline and horizon


def missed(office: Office) -> list[Json]:
    return said(office, "The deadline of G1 has passed")


def test_a_deadline_that_passes_unreached_is_announced_once_with_ways_out(acme: Office) -> None:
    acme.types('goal "Products sold" from 2 to 5 products by 2026-05-04')
    acme.tick(days=6)
    assert missed(acme) == []
    acme.tick(days=1)
    acme.tick(days=1)

    (message,) = missed(acme)
    assert "nothing measured yet · owner Ben" in whole(message)
    acme.types("goal G1 by 2026-05-12")
    acme.tick(days=8)
    acme.tick(days=1)
    assert len(missed(acme)) == 2


def test_a_deadline_on_which_a_milestone_is_missed_is_told_by_that(acme: Office) -> None:
    acme.types('goal "Products sold" from 2 to 5 products by 2026-05-04')
    acme.types("milestone G1 5 by 2026-05-04")
    acme.tick(days=7)

    assert missed(acme) == []
    assert said(acme, "M1 is missed") != []


def review(office: Office) -> Json:
    office.types("review")
    return next(each for each in reversed(office.told()) if "Roll Acme's plan" in each["text"])


def test_a_vision_whose_horizon_is_near_is_renewed_in_the_review(acme: Office) -> None:
    acme.types('vision "First choice" 1y')
    assert "renew it" not in whole(review(acme))
    acme.tick(days=183)
    head = review(acme)
    assert "It looks ahead until Wed 28 Apr 2027: renew it, or retire it?" in whole(head)

    form = acme.opens(lambda: acme.presses(head, "goal.renew_form#1"))
    answer = acme.sends(form, {"text": "Their only choice", "years": "3"})

    assert "Their only choice (by Sun 28 Oct 2029)" in answer["text"]


# --------------------------------------------------------------------------------------- cheers


def test_a_milestone_that_is_reached_is_celebrated_in_one_line_where_the_goal_hangs(
    goal: Office,
) -> None:
    goal.types("milestone G1 3 by 2026-10-31")
    goal.tick(days=1)
    answer = whole(goal.types("progress G1 3"))

    assert "🎉 *Reached: M1, 3 products, 185 days early.*" in answer
    assert len(said(goal, "🎉 *Reached: M1")) == 1
    goal.tick(days=1)
    assert "🎉" not in whole(goal.types("progress G1 3"))


def test_a_goal_that_is_there_says_how_to_close_it_and_is_cheered_when_it_is(goal: Office) -> None:
    assert "`/kam goal G1 reached` closes it." in whole(goal.types("progress G1 5"))
    goal.types("goal G1 reached")

    assert said(goal, "🎉 We did it! Ben closed a business goal as reached") != []
