"""The line of sight as a team meets it: every gap with a button that leads to mending it.

The office opens on Tuesday 28 April 2026.
"""

from datetime import UTC, datetime

import pytest

from tests.slack import forms
from tests.slack.office import ANNA, CHRIS, Json, Office

GOAL = 'goal "Products sold" from 2 to 5 products by 2027-12-31'


def whole(message: Json) -> str:
    """Everything a message says."""
    return str(message.get("text", "")) + str(message.get("blocks", ""))


def modal(office: Office) -> Json:
    """The form that was opened last."""
    return office.slack.views[-1]


def options(view: Json, block: str) -> list[str]:
    """What the menu of a form offers."""
    (element,) = [each for at, each in forms.controls(view) if at == block]
    return [option["text"]["text"] for option in element["options"]]


@pytest.fixture
def goal(acme: Office) -> Office:
    """Acme has the goal G1 and on the way to it M1: 3 products by the end of October."""
    acme.types(GOAL)
    acme.types("milestone G1 3 by 2026-10-31")
    return acme


def test_a_new_account_is_asked_where_to_with_a_form_for_each_level(acme: Office) -> None:
    gaps = acme.types("check")

    assert gaps["text"] == "Acme: line of sight: 3 gaps."
    for kind, title in (
        ("business", "Add a business goal"),
        ("relationship", "A relationship goal"),
        ("vision", "Add a vision"),
    ):
        acme.presses(gaps, f"goal.form#{kind}")
        assert modal(acme)["title"]["text"] == title
    assert acme.slack.rejections == []


def test_a_red_light_is_told_which_goal_it_blocks(goal: Office) -> None:
    goal.types('light red "budget cut"')
    gaps = goal.types("check")
    assert "which goal does it block" in whole(gaps)

    goal.presses(gaps, "light.blocks_form")
    goal.sends(modal(goal), {"goal": "1"})

    assert "which goal does it block" not in whole(goal.types("check"))
    assert "Blocks G1" in whole(goal.types("lights"))


def test_a_goal_without_milestones_gets_a_proposal(acme: Office) -> None:
    acme.types(GOAL)
    gaps = acme.types("check")
    assert "*G1* Products sold: no milestones yet" in whole(gaps)

    acme.presses(gaps, "milestone.propose")

    assert modal(acme)["callback_id"] == "milestone.save"


def test_a_milestone_without_an_action_gets_one_that_serves_it(goal: Office) -> None:
    gaps = goal.types("check")
    line = "*M1* 3 products by Sat 31 Oct 2026 (Products sold): no action leads there"
    assert line in whole(gaps)

    goal.presses(gaps, "action.new#M1")
    answer = goal.sends(modal(goal), {"text": "demonstrate the new line"})

    assert "for M1" in whole(answer)
    assert "no action leads there" not in whole(goal.types("check"))
    assert "nothing is planned" not in whole(goal.types("check"))


def test_a_goal_whose_actions_all_come_later_has_nothing_planned_in_three_months(
    goal: Office,
) -> None:
    goal.types('action "demonstrate the new line" in September for M1')

    shown = whole(goal.types("check"))

    assert "*G1* Products sold: nothing is planned in three months" in shown
    assert "no action leads there" not in shown


def test_a_relationship_goal_that_nothing_leads_to_gets_a_strategy_and_that_an_action(
    acme: Office,
) -> None:
    acme.types('relationship "We trust them completely" 2y')
    gaps = acme.types("check")
    assert "💬 *G1* We trust them completely: nothing is planned in three months" in whole(gaps)

    acme.presses(gaps, "strategy.form")
    acme.types('strategy "Bring them ideas before they ask" for G1')
    gaps = acme.types("check")
    assert "*S1* Bring them ideas before they ask: no action carries it out" in whole(gaps)
    acme.presses(gaps, "action.new#S1")
    acme.sends(modal(acme), {"text": "show them the new line"})

    gaps = acme.types("check")
    assert "no action carries it out" not in whole(gaps)
    assert "nothing is planned" not in whole(gaps)
    assert acme.slack.rejections == []


def test_an_action_that_serves_nothing_is_told_what_it_is_for(goal: Office) -> None:
    goal.types('light red "budget cut" blocks G1')
    goal.types('action "tidy up"')
    gaps = goal.types("check")
    assert "*A1* tidy up: what is it for?" in whole(gaps)

    goal.presses(gaps, "action.aim#1")
    assert options(modal(goal), "serves") == ["L1 budget cut", "M1 3 products: Products sold"]
    answer = goal.sends(modal(goal), {"serves": "M1"})

    assert answer["text"].startswith("Linked. A1: tidy up")
    assert "for M1" in whole(goal.types("plan"))
    assert "what is it for" not in whole(goal.types("check"))
    assert "linked A1 to M1" in whole(goal.types("history"))
    goal.presses(answer, "undo")
    assert "what is it for" in whole(goal.types("check"))
    assert goal.slack.rejections == []


