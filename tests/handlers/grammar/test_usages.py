import re
from datetime import date
from enum import StrEnum
from typing import Any

import pytest

from domain.language import Language
from handlers.grammar.grammar import Command
from handlers.grammar.table import BY_NAME, TABLE, CommandCall, cut, understand
from language.speech import speech
from tests.catalogs.code import placeholders, sentences
from tests.handlers.grammar.usages import typed, written_out

TODAY = date(2026, 4, 28)
EN, DE = Language.ENGLISH, Language.GERMAN
USAGES = [(command, usage) for command in TABLE for usage in command.usage]
ADVISED = re.compile(r"`/kam ([^`]+)`")
FACTS = {
    EN: {
        "colour": "red",
        "ref": "L3",
        "goal": "G2",
        "milestone": "M4",
        "number": 3,
        "action": "A7",
        "kind": "digest",
        "strategy": "S1",
        "contact": "C5",
        "fact": "K2",
        "date": "2027-10-15",
        "likely": "Europe/Berlin",
    },
    DE: {
        "colour": "rot",
        "ref": "L3",
        "goal": "G2",
        "milestone": "M4",
        "number": 3,
        "action": "A7",
        "kind": "digest",
        "strategy": "S1",
        "contact": "C5",
        "fact": "K2",
        "date": "2027-10-15",
        "likely": "Europe/Berlin",
    },
}
"""What may stand between braces in a sentence that tells people what to type."""


def told(sentence: str, language: Language) -> CommandCall:
    return understand(cut(sentence), language, TODAY)


def sense(told: CommandCall) -> tuple[Any, dict[str, Any]]:
    """What was understood, whatever the words of free texts."""
    plain = {
        name: "text" if isinstance(value, str) and not isinstance(value, StrEnum) else value
        for name, value in told.values.items()
    }
    return told.run, plain


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("command", TABLE, ids=lambda command: command.word)
def test_every_example_is_understood_as_the_command_it_explains(
    command: Command, language: Language
) -> None:
    example = speech(language)(command.example)

    told(typed(example), language)

    assert BY_NAME[example.split()[0]] is command


@pytest.mark.parametrize("usage", USAGES, ids=lambda usage: usage[1])
def test_every_usage_means_the_same_in_both_languages(usage: tuple[Command, str]) -> None:
    command, line = usage
    english = written_out(line)
    german = written_out(speech(DE)(line))

    assert [sense(told(each, EN)) for each in english] == [sense(told(each, DE)) for each in german]
    assert all(BY_NAME[each.split()[0]] is command for each in english + german)


def advised(language: Language) -> list[str]:
    _ = speech(language)
    forms = {form for sentence in sentences() for form in sentence.forms}
    found = {
        advice
        for form in forms
        for advice in ADVISED.findall(
            _(form, **{name: f"{{{name}}}" for name in placeholders(form)})
        )
    }
    return sorted(typed(advice.format_map(FACTS[language])) for advice in found)


@pytest.mark.parametrize("language", Language)
def test_everything_that_a_sentence_tells_people_to_type_is_understood(language: Language) -> None:
    advice = advised(language)

    assert "help" in advice or "hilfe" in advice
    for each in advice:
        told(each, language)


def test_german_words_log_an_amber_light_to_be_decided_by_a_day() -> None:
    for sentence in (
        "ampel gelb „Budget wackelt“ entscheiden bis 15.10.2027",
        "Ampel gelb Budget wackelt zu entscheiden bis Fr., 15. Okt. 2027",
        "ampel GELBE 'Budget wackelt' entscheidung bis 15. Oktober 2027",
    ):
        understood = told(sentence, DE)

        english = told('light amber "Budget wackelt" decide by 2027-10-15', EN)
        assert understood == english
        assert understood.values["text"] == "Budget wackelt"


def test_a_usage_line_is_written_out_in_every_way_it_offers() -> None:
    assert written_out('light red|green "…" [by <date> | in <month>]') == [
        'light red "…"',
        'light red "…" by 2027-10-15',
        'light red "…" in October 2027',
        'light green "…"',
        'light green "…" by 2027-10-15',
        'light green "…" in October 2027',
    ]
    assert written_out("account owner @anna") == ["account owner <@U1>"]
