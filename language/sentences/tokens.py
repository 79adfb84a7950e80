"""A sentence, cut into words, quoted texts and mentions; what is between quotes is one token.

Quotes of every kind count. An apostrophe inside a word does not open one, and a quote that is
never closed is no quote: the words stand as they are, so nothing that was typed gets lost.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache

CLOSING = {
    '"': '"”“',
    "“": '”“"',
    "„": '“”"',
    "”": '”"',
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹",
    "'": "'’",
    "‘": "’'",
    "‚": "‘’'",
}
STRAY = "".join(CLOSING) + "’"
MENTION = re.compile(r"<(@|#|!subteam\^)([A-Z0-9]+)(?:\|([^<>]*))?>")
AFTER_QUOTE = re.compile(r"[\s.,;:!?)*_~]|$")
WORD = re.compile(r"\S+")
MARKS = "*_~`"
"""Signs around a word by which Slack formats it."""

ENDS = ".,;:!?"
"""Signs behind a word that do not belong to it."""


class TokenKind(StrEnum):
    """The kinds of tokens."""

    WORD = "word"
    QUOTED = "quoted"
    PERSON = "person"
    CHANNEL = "channel"
    GROUP = "group"


KINDS = {"@": TokenKind.PERSON, "#": TokenKind.CHANNEL, "!subteam^": TokenKind.GROUP}


REFERENCE = re.compile(r"[lgmsack][0-9]+")


@dataclass(frozen=True)
class Token:
    """A piece of a sentence; `start` and `end` are its place in what was typed."""

    kind: TokenKind
    text: str
    start: int
    end: int

    @cached_property
    def folded(self) -> str:
        """For comparing with a word of the command language: `*Light*,` is light."""
        bare = self.text.strip(MARKS)
        return (bare if bare[:1] in ENDS else bare.rstrip(ENDS).strip(MARKS)).casefold()

    @property
    def is_reference(self) -> bool:
        """Whether this can be nothing but a reference such as L3."""
        return self.kind is TokenKind.WORD and REFERENCE.fullmatch(self.folded) is not None


def tokens(sentence: str) -> list[Token]:
    """The tokens of a sentence."""
    found: list[Token] = []
    unclosed: set[str] = set()
    at = 0
    while at < len(sentence):
        if sentence[at].isspace():
            at += 1
            continue
        token = _mention(sentence, at) or _quoted(sentence, at, unclosed) or _word(sentence, at)
        found.append(token)
        at = token.end
    return [token for token in found if token.text or token.kind is TokenKind.QUOTED]


def _mention(sentence: str, at: int) -> Token | None:
    match = MENTION.match(sentence, at)
    if match is None:
        return None
    return Token(KINDS[match[1]], match[2], at, match.end())


def _quoted(sentence: str, at: int, unclosed: set[str]) -> Token | None:
    """A quoted text; a quote that nothing closes from here on is not looked for again."""
    closers = CLOSING.get(sentence[at])
    if closers is None or sentence[at] in unclosed:
        return None
    for end in range(at + 1, len(sentence)):
        if sentence[end] in closers and AFTER_QUOTE.match(sentence, end + 1):
            return Token(TokenKind.QUOTED, sentence[at + 1 : end].strip(), at, end + 1)
    unclosed.add(sentence[at])
    return None


def _word(sentence: str, at: int) -> Token:
    match = WORD.match(sentence, at)
    assert match is not None  # noqa: S101 - `at` is not white space
    return Token(TokenKind.WORD, match[0].strip(STRAY), at, match.end())


@lru_cache(maxsize=16)
def cut_once(typed: str) -> Sequence[Token]:
    """The tokens of a sentence, which every way of speaking is looked for in."""
    return tuple(tokens(typed))


def rest_from(typed: str, found: Sequence[Token], at: int) -> str:
    """The typed text from a token on."""
    return typed[found[at].start :] if at < len(found) else ""


def folded(found: Sequence[Token]) -> list[str]:
    """The words of tokens, for comparing."""
    return [token.folded for token in found]


def skip(found: Sequence[Token], words: frozenset[str], at: int) -> int:
    """The first token from `at` on that is none of these words."""
    while at < len(found) and found[at].kind is TokenKind.WORD and found[at].folded in words:
        at += 1
    return at
