"""What came of an action: told with Done or after it, and what follows in one press.

The office opens on Tuesday 28 April 2026.
"""

from datetime import UTC, datetime

import pytest

from tests.slack.office import ANNA, Json, Office
from tests.slack.reading import words

OUTCOME = "she wants a pilot in June"


@pytest.fixture
def planned(acme: Office) -> Office:
    """Acme has the contact C1, and the action A1 with her."""
    acme.types('contact "Eva Leitner" finance director decides')
    acme.types('action "show her the pilot" by 2026-04-30 with C1')
    return acme


def modal(office: Office) -> Json:
    return office.slack.views[-1]


def test_done_and_what_came_of_it_are_said_in_one_sentence(planned: Office) -> None:
    answer = planned.types(f'done A1 "{OUTCOME}"')

    assert answer["text"].startswith("Done. A1")
    assert f"→ {OUTCOME}" in words(answer)
    assert f"marked A1 done: {OUTCOME}" in words(planned.types("history"))
    assert f"→ {OUTCOME}" in words(planned.types("action A1"))


def test_after_done_a_button_asks_what_came_of_it(planned: Office) -> None:
    done = planned.types("done A1")
    assert "→" not in words(done)

    planned.presses(done, "action.outcome")
    planned.sends(modal(planned), {"text": OUTCOME})

    assert f"told what came of A1: {OUTCOME}" in words(planned.types("history"))
    assert planned.slack.rejections == []


def test_what_came_of_an_action_is_told_later_in_the_same_sentence(planned: Office) -> None:
    planned.types("done A1")

    assert f"→ {OUTCOME}" in words(planned.types(f'done A1 "{OUTCOME}"', by=ANNA))
    assert "is already known" in planned.types(f'A1 done "{OUTCOME}"')["text"]


def test_undo_makes_the_action_open_again_and_forgets_what_came_of_it(planned: Office) -> None:
    planned.presses(planned.types(f'done A1 "{OUTCOME}"'), "undo")

    assert "→" not in words(planned.types("action A1"))
    assert "not talked yet" in words(planned.types("contacts"))


def test_what_came_of_an_action_with_somebody_is_when_one_talked_last(planned: Office) -> None:
    planned.types("done A1")
    assert "not talked yet" in words(planned.types("contacts"))

    planned.types(f'done A1 "{OUTCOME}"')

    assert "last talked Tue 28 Apr 2026" in words(planned.types("contacts"))


def test_from_what_came_of_it_one_press_leads_on(planned: Office) -> None:
    planned.types('relationship "We trust them completely" 2y')
    answer = planned.types(f'done A1 "{OUTCOME}"')

    planned.presses(answer, "action.follow#action")
    planned.sends(modal(planned), {})
    planned.presses(answer, "action.follow#light")
    planned.sends(modal(planned), {"colour": "green"})
    planned.presses(answer, "action.follow#quote")
    planned.sends(modal(planned), {})
    planned.presses(answer, "action.follow#contact")
    planned.sends(modal(planned), {"name": "Max Long"})

    assert f"A2: {OUTCOME}" in planned.types("action A2")["text"]
    assert "with C1" in words(planned.types("action A2"))
    assert OUTCOME in words(planned.types("lights"))
    assert f"“{OUTCOME}”" in words(planned.types("goals"))
    assert "Max Long" in words(planned.types("contacts"))
    assert planned.slack.rejections == []


def test_the_digest_and_the_review_tell_what_came_of_it(planned: Office) -> None:
    planned.types(f'done A1 "{OUTCOME}"')

    assert f"1 action done · *A1* → {OUTCOME}" in words(planned.types("digest"))
    planned.clock.now = datetime(2026, 4, 30, 12, tzinfo=UTC)
    planned.types("review")
    (review,) = [each for each in planned.told() if "plan: " in each["text"]]
    assert f"→ {OUTCOME}" in words(review)


def test_what_came_of_it_is_told_in_german(planned: Office) -> None:
    answer = planned.types("erledigt A1 „sie will im Juni einen Piloten“", by=ANNA)

    assert "→ sie will im Juni einen Piloten" in words(answer)
    assert "Nächsten Schritt planen" in words(answer)
