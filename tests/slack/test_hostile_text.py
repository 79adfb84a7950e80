"""What people write is data, whatever it is, in whatever field of whatever command.

At the end of each test the office looks for mentions, links and stack traces in all that was said.
"""

import re
from collections.abc import Iterator

import pytest

from domain.permission import Right
from handlers.grammar.table import TABLE
from tests.handlers.grammar.usages import written_out
from tests.slack.fake.people import TEAM
from tests.slack.office import BEN, CHRIS, Json, Office
from tests.slack.reading import texts, words

HOSTILE = {
    "markup": "<!channel> <@U0ANNA> <#C0ACME|x> <https://evil.example|here> <!date^1^x^l|y> so",
    "entities": "&lt;!channel&gt; &amp;lt;!here&amp;gt; &lt;https://evil.example|x&gt; so",
    "formatting": "*fat* _thin_ ~gone~ `code` ```block``` &gt; quoted",
    "order": "\u202egpj.exe\u202c \u2066\u2067\u2068\u2069 \u200f\u200e שלום so",
    "unseen": "a\u200bb\u200cc\u200dd\ufeffe\u00adf\u2060g so",
    "controls": "a\x00b\x01c\x1bd\x7fe\x85f\u2028g\u2029h\x0bi so",
    "templates": "%s %(x)s {0} {WHO} ${X} $(x) \\ \\n \\u0041 so",
    "quotes": "it's “so” «so» „so“ ‚so‘ so",
    "json": "{'a':1} [] null true so",
    "astral": "👩‍👩‍👧 🇩🇪 𝕏 e\u0301 \U000e0001 Z͑ͫ̓ͪ̂ͫ so",
    "long": "x" * 490,
    "long when escaped": "&*_<" * 120,
}
QUOTED = re.compile(r'"[^"]*"')
FIRST = (
    'light red "one"',
    'light amber "two"',
    'vision "three" 3y',
    'relationship "four" 2y',
    'goal "five" from 2 to 5 by 2027-12-31',
    "milestone G3 3 by 2026-10-31",
    'action "six" by 2026-05-20',
    "review",
)
LAST = ("", "light L1", "goal G3", "action A1", "milestone M1", "plan May 2026", "review changes")
FORMATTED = re.compile(r"(?<!\u200b)(\*fat\*|_thin_|~gone~|`code`|```block```)")
OUT_OF_ORDER = re.compile(r"[\u202a-\u202e\u2066\u2067\u200e\u200f\x00-\x08\x0e-\x1b\x7f]")
CODE = re.compile(r"`/kam [^`\n]*`")


def sentences(hostile: str) -> Iterator[str]:
    """Every form of every command that takes a text."""
    for command in TABLE:
        for usage in command.usage:
            for each in written_out(usage):
                if '"' in each:
                    sentence = QUOTED.sub(lambda _: f'"{hostile}"', each)
                    yield sentence.replace("<@U1>", f"<@{BEN}>")


def looks(office: Office) -> list[Json]:
    """Everything that shows what was written."""
    readers = [command.word for command in TABLE if command.access is Right.READ]
    return [office.types(sentence) for sentence in (*LAST, *readers, "mine")]


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_whatever_is_written_is_shown_as_text_and_nothing_else(acme: Office, hostile: str) -> None:
    for sentence in (*FIRST, *sentences(hostile)):
        answer = acme.types(sentence)
        assert answer or acme.slack.views, sentence
        assert "Something went wrong" not in words(answer), sentence
    shown = looks(acme)
    acme.tick(days=3)
    acme.tick(days=30)

    assert all(shown)
    for text in texts([acme.slack.ledger, acme.slack.ephemerals, acme.slack.views], ["plain_text"]):
        assert not OUT_OF_ORDER.search(text), text
    for text in mrkdwn([acme.slack.ledger, acme.slack.ephemerals, acme.slack.views]):
        assert not FORMATTED.search(CODE.sub("", text)), text


def mrkdwn(said: object) -> Iterator[str]:
    """Every text in which Slack reads formatting."""
    if isinstance(said, list):
        for each in said:
            yield from mrkdwn(each)
    elif isinstance(said, dict):
        if said.get("type") == "mrkdwn":
            yield str(said["text"])
        for each in said.values():
            yield from mrkdwn(each)


def test_of_a_name_only_what_can_be_seen_is_kept(acme: Office) -> None:
    acme.slack.add_user(TEAM, CHRIS, "Chr\x00is\x1b \x7f\n of\x85 Acme")
    acme.kam.directory.people()

    acme.types("light red no sponsor", by=CHRIS)

    assert acme.told()[0]["text"].startswith("Chris of Acme logged a red light.")
