"""What was written is said better, and what was closed is taken up again, by whoever may."""

import pytest

from tests.slack import forms
from tests.slack.office import ACME, ANNA, BEN, CHRIS, Office
from tests.slack.reading import words


def the_form(office: Office) -> forms.Json:
    """The modal that was opened last."""
    return office.slack.views[-1]


@pytest.mark.parametrize(
    "said,again,ref",
    [
        ('light red "finance director leavin"', 'light L1 "finance director leaving"', "L1"),
        ('action "cal the finance director"', 'action A1 "call the finance director"', "A1"),
        ("ampel rot „Finanzdirektor get“", "ampel L1 „Finanzdirektor geht“", "L1"),
        ("aktion „Finanzchefin anrufn“", "aktion A1 „Finanzchefin anrufen“", "A1"),
        ('light red "finance director leavin"', 'L1 "finance director leaving"', "L1"),
        ('goal "Products sld" from 2 to 5 by 2027-12-31', 'goal G1 "Products sold"', "G1"),
    ],
)
def test_what_was_written_is_said_better(acme: Office, said: str, again: str, ref: str) -> None:
    acme.types(said)
    better = again.split('"')[1] if '"' in again else again.split("„")[1].rstrip("“")

    assert better in words(acme.types(again, by=CHRIS))
    assert better in words(acme.types(ref))


@pytest.mark.parametrize(
    "opening,closing,reopening,ref",
    [
        ('action "call"', "done A1", "action A1 reopen", "A1"),
        ('action "call"', 'drop A1 "no"', "A1 reopen", "A1"),
        ('action "call"', "done A1", "reopen A1", "A1"),
        ("aktion anrufen", "erledigt A1", "aktion A1 wieder öffnen", "A1"),
        ('light red "x"', "light L1 clear", "light L1 reopen", "L1"),
        ('light red "x"', "clear L1", "reopen L1", "L1"),
        ("ampel rot x", "ampel L1 abhaken", "ampel L1 wieder öffnen", "L1"),
    ],
)
def test_what_was_closed_is_reopened_by_a_colleague_months_later(
    acme: Office, opening: str, closing: str, reopening: str, ref: str
) -> None:
    acme.types(opening)
    acme.types(closing)
    acme.clock.forward(days=100)

    assert "Open again." in words(acme.types(reopening, by=CHRIS))
    assert "open already" in words(acme.types(reopening, by=CHRIS))
    assert "Chris" in words(acme.types(ref))


@pytest.mark.parametrize(
    "opening,closing,ref,button",
    [
        ('action "call"', "done A1", "A1", "action.reopen"),
        ('light red "x"', "clear L1", "L1", "light.reopen"),
        ('vision "First choice" 3y', "goal G1 reached", "G1", "goal.reopen"),
    ],
)
def test_what_is_closed_has_a_button_that_reopens_it(
    acme: Office, opening: str, closing: str, ref: str, button: str
) -> None:
    acme.types(opening)
    acme.types(closing)
    acme.clock.forward(days=100)

    assert "Open again." in words(acme.presses(acme.types(ref, by=CHRIS), button, by=CHRIS))


def test_a_light_cleared_and_reopened_counts_again(acme: Office) -> None:
    acme.types('light red "finance director leaving"')
    acme.types("clear L1")
    acme.types("reopen L1")

    assert "finance director leaving" in words(acme.types("lights"))
    acme.presses(acme.types("light L1 clear"), "undo")
    assert "finance director leaving" in words(acme.types("lights"))


def test_reopening_is_taken_back_with_undo(acme: Office) -> None:
    acme.types('light red "x"')
    acme.types("clear L1")

    acme.presses(acme.types("reopen L1"), "undo")

    assert "No open lights" in words(acme.types("lights"))


def test_a_light_is_edited_in_a_form_that_holds_its_words(acme: Office) -> None:
    acme.types('light red "finance director leavin"')
    acme.presses(acme.types("L1"), "light.edit")

    acme.sends(the_form(acme), {"text": "finance director leaving"})

    assert "finance director leaving" in words(acme.types("lights"))


def test_turning_a_light_offers_to_reword_it(acme: Office) -> None:
    acme.types('light amber "budget wobbles"')

    acme.presses(acme.types("light L1 red"), "light.edit")

    assert "budget wobbles" in str(the_form(acme))


def test_each_light_on_the_board_has_a_menu_that_turns_clears_and_edits_it(acme: Office) -> None:
    acme.types('light amber "budget wobbles"')
    acme.types('light red "finance director leaving"')
    board = acme.types("lights")
    _block, menu = forms.find(board, "light.change#1")
    options = {each["text"]["text"]: each["value"] for each in menu["options"]}
    assert list(options) == ["🔴 Turn red", "🟢 Turn green", "Clear", "Edit…"]

    acme.presses(board, "light.change#1", chosen=options["Edit…"])
    assert "budget wobbles" in str(the_form(acme))
    turned = acme.presses(board, "light.change#1", chosen=options["🟢 Turn green"])
    assert turned["text"] == "Turned. 🟢 Green L1: budget wobbles"
    late = acme.presses(board, "light.change#1", chosen=options["Clear"])
    assert "Ben" in late["text"]
    assert "Cleared" not in words(acme.types("lights"))


def test_an_action_is_edited_from_the_plan(acme: Office) -> None:
    acme.types(f'action "cal the CFO" <@{BEN}> by Thursday')
    plan = acme.types("plan")
    _block, menu = forms.find(plan, "action.change#1")
    (edit,) = [each["value"] for each in menu["options"] if '"edit"' in each["value"]]
    acme.presses(plan, "action.change#1", chosen=edit)

    acme.sends(the_form(acme), {"text": "call the CFO"})

    assert "call the CFO" in words(acme.types("plan"))


def test_who_reads_along_may_not_reword(acme: Office) -> None:
    acme.types('light red "finance director leavin"')

    acme.types('light L1 "nothing"', by="U0DANA", channel=ACME)

    assert "nothing" not in words(acme.types("L1", by=ANNA))
