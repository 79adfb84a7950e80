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


@pytest.mark.parametrize(
    "by,sentence,kept",
    [
        (BEN, 'heard from Eva Leitner "we cut the budget"', "Eva Leitner: we cut the budget"),
        (BEN, 'we heard from the CFO: "we cut it"', "the CFO: we cut it"),
        (ANNA, "von Eva Leitner gehört „wir kürzen“", "Eva Leitner: wir kürzen"),
        (ANNA, 'gehört von Eva Leitner "wir kürzen"', "Eva Leitner: wir kürzen"),
    ],
)
def test_who_said_it_is_kept_with_what_was_said(
    acme: Office, by: str, sentence: str, kept: str
) -> None:
    acme.types('contact "Eva Leitner" finance director')

    assert kept in words(acme.types(sentence, by=by))


@pytest.mark.parametrize(
    "by,sentence,answer",
    [
        (BEN, "I did my part of S1", "✓ Kept"),
        (ANNA, "ich habe meinen Teil von S1 erledigt", "✓ Ja"),
    ],
)
def test_ones_own_part_is_told_in_a_sentence(
    acme: Office, by: str, sentence: str, answer: str
) -> None:
    acme.types('strategy "Be the first call"')
    acme.types('commit S1 "I bring an idea a month"', by=by)

    assert answer in words(acme.types(sentence, by=by))


@pytest.mark.parametrize(
    "by,typed,meant", [(BEN, "lite red the plant burns", "light"), (ANNA, "lite", "ampel")]
)
def test_what_sounds_like_a_light_is_taken_for_one(
    acme: Office, by: str, typed: str, meant: str
) -> None:
    assert f"/kam {meant} " in words(acme.types(typed, by=by))


def test_a_short_word_of_any_sentence_is_no_mistyped_command(acme: Office) -> None:
    assert "/kam ampel" not in words(acme.types("ich bin mir nicht sicher", by=ANNA))


def test_whoever_is_away_is_asked_who_stands_in_for_them(acme: Office) -> None:
    assert "/kam away @ben until 2026-05-12" in words(acme.types("away until 12 May"))
    asked = words(acme.types("abwesend bis 12. Mai", by=ANNA))
    assert "bis Di., 12. Mai 2026" in asked
    assert "/kam abwesend @ben bis 2026-05-12" in asked
    assert "Chris" in words(acme.types("I am on vacation until 12 May, Chris stands in"))


def test_two_lights_are_asked_back_as_two_in_the_words_of_the_writer(acme: Office) -> None:
    asked = words(acme.types("ampel rot eins brennt, gelb zwei brennt", by=ANNA))

    assert '/kam ampel rot "eins brennt"' in asked
    assert '/kam ampel gelb "zwei brennt"' in asked


@pytest.mark.parametrize("said", ["owner anna", "eigentümerin anna", "verantwortlich anna"])
def test_an_owner_by_name_is_never_the_name_of_an_account(acme: Office, said: str) -> None:
    assert "Anna owns" in words(acme.types(f"account {said}"))


def test_what_is_dropped_may_be_taken_by_who_says_mine(acme: Office) -> None:
    acme.types('action "send the offer"')
    acme.types("A1 is mine", by=CHRIS)

    assert "Chris" in words(acme.types("A1"))
