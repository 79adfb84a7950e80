"""Lights that speak for or against a goal, and how ambers end, as a team meets them.

The office opens on Tuesday 28 April 2026.
"""

import pytest

from tests.slack import forms
from tests.slack.office import ACME, ANNA, CHRIS, Json, Office
from tests.slack.reading import words

GOAL = 'goal "Products sold" from 2 to 5 products by 2027-12-31'


@pytest.fixture
def goal(acme: Office) -> Office:
    """Acme has the business goal G1."""
    acme.types(GOAL)
    return acme


def modal(office: Office) -> Json:
    """The form that was opened last."""
    return office.slack.views[-1]


@pytest.mark.parametrize(
    "sentence,said",
    [
        ('light green "new sponsor" for G1', "Speaks for G1"),
        ('light red "budget cut" against G1', "Blocks G1"),
        ('light for G1 green "new sponsor"', "Speaks for G1"),
        ("light green new sponsor speaks for G1", "Speaks for G1"),
        ('ampel grün "neuer Sponsor" für G1', "Speaks for G1"),
        ('ampel rot "Budget gekürzt" spricht gegen G1', "Blocks G1"),
    ],
)
def test_a_light_of_any_colour_names_its_goal_in_the_sentence(
    goal: Office, sentence: str, said: str
) -> None:
    goal.types(sentence)

    assert said in words(goal.types("lights"))


def test_an_amber_light_says_its_goal_and_its_date(goal: Office) -> None:
    answer = goal.types('light amber "budget wobbles" for G1 decide by 2026-05-12')

    assert "Could tip G1 · Decide by Tue 12 May 2026" in words(answer)


def test_a_text_with_for_in_it_stays_whole(goal: Office) -> None:
    answer = goal.types("light green they ask for more")

    assert "L1: they ask for more" in answer["text"]


def test_a_goal_shows_what_speaks_for_and_against_it_the_gravest_first(goal: Office) -> None:
    goal.types('goal "Revenue" from 1 to 2 EUR by 2027-12-31')
    goal.types('light green "new sponsor" for G1')
    goal.types('light red "budget cut" blocks G1')
    goal.types('light red "about another goal" blocks G2')
    goal.types('light green "about none"')
    goal.types('light green "cleared" for G1')
    goal.types("light L5 clear")

    shown = words(goal.types("goal G1"))

    assert shown.index("What speaks for and against it") < shown.index("budget cut")
    assert shown.index("budget cut") < shown.index("new sponsor")
    assert not any(each in shown for each in ("about another goal", "about none", "cleared"))


def test_a_relationship_goal_shows_its_lights_as_well(acme: Office) -> None:
    acme.types('relationship "We trust them completely" 2y')
    acme.types('light amber "a complaint is open" for G1')

    assert "a complaint is open" in words(acme.types("goal G1"))


def test_a_goal_is_named_later_by_the_button_of_any_light(goal: Office) -> None:
    goal.types('light green "new sponsor"')
    announcement = goal.told(ACME)[-1]

    goal.presses(announcement, "light.blocks_form", by=CHRIS)
    assert modal(goal)["title"]["text"] == "L1: which goal?"
    goal.sends(modal(goal), {"goal": "1"}, by=CHRIS)

    assert "Speaks for G1" in words(goal.types("lights"))
    assert goal.slack.rejections == []


def test_a_goal_is_named_later_by_a_sentence_and_only_once(goal: Office) -> None:
    goal.types('light green "new sponsor"')

    assert "Speaks for G1" in words(goal.types("light L1 for G1"))
    assert goal.types("light L1 for G1")["text"].startswith("L1 already names G1.")
    assert "L9" in goal.types("light L9 for G1")["text"]
    assert "G9" in goal.types("light L1 for G9")["text"]


def test_the_form_of_a_light_offers_the_goals_where_there_are_any(acme: Office) -> None:
    acme.types("light")
    assert "goal" not in {at for at, _ in forms.controls(modal(acme))}

    acme.types(GOAL)
    acme.types("light green")
    acme.sends(modal(acme), {"colour": "green", "text": "new sponsor", "goal": "1"})

    assert "Speaks for G1" in words(acme.types("lights"))


def test_a_turned_light_keeps_its_goal_and_undo_gives_the_colour_back(goal: Office) -> None:
    goal.types('light red "budget cut" blocks G1')
    turned = goal.types("light L1 green")
    assert "Speaks for G1" in words(turned)

    goal.presses(turned, "undo")

    assert "Blocks G1" in words(goal.types("lights"))


# ---------------------------------------------------------------------------- how ambers ended


def test_without_an_ended_amber_there_is_nothing_to_tell(goal: Office) -> None:
    goal.types('light amber "budget wobbles"')

    assert "No amber light has ended yet." in words(goal.types("lights past"))


def test_it_is_told_which_way_each_amber_went_and_after_how_long(acme: Office) -> None:
    for text in ("budget", "director", "tender", "audit"):
        acme.types(f'light amber "{text}"')
    acme.clock.forward(days=3)
    acme.types("light L1 green")
    acme.clock.forward(days=2)
    acme.types("light L2 red")
    acme.clock.forward(days=4)
    acme.types("light L3 clear")

    told = words(acme.types("lights past"))

    assert "3 ambers ended: 1 went green, 1 went red and 1 was cleared; median 5 days." in told
    assert "L1 went green on Fri 1 May 2026, after 3 days" in told.replace("*", "")
    assert "audit" not in told
    assert told.index("tender") < told.index("director") < told.index("budget")


def test_an_undone_turn_ended_no_amber(acme: Office) -> None:
    acme.types('light amber "budget wobbles"')
    acme.presses(acme.types("light L1 green"), "undo")

    assert "No amber light has ended yet." in words(acme.types("lights past"))


def test_a_light_that_was_amber_twice_ended_twice(acme: Office) -> None:
    acme.types('light amber "budget wobbles"')
    for colour in ("green", "amber", "red"):
        acme.clock.forward(days=1)
        acme.types(f"light L1 {colour}")

    assert "2 ambers ended: 1 went green and 1 went red; median 1 day." in words(
        acme.types("lights past")
    )


def test_german_speakers_read_how_ambers_ended(acme: Office) -> None:
    acme.types('light amber "Budget wackelt"')
    acme.types("light L1 green")

    assert "1 gelbe Ampel ist entschieden: 1 wurde grün" in words(
        acme.types("ampeln vorbei", by=ANNA)
    )


def test_the_review_says_in_one_line_how_ambers_ended_where_one_has(acme: Office) -> None:
    acme.types('light amber "budget wobbles"')
    assert "ended" not in words(acme.types("review"))

    acme.types("light L1 green")

    assert "1 amber ended: 1 went green; median 0 days." in words(acme.types("review"))
