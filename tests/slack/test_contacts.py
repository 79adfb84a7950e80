"""Contacts as a team meets them: who decides, how they stand to us, who holds the link.

The office opens on Tuesday 28 April 2026.
"""

import pytest

from tests.slack.office import ANNA, BEN, CHRIS, Office
from tests.slack.reading import words

GOAL = 'goal "Products sold" from 2 to 5 products by 2027-12-31'


@pytest.fixture
def eva(acme: Office) -> Office:
    """Acme has the business goal G1, and the contact C1."""
    acme.types(GOAL)
    acme.types('contact "Eva Leitner" finance director')
    return acme


def board(office: Office) -> str:
    return words(office.types("contacts"))


@pytest.mark.parametrize(
    "sentence,facts",
    [
        ('contact "Eva Leitner" finance director', "Eva Leitner, finance director\n⚪ neutral"),
        (
            'contact "Eva Leitner" finance director for decides',
            "finance director\n🟢 for us · decides · nobody",
        ),
        ('contact "Eva Leitner" against decides for G1', "🔴 against us · decides G1"),
        ('contact "Eva Leitner" for shapes', "🟢 for us · shapes the decision"),
        ("contact Eva Leitner, head of IT uses", "Eva Leitner, head of IT\n⚪ neutral · uses it"),
        (f'contact "Eva Leitner" CFO <@{BEN}|ben>', "link: Ben"),
        ('kontakt "Eva Leitner" Finanzchefin entscheidet für uns', "🟢 for us · decides"),
        ('kontakt "Eva Leitner" Einkauf gegen', "🔴 against us"),
    ],
)
def test_a_contact_is_added_in_a_sentence(acme: Office, sentence: str, facts: str) -> None:
    acme.types(GOAL)

    answer = acme.types(sentence)

    assert answer["text"] == "Added. C1: Eva Leitner"
    assert facts in board(acme)
    assert acme.slack.rejections == []


def test_more_is_said_of_a_contact_bit_by_bit(eva: Office) -> None:
    eva.types("contact C1 decides")
    eva.types("C1 for us")
    eva.types(f"contact C1 <@{CHRIS}|chris> for G1")
    eva.types("contact C1 chief financial officer")

    assert "chief financial officer\n" in board(eva)
    assert "🟢 for us · decides G1 · link: Chris · ⏰ *not talked yet*" in board(eva)
    assert "C1 stands like that already." in eva.types("contact C1 decides")["text"]


def test_whom_one_talked_with_stands_on_the_board(eva: Office) -> None:
    assert "last talked Mon 27 Apr 2026" in words(eva.types("met C1 yesterday"))
    assert "last talked Tue 28 Apr 2026" in words(eva.types('met C1 "she wants a pilot in June"'))
    assert "she wants a pilot in June" in words(eva.types("contact C1"))
    assert "still to come" in eva.types("met C1 2026-05-15")["text"]
    assert "C7" in eva.types("met C7")["text"]


def test_who_decides_and_has_waited_for_long_stands_first(eva: Office) -> None:
    eva.types('contact "Max Long" decides')
    eva.types('contact "Ada Short" decides')
    eva.types("met C2 2026-02-20")
    eva.types("met C3 2026-03-02")

    shown = board(eva)

    assert shown.index("Max Long") < shown.index("Ada Short") < shown.index("Eva Leitner")
    assert shown.count("⏰ *last talked") == 1


def test_one_press_on_the_board_says_that_one_talked(eva: Office) -> None:
    shown = eva.types("contacts")

    answer = eva.presses(shown, "contact.met#1")

    assert "last talked Tue 28 Apr 2026" in words(answer)


def test_a_contact_is_added_and_changed_in_a_window(eva: Office) -> None:
    eva.presses(eva.types("contacts"), "contact.new")
    eva.sends(eva.slack.views[-1], {"name": "Max Long", "influence": "decides", "held_by": ANNA})
    assert "Max Long\n" in board(eva)

    eva.types("contact C2 change")
    eva.sends(eva.slack.views[-1], {"role": "head of IT", "attitude": "for", "goal": "1"})

    assert "Max Long, head of IT\n" in board(eva)
    assert "🟢 for us · decides G1 · link: Anna" in board(eva)
    eva.types("contact C2 change")
    eva.sends(eva.slack.views[-1], {"held_by": "-"})
    assert "decides G1 · nobody holds the link" in board(eva)
    assert eva.slack.rejections == []