def test_what_an_action_is_for_can_be_typed_in_both_languages(goal: Office) -> None:
    goal.types('action "tidy up"')

    assert goal.types("aktion A1 für M1", by=ANNA)["text"].startswith("Verknüpft. A1")
    assert "A1 is already for M1." in goal.types("action A1 for M1")["text"]
    assert "There is no M9 in this account." in goal.types("action A1 for M9")["text"]


def test_the_menu_of_an_action_says_what_it_is_for_unless_somebody_was_quicker(
    goal: Office,
) -> None:
    goal.types('action "tidy up"')
    plan = goal.types("plan")
    menu = forms.find_button(plan, "action.change#1")
    (chosen,) = [each["value"] for each in menu["options"] if '"aim"' in each["value"]]
    goal.presses(plan, "action.change#1", chosen=chosen)
    form = modal(goal)
    goal.types("done A1", by=CHRIS)

    problems = goal.fails(form, {"serves": "M1"})

    assert "Chris already completed A1" in str(problems)


def test_where_nothing_could_be_served_that_is_said(acme: Office) -> None:
    acme.types('action "tidy up"')

    answer = acme.presses(acme.types("check"), "action.aim#1")

    assert "There is nothing yet that an action could serve" in answer["text"]
    assert "/kam light red" in answer["text"]


def test_milestones_are_offered_in_the_form_of_an_action_in_its_reader_s_numbers(
    acme: Office,
) -> None:
    acme.types("ziel „Umsatz“ von 1,2 Mio. auf 1,5 Mio. EUR bis 31.12.2027", by=ANNA)
    acme.types("meilenstein G1 1,3 Mio. bis 31.10.2026", by=ANNA)

    acme.types("aktion", by=ANNA)
    assert "M1 1.300.000\N{NO-BREAK SPACE}€: Umsatz" in options(modal(acme), "serves")
    acme.types("action")
    assert "M1 €1,300,000: Umsatz" in options(modal(acme), "serves")


def test_forty_gaps_fit_into_a_message_and_the_rest_is_counted(acme: Office) -> None:
    for number in range(40):
        acme.types(f'action "{number} {"x" * 400}"')

    shown = whole(acme.types("check"))

    assert "and 13 more: they move up as these are closed." in shown
    assert acme.slack.rejections == []


def test_nothing_is_blocked_by_a_gap(acme: Office) -> None:
    acme.types('action "tidy up"')
    assert "Just a checklist, nothing is blocked" in whole(acme.types("check"))
    assert acme.types("done A1")["text"].startswith("Done.")


def test_the_review_shows_the_three_most_important_lines_and_where_the_others_are(
    goal: Office,
) -> None:
    goal.types('light red "budget cut"')
    goal.types('action "tidy up" by 30 April')
    goal.tick()
    goal.at_nine(30, 4)

    (head,) = [each for each in goal.told() if "Roll Acme's plan" in each["text"]]
    lines = next(
        block["text"]["text"]
        for block in head["blocks"]
        if "Line of sight" in str(block.get("text"))
    ).splitlines()

    assert lines == [
        "*Line of sight*",
        "🔴 *Red L1* budget cut: which goal does it block?",
        "🎯 *G1* Products sold: nothing is planned in three months",
        "🏁 *M1* 3 products by Sat 31 Oct 2026 (Products sold): no action leads there",
        "and 4 more: `/kam check`",
    ]


def test_milestones_that_are_far_away_are_one_line(goal: Office) -> None:
    goal.types("milestone G1 4 by 2027-03-31")
    goal.types("milestone G1 4.5 by 2027-08-31")

    shown = whole(goal.types("check"))

    assert shown.count("no action leads there") == 1
    assert "Further ahead, no action yet: *M2* by Wed 31 Mar 2027, *M3* by Tue 31" in shown


def test_the_review_names_slipping_milestones_that_no_action_answers(goal: Office) -> None:
    goal.tick()
    goal.clock.now = datetime(2026, 10, 30, 9, 1, tzinfo=UTC)
    goal.tick()
    goal.tick()

    (head,) = [each for each in goal.told() if "Roll Acme's plan" in each["text"]]
    assert "Nothing is planned yet for *Products sold: 3 products* (M1)" in whole(head)


def test_the_button_of_a_slip_plans_an_action_that_answers_it(goal: Office) -> None:
    goal.tick()
    goal.tick(days=167)
    (slip,) = [each for each in goal.told() if "M1 is at risk" in each["text"]]

    goal.presses(slip, "action.new", by=CHRIS)
    answer = goal.sends(modal(goal), {"text": "demonstrate the new line"}, by=CHRIS)

    assert "for M1" in whole(answer)
    assert "no action leads there" not in whole(goal.types("check"))
