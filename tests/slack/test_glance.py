"""`/kam`: the one message to show a colleague before a meeting. It is Tuesday 28 April 2026."""

import pytest

from domain.light import Colour
from tests.builders import APRIL, action, keep, light
from tests.slack.fake.people import TEAM
from tests.slack.office import ANNA, BEN, Office, open_for
from tests.slack.reading import words

SLACKS_LIMIT = 12_000


@pytest.fixture
def full(acme: Office) -> Office:
    """Acme with something of everything."""
    acme.types('vision "First choice for everything that moves" 3y')
    acme.types('relationship "We trust them completely" 2y')
    acme.types('heard "They are slow" G2')
    acme.types('heard "They kept their word" G2')
    acme.types('goal "Products sold" from 2 to 5 products by 2027-12-31')
    acme.types("milestone G3 3 by 2026-05-10")
    acme.types('light green "head of production recommends us"')
    acme.types('light red "finance director leaving" blocks G3')
    acme.types(f'action "call the finance director" <@{ANNA}> by 30 April')
    acme.types('action "plan the workshop" in June')
    acme.types('strategy "Become their innovation partner"')
    acme.types('commit S1 "one idea a month"')
    return acme


def test_everything_stands_in_the_order_in_which_it_matters(full: Office) -> None:
    shown = words(full.types(""))

    parts = [
        "Acme: 🔴 red",
        "First choice for everything that moves (by Sat 28 Apr 2029)",
        "We trust them completely",
        "Last heard: “They kept their word”",
        "Products sold: from 2 to 5 products by Fri 31 Dec 2027",
        "nothing measured yet · drafted · 🟠 1 at risk",
        "🔴 *Red L2*: finance director leaving",
        "head of production recommends us",
        "Due in the next 14 days",
        "call the finance director · Anna · Thu 30 Apr 2026",
        "Become their innovation partner · 1 of 3 committed",
        "Next review: Thu 30 Apr 2026, 09:00",
    ]
    places = [shown.index(part) for part in parts]
    assert places == sorted(places)
    assert "They are slow" not in shown
    assert "plan the workshop" not in shown


def test_the_same_in_german(full: Office) -> None:
    shown = words(full.types("", by=ANNA))

    for part in (
        "Acme: 🔴 rot. 1 Geschäftsziel, 1 rot, 1 grün und 2 offene Aktionen.",
        "*Ziele*",
        "Zuletzt gehört: „They kept their word“",
        "*Ampeln*",
        "*In den nächsten 14 Tagen fällig*",
        "Do., 30. Apr. 2026",
        "Nächste Planrunde: Do., 30. Apr. 2026, 09:00 Uhr",
    ):
        assert part in shown


def test_an_account_with_nothing_says_how_to_begin(acme: Office) -> None:
    shown = words(acme.types(""))

    assert "No goals yet." in shown
    assert "No open lights yet." in shown
    assert "Nothing planned yet." in shown
    assert "Add a business goal" in shown


def test_three_hundred_lights_and_four_hundred_actions_of_hostile_text_stay_one_short_message(
    full: Office,
) -> None:
    with open_for(full) as uow:
        (home,) = uow.accounts.open()
    text = "<!channel> *_~`& " * 29
    facts = {"workspace_id": TEAM, "account_id": home.saved_id, "text": text}
    keep(
        lambda _workspace: open_for(full),
        *(light(list(Colour)[n % 3], **facts, number=n, logged_by=BEN) for n in range(10, 310)),
        *(action(**facts, number=n, owner_id=BEN, month=APRIL) for n in range(10, 410)),
    )

    shown = full.types("")

    assert len(words(shown)) < SLACKS_LIMIT
    assert len(shown["blocks"]) < 20
    for more in ("and 98 more", "and 97 more", "and 396 more"):
        assert more in words(shown)


def test_what_is_due_in_fourteen_days_stands_there_whatever_its_month(full: Office) -> None:
    full.types(f'action "send the offer" <@{ANNA}> by 12 May')
    full.types(f'action "book the fair" <@{ANNA}> by 13 May')

    shown = words(full.types(""))

    assert "send the offer" in shown
    assert "book the fair" not in shown


def test_plan_and_goals_are_a_button_away(full: Office) -> None:
    seen = full.types("")

    assert "plan for April to June" in full.presses(seen, "plan.show")["text"]
    assert "Acme: goals" in full.presses(seen, "goal.overview")["text"]


def test_a_month_that_is_not_rolled_is_said(full: Office) -> None:
    full.clock.forward(days=5)

    shown = words(full.types(""))

    assert "⚠️ May 2026 is not rolled yet: `/kam review`" in shown
    assert "overdue since Thu 30 Apr 2026" in shown
