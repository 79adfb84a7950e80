import re
from datetime import date

import pytest
from slack_sdk.models.blocks import SectionBlock

from domain.language import Language
from handlers.blocks.escaping import SECTION_TEXT
from handlers.blocks.message import Message
from handlers.grammar.grammar import Command
from handlers.grammar.table import BY_TOPIC, NOUNS, TABLE, cut, understand
from handlers.help import views
from language.speech import speech

REFERENCE = re.compile(r"\b[GLMSAC]\d|@")
A_SCREEN = 24
"""Lines that are read rather than scrolled past."""


def texts(message: Message) -> list[str]:
    sections = [block for block in message.blocks if isinstance(block, SectionBlock)]
    return [block.text.text for block in sections if block.text and block.text.text]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("command", TABLE, ids=lambda command: command.word)
def test_the_help_of_every_command_fits_a_section_uncut(
    command: Command, language: Language
) -> None:
    _ = speech(language)

    (text,) = texts(views.one(_, command))

    assert len(text) < SECTION_TEXT
    assert text.startswith(f"*{_(command.about)}*\n")
    assert text.endswith(views.usage(_, command))


@pytest.mark.parametrize("language", Language)
def test_the_overview_names_the_word_of_every_command_and_is_soon_read(language: Language) -> None:
    _ = speech(language)

    overview = views.overview(_, BY_TOPIC)

    whole = "\n".join(texts(overview))
    words = {_(command.example).split()[0] for command in NOUNS}
    assert [word for word in words if f"`{word}`" not in whole] == []
    assert len(whole.splitlines()) <= A_SCREEN
    assert all(len(text) < SECTION_TEXT for text in texts(overview))


@pytest.mark.parametrize("language", Language)
def test_the_overview_begins_with_five_sentences_that_work_as_they_stand(
    language: Language,
) -> None:
    _ = speech(language)

    begin, _words = texts(views.overview(_, BY_TOPIC))

    assert len(begin.splitlines()) == 5
    assert REFERENCE.search(begin) is None
    for sentence in views.FIRST.values():
        understand(cut(_(sentence)), language, date(2026, 4, 28))


@pytest.mark.parametrize("language", Language)
def test_the_first_word_of_every_example_means_its_command(language: Language) -> None:
    _ = speech(language)

    for command in TABLE:
        assert _(command.example).split()[0] in command.names


@pytest.mark.parametrize("language, date", [(Language.ENGLISH, "date"), (Language.GERMAN, "Datum")])
def test_a_date_in_a_usage_line_is_no_link(language: Language, date: str) -> None:
    (light,) = (command for command in TABLE if command.word == "light")

    (text,) = texts(views.one(speech(language), light))

    assert f"&lt;{date}&gt;" in text
    assert "<" not in text
