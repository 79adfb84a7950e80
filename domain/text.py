"""The texts of people, before they are kept: one sentence, no longer than its limit."""

import re
from dataclasses import dataclass
from unicodedata import category, combining, normalize

from domain.errors import Invalid

SENTENCE_LIMIT = 500
"""Characters of a light, an action or a goal (docs/method.md, "limits")."""

STATEMENT_LIMIT = 2_000
"""Characters of a strategy (docs/method.md, "limits")."""


UNPRINTABLE = re.compile(r"[^\s\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Control characters other than blanks, halves of surrogate pairs and what is no character at all.

PostgreSQL refuses NUL, no file of XML takes any of them, and none can be seen.
"""

SEEN = frozenset("LNPS")
"""The first letters of the Unicode categories that can be seen: letters, numbers, marks, signs."""


TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that change the direction of writing, also of what follows a name."""


class TextMissing(Invalid):
    """There is nothing to keep: nothing in the text can be seen."""


@dataclass(eq=False)
class TextTooLong(Invalid):
    """The text is longer than its limit.

    `length` and `limit` in characters.
    """

    length: int
    limit: int


def sentence(text: str, limit: int = SENTENCE_LIMIT) -> str:
    """`text` on one line with single spaces; raises TextMissing and TextTooLong."""
    line = one_line(text)
    if not any(category(character)[0] in SEEN for character in line):
        raise TextMissing
    if len(line) > limit:
        raise TextTooLong(len(line), limit)
    return line


def statement(text: str) -> str:
    """`text` with its paragraphs, each on one line; empty where there is none.

    Raises TextTooLong.
    """
    lines = (" ".join(line.split()) for line in storable(text).splitlines())
    kept = "\n".join(line for line in lines if line)
    if len(kept) > STATEMENT_LIMIT:
        raise TextTooLong(len(kept), STATEMENT_LIMIT)
    return kept


def one_line(text: str) -> str:
    """`text` on one line with single spaces, without what cannot be kept."""
    return " ".join(storable(text).split())


def folded(text: str) -> str:
    """The form in which two texts that mean one thing are equal: `Acme  GMBH` and `Acme GmbH`."""
    return one_line(text).casefold()


def name_line(name: str) -> str:
    """The name that somebody chose, on one line: nothing in it turns the text around it."""
    return one_line("".join(each for each in name if each not in TURNING))


def storable(text: str) -> str:
    """`text` without what cannot be kept; see UNPRINTABLE."""
    return UNPRINTABLE.sub("", text)


LONGEST_WORD = 30
"""Characters to give up so that a text ends with a whole word."""


def units(text: str) -> int:
    """How long a text is where lengths are counted in UTF-16, as Slack may: an emoji is two."""
    return len(text) + sum(character > "\uffff" for character in text)


def shorten(text: str, limit: int) -> str:
    """`text` within `limit` UTF-16 units, cut with an ellipsis; at a word, if one ends nearby."""
    if units(text) <= limit:
        return text
    cut = text[: limit - 1]
    while (over := units(cut) - limit + 1) > 0:
        cut = cut[: -((over + 1) // 2)]
    at = cut.rfind(" ", len(cut) - LONGEST_WORD)
    return (cut[:at] if at > 0 else cut).rstrip() + "…"


def alphabetical(name: str) -> str:
    """Sorts names as dictionaries do, German and English ones: Ä as A, ß as ss."""
    parts = normalize("NFKD", name.casefold())
    return "".join(each for each in parts if not combining(each))
