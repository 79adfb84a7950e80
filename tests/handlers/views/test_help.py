import pytest
from slack_sdk.models.blocks import SectionBlock

from domain.language import Language
from handlers.commands.grammar import Command
from handlers.commands.table import TABLE
from handlers.mrkdwn import SECTION_TEXT
from handlers.speech import speech
from handlers.views import help as views
from handlers.views.message import Message

MOST_BLOCKS, MOST_CHARACTERS = 50, 12_000
"""Of a message; Slack's limits."""


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
def test_the_overview_names_every_command_within_the_limits_of_a_message(
    language: Language,
) -> None:
    _ = speech(language)

    overview = views.overview(_, TABLE)

    whole = "\n".join(texts(overview))
    assert [c.word for c in TABLE if _(c.about) not in whole] == []
    assert len(overview.blocks) <= MOST_BLOCKS
    assert len(whole) < MOST_CHARACTERS
    assert all(len(text) < SECTION_TEXT for text in texts(overview))


@pytest.mark.parametrize("language, date", [(Language.ENGLISH, "date"), (Language.GERMAN, "Datum")])
def test_a_date_in_a_usage_line_is_no_link(language: Language, date: str) -> None:
    (light,) = (command for command in TABLE if command.word == "light")

    (text,) = texts(views.one(speech(language), light))

    assert f"&lt;{date}&gt;" in text
    assert "<" not in text
