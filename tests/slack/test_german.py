"""Conversations with somebody whose Slack speaks German."""

import pytest

from tests.slack import events
from tests.slack.fake_slack import BOT_USER
from tests.slack.office import ACME, ANNA, BEN, CHRIS, GENERAL, Office
from tests.slack.reading import words


@pytest.fixture
def konto(office: Office) -> Office:
    """The account Acme, set up by Anna: its channel reads German."""
    office.types("kunde „Acme GmbH“", by=ANNA)
    return office


def test_the_channel_reads_the_accounts_language_and_each_person_their_own(konto: Office) -> None:
    answer = konto.types('light red "finance director leaving"', by=BEN)

    assert answer["text"].startswith("Logged. 🔴 Red L1")
    assert konto.told()[0]["text"].startswith("Ben hat eine rote Ampel")


@pytest.mark.parametrize(
    "sentence, answer",
    [
        ("ampel rot „Finanzdirektor geht“", "Eingetragen. 🔴 Rot L1: Finanzdirektor geht"),
        ("ampel grün Fürsprecher im Vorstand", "Eingetragen. 🟢 Grün L1: Fürsprecher im Vorstand"),
        ("ampel gelb »Budget wackelt«", "Eingetragen. 🟡 Gelb L1: Budget wackelt"),
        ("AMPEL ROT Finanzdirektor geht", "Eingetragen. 🔴 Rot L1: Finanzdirektor geht"),
    ],
)
def test_german_sentences_are_understood(konto: Office, sentence: str, answer: str) -> None:
    assert konto.types(sentence, by=ANNA)["text"] == answer


def test_a_german_date_is_echoed_with_its_weekday(konto: Office) -> None:
    answer = konto.types("ampel gelb Budget wackelt entscheiden bis 15.10.2027", by=ANNA)

    assert "Entscheiden bis Fr., 15. Okt. 2027" in words(answer)


@pytest.mark.parametrize(
    "sentence, beginning",
    [
        ("ampl rot x", "„ampl“ kenne ich nicht. Meinst du das hier?"),
        ("ampel rot „“", "Da fehlt der Text."),
        ("ampel L99 grün", "L99 gibt es in diesem Account nicht."),
        ("zurück", "Hier gibt es nichts von dir, das sich zurücknehmen lässt."),
        ("kunde „Zweiter“", "Dieser Channel hat schon einen Account: Acme GmbH."),
    ],
)
def test_problems_are_told_in_german(konto: Office, sentence: str, beginning: str) -> None:
    assert konto.types(sentence, by=ANNA)["text"].startswith(beginning)


def test_the_whole_conversation_is_in_german(konto: Office) -> None:
    konto.deliver(events.member_joined_channel(BOT_USER, GENERAL))
    konto.types("ampel gelb Budget wackelt", by=ANNA)
    said = [
        konto.types(sentence, by=ANNA)
        for sentence in ("", "hilfe", "hilfe ampel", "ampeln", "ampel L1", "verlauf", "team")
    ]
    said.append(konto.types("ampel L1 grün „Budget ist da“", by=ANNA))
    said.append(konto.types("ampel L1 erledigt", by=ANNA))
    said.append(konto.types("rückgängig", by=ANNA))
    said.append(konto.opens(lambda: konto.types("ampel rot", by=ANNA)))
    said.append(konto.types("ampeln", by=ANNA, channel=GENERAL))

    english = (
        "light",
        "Light",
        "Undo",
        "undo",
        "since",
        "You ",
        "Turn",
        "Clear",
        "history",
        "the ",
    )
    for each in [*said, *konto.told(ACME)]:
        found = [word for word in english if word in words(each)]
        assert found == [], words(each)


def test_the_history_tells_in_whole_sentences_who_did_what(konto: Office) -> None:
    konto.types("light amber budget wobbles", by=CHRIS)
    konto.types('action "call them" by 2026-05-15', by=CHRIS)
    konto.types('heard "they keep their word"', by=CHRIS)

    told = words(konto.types("verlauf", by=ANNA))
    undone = words(konto.types("rückgängig", by=CHRIS))

    assert "*Chris*  hat L1 gelb eingetragen: budget wobbles" in told
    assert "*Chris*  hat A1 geplant: call them" in told
    assert "*Chris*  hat gehört: „they keep their word“" in told
    assert "hat den Account eingerichtet" in told
    assert "hat hat" not in told
    assert "Taken back: heard “they keep their word”" in undone


def test_an_announcement_says_who_turned_what_and_why(konto: Office) -> None:
    konto.types("light amber budget wobbles", by=CHRIS)
    konto.types('light L1 red "budget is gone"', by=CHRIS)

    _, latest = konto.told()
    assert latest["text"].startswith("Chris hat eine Ampel umgeschaltet: jetzt rot. 🔴 Rot L1")
    assert "Warum: budget is gone" in words(latest)
