"""Undoing the changes that Slack makes to a sentence: links, dates, code, invisible signs."""

import re

LINK = re.compile(r"<((?:tel|mailto|https?):[^<>|]*)(?:\|([^<>]*))?>")
SCHEME = re.compile(r"(?:tel|mailto):")
DATE = re.compile(r"<!date\^[^<>|]*\|([^<>]*)>")
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
    plain = DATE.sub(r"\1", LINK.sub(_label, UNSEEN.sub("", sentence))).strip()
    for wrapping in (CODE, MARKED):
        if match := wrapping.fullmatch(plain):
            plain = match[2].strip()
    without = AHEAD.sub("", plain)
    if without.startswith("/"):
        without = COMMAND.sub("", without, count=1)
    return DOTS.sub(r"\1 ", without)


def _label(match: re.Match[str]) -> str:
    return match[2] or SCHEME.sub("", match[1])
