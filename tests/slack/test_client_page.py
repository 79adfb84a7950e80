"""The client's page: whatever the team has said, only what was chosen is on it.

The office opens on Tuesday 28 April 2026.
"""

import json

import pytest

from tests.slack.forms import Key
from tests.slack.office import DANA, Json, Office
from tests.slack.reading import words
from tests.slack.test_goals import GOAL, whole

SECRETS = (
    'vision "Secret vision" 3y',
    'relationship "Secret wish" 2y',
    'goal "Secret draft" from 1 to 2 by 2027-12-31',
    'light red "Secret red" blocks G1',
    'light amber "Secret amber" decide by 2026-05-20',
    'light L2 green "Secret reason"',
    'action "Secret step" by 2026-05-20 for L1',
    'heard "Secret words"',
    'contact "Secret person" Secret role decides against for G1',
    "met C1",
    "action A1 with C1",
    'action "Secret visit" by 2026-05-12 with C1',
    'done A3 "Secret outcome"',
    'know "Secret fact" source "Secret source"',
    "progress G1 Secret margin 28%",
    'strategy "Secret way" for G1',
    'commit S1 "Secret promise"',
    'concern S1 "Secret fear"',
    "question G1 1",
    'question S1 not "Secret excuse"',
    'move M1 to 2026-11-30 "Secret delay"',
    "review",
)
"""Something of every noun that the customer must not see."""


@pytest.fixture
def agreed(acme: Office) -> Office:
    """Acme with a goal that Ben agreed to, a quote and a next step to show, and secrets."""
    acme.types(f"{GOAL} keeping Secret margin at 30%")
    acme.types("agreed G1 team")
    acme.types("milestone G1 3 by 2026-10-31")
    acme.types("progress G1 2")
    acme.types('heard "You bring us ideas"')
    acme.types('action "Show the road map" by 2026-05-12')
    for secret in SECRETS:
        acme.types(secret)
    return acme


def test_something_of_every_noun_is_there(agreed: Office) -> None:
    agreed.types("export json")
    found = json.loads(agreed.slack.files[-1].content or b"")

    assert {name for name, rows in found.items() if rows == []} == COUNTED_FROM_THREE_ON
    told = json.dumps(found)
    assert [word for word in PLANTED if f"Secret {word}" not in told] == []


COUNTED_FROM_THREE_ON = {"pulses", "confidences", "parts"}
PLANTED = ("person", "role", "outcome", "fact", "source", "margin", "way", "promise", "fear")


def form(office: Office) -> Json:
    return office.opens(lambda: office.types("export client"))


def test_the_form_shows_goals_as_the_page_does(agreed: Office) -> None:
    shown = words(form(agreed))

    assert "*G1* Products sold: from 2 to 5 products by Fri 31 Dec 2027" in shown
    assert "margin" not in shown


def page(office: Office, chosen: dict[Key, object]) -> str:
    """What stands in the Markdown and in the page to print, with these choices."""
    before = len(office.slack.files)
    office.sends(form(office), chosen)
    uploads = office.slack.files[before:]
    assert [each.name[-3:] for each in uploads] == [".md", "tml"]
    return "\n".join((each.content or b"").decode() for each in uploads)


def test_agreed_goals_are_on_it_and_nothing_else_that_was_not_chosen(agreed: Office) -> None:
    shown = page(agreed, {})

    assert "Products sold" in shown
    assert "from 2 to 5 products by Fri 31 Dec 2027" in shown
    assert "version 1" in shown
    assert "Secret" not in shown
    assert "You bring us ideas" not in shown
    assert "Show the road map" not in shown
    assert "Ben" not in shown
    assert "at risk" not in shown


def test_quotes_and_next_steps_are_chosen_one_by_one(agreed: Office) -> None:
    quote = next(each["block_id"] for each in form(agreed)["blocks"] if "You bring us" in str(each))
    shown = page(agreed, {"step1": "on", quote: "on"})

    assert "You bring us ideas" in shown
    assert "Show the road map" in shown
    assert "Tue 12 May 2026" in shown
    assert "Secret" not in shown


def test_the_yes_to_the_page_counts_for_the_numbers_that_it_showed(agreed: Office) -> None:
    answer = agreed.sends(form(agreed), {})
    assert "agreed to other numbers" not in whole(agreed.types("goal G1 to 6"))
    asked = agreed.opens(lambda: agreed.presses(answer, "agreement.form#1"))
    said = agreed.sends(asked, {"name": "Ms Weber"})

    assert "the client agreed to other numbers (Ms Weber, 28 Apr)" in whole(said)
    assert "client-agreed" not in whole(agreed.types("goals"))
    assert "client-agreed (Ms Weber" in whole(agreed.types('agreed G1 client "Ms Weber" on today'))
    assert "agreed to other numbers" in whole(agreed.types("goal G1 to 7"))


def test_a_change_after_the_clients_yes_says_that_they_agreed_to_others(agreed: Office) -> None:
    agreed.types('agreed G1 client "Ms Weber" on today')
    agreed.types("goal G1 by 2028-03-31")

    assert "the client agreed to other numbers (Ms Weber, 28 Apr)" in whole(agreed.types("goals"))
    agreed.types("agreed G1 team")
    shown = page(agreed, {})
    assert "version 2" in shown
    assert "Weber" not in shown


def test_a_yes_can_be_typed_with_its_version(agreed: Office) -> None:
    agreed.types("goal G1 to 6")
    said = agreed.types('agreed G1 client "Ms Weber" on today version 1')
    assert "agreed to other numbers" in whole(said)
    wrong = agreed.types('agreed G1 client "Ms Weber" on today version 9')
    assert "never had a version 9" in wrong["text"]


def test_only_who_may_export_makes_the_page(agreed: Office) -> None:
    before = len(agreed.slack.views)
    agreed.types("export client", by=DANA)
    assert len(agreed.slack.views) == before
