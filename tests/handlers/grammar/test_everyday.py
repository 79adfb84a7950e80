"""Everyday words, bare references and what Slack makes of a sentence, in both languages."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from domain.amount import Amount
from domain.language import Language
from handlers.grammar.table import cut, understand
from tests.handlers.grammar.test_hundred import meant

TODAY = date(2026, 4, 28)
EN, DE = Language.ENGLISH, Language.GERMAN

WORDS = {
    "plan.mine": ("due", "what is due", "what's due", "my tasks", "my todos", "tasks", "overdue"),
    "settings.open_mine": ("mute", "unmute", "my settings"),
    "absences.shown": ("vacation", "out of office"),
    "accounts.glance": ("summary", "status", "overview", "how do we stand"),
    "actions.ask_what": ("todo", "task", "to-do", "action"),
    "help.welcome": ("thanks", "thank you", "thx!", "Thanks a lot, kam"),
    "lights.past": ("L1", "l1", "show L1", "see L1", "how is L1 going?"),
    "actions.past": ("A1", "show A1", "view A1"),
    "plan.show": ("plan", "show plan", "who does what?", "next steps"),
}
WORTE = {
    "plan.mine": (
        "fällig",
        "was ist fällig",
        "meine Aufgaben",
        "was steht an?",
        "was ist überfällig?",
    ),
    "settings.open_mine": ("stumm", "Benachrichtigungen"),
    "absences.shown": ("urlaub", "abwesend"),
    "accounts.glance": ("Zusammenfassung", "Überblick", "wie stehen wir?"),
    "actions.ask_what": ("aufgabe", "aktion"),
    "help.welcome": ("danke", "vielen Dank", "dankeschön!"),
    "lights.past": ("zeig L1", "zeig mir die L1", "wie steht L1?"),
    "lights.board": ("zeig Ampeln", "was ist rot?", "zeig mir alle Ampeln"),
    "plan.show": ("zeig den Plan", "wer macht was?", "nächste Schritte"),
}


@pytest.mark.parametrize("language,words", [(EN, WORDS), (DE, WORTE)])
def test_everyday_words_mean_a_command(
    language: Language, words: dict[str, tuple[str, ...]]
) -> None:
    wanted = {each: run for run, several in words.items() for each in several}

    assert {each: meant(each, language) for each in wanted} == wanted


def values(sentence: str, language: Language = EN) -> dict[str, Any]:
    return understand(cut(sentence), language, TODAY).values


@pytest.mark.parametrize(
    "sentence,text",
    [
        ("action call <tel:+4912345|+49 12345> by Friday", "call +49 12345"),
        ("action call <tel:+4912345> by Friday", "call +4912345"),
        ("action write to <mailto:a_b@x.com|a_b@x.com> by Friday", "write to a_b@x.com"),
        ("action read <https://x.com/a_b> by Friday", "read https://x.com/a_b"),
        ("action read <https://x.com/a_b|x.com/a_b> by Friday", "read x.com/a_b"),
        ("action meet them <!date^1777593600^{date}|May 1, 2026>", "meet them"),
        ("action meet them by <!date^1777593600^{date_num}|2026-05-01>", "meet them"),
        ("action meet them <!date^1777593600^{date_short}^https://x.com|1 May>", "meet them"),
        ("action meet them by <!date^1777593600^{date_pretty}>", "meet them"),
        ("\u200baction\u200b call\u2060 her by Friday", "call her"),
        ("*action* call her by Friday", "call her"),
        ("`action call her by Friday`", "call her"),
    ],
)
def test_what_slack_makes_of_a_sentence_is_undone(sentence: str, text: str) -> None:
    found = values(sentence)

    assert found["text"] == text
    assert found["time"].due == date(2026, 5, 1)


@pytest.mark.parametrize(
    "sentence,language,start,target",
    [
        ("goal x y from 1.0E+06 to 2.0E+06 by 2027-12-31", EN, "1000000", "2000000"),
        ("goal x y from $1.5MM to $2MM by 2027-12-31", EN, "1500000", "2000000"),
        ("ziel x y von 1,5 Mio auf 2 Mio bis 31.12.2027", DE, "1500000", "2000000"),
        ("goal x y from 1.5 mln EUR to 2 mln EUR by 2027-12-31", EN, "1500000", "2000000"),
        ("goal x y to 5 from 2 by end of 2027", EN, "2", "5"),
    ],
)
def test_numbers_as_people_write_them_are_read_whole(
    sentence: str, language: Language, start: str, target: str
) -> None:
    found = values(sentence, language)

    assert (found["text"], found["start"].value) == ("x y", Decimal(start))
    assert found["target"].value == Decimal(target)


def test_growth_is_no_target_and_asked_back_with_the_form() -> None:
    found = values("goal grow share by 25% by end of 2027")

    assert (found["text"], found["growth"]) == ("grow share", Amount(Decimal(25), "%"))
    assert "target" not in found


@pytest.mark.parametrize(
    "sentence,language",
    [
        ("milestone G4 4 by next March", EN),
        ("meilenstein G4 4 bis nächsten März", DE),
        ("milestone G4 4 by March", EN),
        ("meilenstein G4 4 bis März 2027", DE),
    ],
)
def test_a_milestone_is_due_by_a_month(sentence: str, language: Language) -> None:
    assert values(sentence, language)["due"] == date(2027, 3, 31)
