"""The text of people on its way out to Slack: data, never markup.

Nothing in it can mention, link, unfurl or format, and right-to-left text cannot reorder what is
around it. How Slack's writing becomes text on the way in: language/sentences/slack_writing.py.
"""

import re

from domain.text import shorten, units

FORMATTING = re.compile(r"(([*_~`])\2*)")
RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
ZERO_WIDTH = "\u200b"
ISOLATE, END_ISOLATE = "\u2068", "\u2069"
SECTION_TEXT = 3_000


def escape(text: str) -> str:
    """`text` for a mrkdwn field: shown as it is, whatever it contains."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    inert = FORMATTING.sub(_unformatted, escaped)
    return f"{ISOLATE}{inert}{END_ISOLATE}" if RIGHT_TO_LEFT.search(inert) else inert


def _unformatted(match: re.Match[str]) -> str:
    """Signs that format nothing: as they are within a word (`a_b`) or alone (`2 * 3`).

    Elsewhere each stands between two that nobody sees.
    """
    before = match.string[max(match.start() - 1, 0) : match.start()]
    after = match.string[match.end() : match.end() + 1]
    is_in_a_word = before.isalnum() and after.isalnum()
    is_alone = before.isspace() and after.isspace()
    if match[2] != "`" and (is_in_a_word or is_alone):
        return match[0]
    return "".join(f"{ZERO_WIDTH}{sign}{ZERO_WIDTH}" for sign in match[0])


def brief(text: str, limit: int) -> str:
    """`text`, escaped, within `limit` characters: escaping may make it several times as long."""
    room = limit
    while (length := units(escaped := escape(shorten(text, room)))) > limit:
        room = max(room * limit // length, 1)
    return escaped


def inert(text: str) -> str:
    """`text`, escaped or not, for the text of a message: no mention and no link can be in it."""
    return text.replace("<", "&lt;").replace(">", "&gt;")
