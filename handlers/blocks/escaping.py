"""The text of people on its way in and out of Slack: data, never markup.

On the way in, entities become characters and mentions become names. On the way out, nothing in
it can mention, link, unfurl or format, and right-to-left text cannot reorder what is around it.
"""

import re
from collections.abc import Mapping

from domain.text import shorten, units

ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
LINKED = re.compile(r"<([#@!]?)([^<>|\s][^<>|]*)(?:\|([^<>]*))?>")
FORMATTING = re.compile(r"(([*_~`])\2*)")
RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
ORDERING = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
ZERO_WIDTH = "\u200b"
ISOLATE, END_ISOLATE = "\u2068", "\u2069"
SECTION_TEXT = 3_000


def plain(text: str) -> str:
    """The text that somebody meant: `<@U1|anna>` is @anna, `&lt;` is <."""
    return entered(LINKED.sub(_name, text))


def entered(text: str) -> str:
    """The text that somebody entered in a modal, where nothing is markup: `<b>` stays `<b>`."""
    for entity, character in ENTITIES:
        text = text.replace(entity, character)
    return in_order(text)


def in_order(text: str) -> str:
    """`text` without the signs that reorder what stands around it."""
    return ORDERING.sub("", text)


def _name(match: re.Match[str]) -> str:
    sign, target, label = match.groups()
    if sign == "!" and target.startswith("date^"):
        return label or ""
    if sign == "!" and target.startswith("subteam^"):
        return f"@{(label or 'group').removeprefix('@')}"
    if sign == "!":
        return f"@{(label or target.split('^')[0]).removeprefix('@')}"
    if sign in ("@", "#"):
        return f"{sign}{label or target}"
    return label or target


def readable(typed: str, names: Mapping[str, str]) -> str:
    """A sentence as its author reads it and can type it again: with names in place of ids."""

    def name(match: re.Match[str]) -> str:
        sign, target, label = match.groups()
        if sign not in ("@", "#") or label:
            return _name(match)
        known = names.get(target)
        return f"{sign}{'.'.join(known.split())}" if known else f"{sign}…"

    return entered(LINKED.sub(name, typed))


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
