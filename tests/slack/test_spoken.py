"""Sentences as account managers type them, with whom the account knows by name."""

import pytest

from tests.slack.office import ANNA, BEN, CHRIS, Office
from tests.slack.reading import words


@pytest.mark.parametrize(
    "by,sentence,text,who",
    [
        (BEN, "Chris needs to prepare the workshop by Friday", "prepare the workshop", "Chris"),
        (BEN, "we should call the plant by Friday", "call the plant", ""),
        (BEN, "I will call the plant on Friday", "call the plant", "Ben"),
        (BEN, f"<@{CHRIS}> please send the offer by Friday", "send the offer", "Chris"),
        (ANNA, "Chris schickt das Angebot bis Freitag", "schickt das Angebot", "Chris"),
        (ANNA, "Chris ruft bis Freitag die Finanzdirektorin an", "Finanzdirektorin an", "Chris"),
        (ANNA, "ich muss bis Freitag das Werk anrufen", "das Werk anrufen", "Anna"),
        (ANNA, "wir sollten bis Freitag das Werk anrufen", "das Werk anrufen", ""),
    ],
)
def test_what_sounds_like_an_action_is_one_press_away_with_its_owner_and_day(
    acme: Office, by: str, sentence: str, text: str, who: str
) -> None:
    asked = acme.types(sentence, by=by)
    assert "2026-05-01" in words(asked)
    assert "A1" not in words(acme.types("plan", by=by))

    acme.presses(asked, "say#1", by=by)

    shown = words(acme.types("A1", by=by))
    assert text in shown
    assert (who in shown) or not who
    assert "1" in shown


def test_a_name_and_a_day_in_the_midst_are_asked_back_as_an_action(acme: Office) -> None:
    asked = acme.types("Anna ruft morgen die Finanzdirektorin an", by=ANNA)

    assert "Soll ich das als Aktion einplanen?" in words(asked)
    acme.presses(asked, "say#1", by=ANNA)
    assert "ruft die Finanzdirektorin an" in words(acme.types("A1", by=ANNA))
    assert "Mi., 29. Apr. 2026" in words(acme.types("A1", by=ANNA))


@pytest.mark.parametrize(
    "by,sentence,says",
    [
        (BEN, "met Eva Leitner yesterday, she wants a pilot", "last talked Mon 27 Apr 2026"),
        (BEN, "Eva Leitner is leaving", "has left"),
        (BEN, "Chris holds the link to Eva Leitner", "Chris"),
        (ANNA, "gestern Frau Leitner getroffen, sie will einen Piloten", "Mo., 27. Apr. 2026"),
        (ANNA, "Eva Leitner hat die Firma verlassen", "nicht mehr da"),
    ],
)
def test_people_at_the_customer_are_known_by_name(
    acme: Office, by: str, sentence: str, says: str
) -> None:
    acme.types('contact "Eva Leitner" finance director')

    assert says in words(acme.types(sentence, by=by))


def test_whoever_is_away_is_asked_who_stands_in_for_them(acme: Office) -> None:
    assert "/kam away @ben until 2026-05-12" in words(acme.types("away until 12 May"))
    asked = words(acme.types("abwesend bis 12. Mai", by=ANNA))
    assert "bis Di., 12. Mai 2026" in asked
    assert "/kam abwesend @ben bis 2026-05-12" in asked
    assert "Chris" in words(acme.types("I am on vacation until 12 May, Chris stands in"))


def test_what_is_dropped_may_be_taken_by_who_says_mine(acme: Office) -> None:
    acme.types('action "send the offer"')
    acme.types("A1 is mine", by=CHRIS)

    assert "Chris" in words(acme.types("A1"))
