"""The text of people on its way in: the changes that Slack makes to it are undone.

Entities become characters, mentions names, links and dates what they show; what is code or bold
is the text in it.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
LINKED = re.compile(r"<([#@!]?)([^<>|\s][^<>|]*)(?:\|([^<>]*))?>")
ORDERING = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
LINK = re.compile(r"<((?:tel|mailto|https?):[^<>|]*)(?:\|([^<>]*))?>")
SCHEME = re.compile(r"(?:tel|mailto):")
DATE = re.compile(r"<!date\^(\d+)[^<>|]*(?:\|([^<>]*))?>")
UNSEEN = re.compile(r"[\u200b\u2060\ufeff\u00ad]")
"""Signs that nobody sees; some editors and copied texts hide them in front of a word."""

CODE = re.compile(r"(`{3}|`)(?!`)(.*[^`])\1", re.DOTALL)
MARKED = re.compile(r"([*_~])([^*_~]*)\1", re.DOTALL)
COMMAND = re.compile(r"/?kam\b[\s,:;!-]*", re.IGNORECASE)
AHEAD = re.compile(r"^(?:[\s,;!.\u2013\u2014>-]|:(?!\w+:))+(?=\S)")
DOTS = re.compile(r"^(🔴|🟡|🟠|🟢|:\w+_circle:)(?=\S)")


def as_typed(sentence: str) -> str:
    """The sentence as its author sees it; quoted texts and mentions stay as they are.

    An address or a number that Slack linked is itself again, a date that Slack wrote is its
    text. A sentence that is wholly code or bold is what stands in it, and the comma or colon
    behind the bot's name is none of it.
    """
    plain = DATE.sub(_day, LINK.sub(_label, UNSEEN.sub("", sentence))).strip()
    for wrapping in (CODE, MARKED):
        if match := wrapping.fullmatch(plain):
            plain = match[2].strip()
    without = AHEAD.sub("", plain)
    if without.startswith("/"):
        without = COMMAND.sub("", without, count=1)
    return DOTS.sub(r"\1 ", without)


def _day(match: re.Match[str]) -> str:
    """The date that Slack shows where it cannot format one; without it the day in UTC."""
    return match[2] or datetime.fromtimestamp(int(match[1][:11]), UTC).date().isoformat()


def _label(match: re.Match[str]) -> str:
    return match[2] or SCHEME.sub("", match[1])


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