@pytest.mark.parametrize(
    "sentence", ["contact C1 not for G2", "C1 without G2", "kontakt C1 nicht mehr für G2"]
)
def test_a_goal_is_taken_off_by_a_sentence_and_comes_back_by_undo(
    eva: Office, sentence: str
) -> None:
    eva.types('goal "Visits" from 2 to 5 by 2027-12-31')
    eva.types("contact C1 decides for G1")
    eva.types("contact C1 for G2")

    said = eva.types(sentence)

    assert "decides G1 · nobody" in words(said)
    assert "finance director" in words(said)
    assert "stands like that already" in eva.types("contact C1 not for G2")["text"]
    eva.presses(said, "undo")
    assert "decides G1, G2 · nobody" in board(eva)


def test_a_goal_is_taken_off_in_the_form(eva: Office) -> None:
    eva.types("contact C1 decides for G1")
    eva.types("contact C1 change")
    eva.sends(eva.slack.views[-1], {"off": "1"})
    assert "decides · nobody" in board(eva)

    eva.types("contact C1 change")
    assert "no influence on any more" not in words(eva.slack.views[-1])


def test_a_contact_who_left_is_on_no_board_and_is_named_by_nothing_new(eva: Office) -> None:
    eva.types('contact C1 gone "moved to Linz"')

    assert "Eva Leitner" not in board(eva)
    assert "moved to Linz" in words(eva.types("contact C1"))
    assert "C1 has left." in eva.types('action "call her" with C1')["text"]


def test_no_two_contacts_have_one_name_and_links_are_held_in_the_team(eva: Office) -> None:
    assert "Eva Leitner is already C1." in eva.types('contact "eva  leitner"')["text"]
    assert "not in this account's team" in eva.types("contact C1 <@U0NOBODY|x>")["text"]


def test_undo_takes_a_contact_back_unless_something_names_them(eva: Office) -> None:
    added = eva.types('contact "Max Long"')
    eva.types('light amber "likes the other offer" with C2')
    assert "names C2" in eva.presses(added, "undo")["text"]

    eva.types("undo")
    eva.presses(added, "undo")
    assert "Max Long" not in board(eva)


def test_lights_and_actions_name_a_contact_in_any_order(eva: Office) -> None:
    light = eva.types('light with C1 amber "likes the other offer" for G1')
    assert "Could tip G1 · about C1" in words(light)
    assert "with C1" in words(eva.types('action "show her the pilot" by 2026-05-20 with C1'))
    eva.types('light red "budget cut"')
    assert "about C1" in words(eva.types("light L2 with C1"))
    eva.types('action "call her"')
    assert "with C1" in words(eva.types("action A2 with C1"))
    assert "L2 already names C1." in eva.types("light L2 with C1")["text"]


def test_what_is_with_a_contact_is_there_for_something(eva: Office) -> None:
    eva.types('action "call her" with C1')

    assert "what is it for?" not in words(eva.types("check"))


def test_the_line_of_sight_asks_who_decides_and_who_holds_the_link(acme: Office) -> None:
    acme.types(GOAL)
    assert "who decides?" in words(acme.types("check"))

    acme.types('contact "Eva Leitner" shapes')
    assert "Products sold: who decides about it?" in words(acme.types("check"))

    acme.types("contact C1 decides")
    asked = words(acme.types("check"))
    assert "who decides" not in asked
    assert "Eva Leitner decides: who of us holds the link?" in asked

    acme.presses(acme.types("check"), "contact.hold#C1", by=ANNA)
    acme.types(f'contact "Max Long" <@{ANNA}|anna>')
    asked = words(acme.types("check"))
    assert "who of us holds the link" not in asked
    assert "One of us holds all links" in asked

    acme.types(f"contact C2 <@{BEN}|ben>")
    assert "👤" not in words(acme.types("check"))


def test_nobody_is_told_of_a_contact_in_the_channel(eva: Office) -> None:
    eva.types("contact C1 against decides")
    eva.types("met C1")

    assert not any("Leitner" in words(each) for each in eva.told())


def test_the_history_says_what_became_of_a_contact(eva: Office) -> None:
    eva.types("contact C1 for decides")
    eva.types("met C1 yesterday")

    told = words(eva.types("history"))

    assert "added C1: Eva Leitner" in told
    assert "described C1: 🟢 for us, decides" in told
    assert "talked with C1 on Mon 27 Apr 2026" in told
