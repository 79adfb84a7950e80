"""The elements of a form: words, references, days, texts, and options behind their words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from domain.errors import KamError
from language.sentences.sentence import (
    Argument,
    Reading,
    Sentence,
    Stands,
    Unread,
    is_meant_as_date,
)
from language.sentences.tokens import TokenKind

LONGEST_REF = 9


@dataclass(frozen=True)
class Literal:
    """A fixed word that tells one form from another, in any of its languages."""

    words: tuple[str, ...]
    name: str = ""

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        first = sentence.tokens[at].folded
        for word, parts in _split(self.words):
            if first == parts[0] and _folded(sentence, at, len(parts)) == parts:
                yield word, at + len(parts)
                return


@cache
def _split(words: tuple[str, ...]) -> list[tuple[str, list[str]]]:
    """Words and phrases, each with the words in it."""
    return [(word, word.casefold().split()) for word in words]


def _folded(sentence: Sentence, at: int, count: int) -> list[str]:
    return [token.folded for token in sentence.tokens[at : at + count]]


@dataclass(frozen=True)
class Choice:
    """One of a few words, each with its value."""

    name: str
    words: Mapping[str, Any]

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        token = sentence.tokens[at]
        if token.kind is TokenKind.WORD and token.folded in self.words:
            yield self.words[token.folded], at + 1


@dataclass(frozen=True)
class Ref:
    """A short reference such as L3; the value is its number, with several letters the ref."""

    name: str
    letters: str
    stands: Stands = Stands.APART

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        if sentence.tokens[at].kind not in (TokenKind.WORD, TokenKind.QUOTED):
            return  # a user group may have an id like S12
        text = sentence.tokens[at].folded.upper()
        if text[:1] in tuple(self.letters) and text[1:].isdecimal() and len(text) <= LONGEST_REF:
            yield (int(text[1:]) if len(self.letters) == 1 else text), at + 1


@dataclass(frozen=True)
class ChannelMention:
    """A mention of a channel; the value is its Slack id. See `Command.takes_channel`."""

    name: str

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        token = sentence.tokens[at]
        if token.kind is TokenKind.CHANNEL:
            yield token.text, at + 1


@dataclass(frozen=True)
class Day:
    """A date as people type it; what is meant as one and is none must not pass for text."""

    name: str

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        if not sentence.words(at):
            return
        try:
            when, used = sentence.date(at)
        except KamError as error:
            raise Unread(at, error, is_sure=is_meant_as_date(error)) from error
        yield when, at + used


ORDERS = frozenset(
    (
        *("delete", "remove", "drop", "archive", "edit", "rename", "close", "cancel"),
        *("löschen", "lösche", "entfernen", "entferne", "archivieren", "bearbeiten", "umbenennen"),
    )
)
"""Words that are no text by themselves, but tell kam to do something."""


@dataclass(frozen=True)
class Text:
    """Free text: what is between quotes, else what is left beside the options.

    `is_quoted`: only what is between quotes. `never`: words with which it begins in quotes only.
    """

    name: str
    is_quoted: bool = False
    never: frozenset[str] = frozenset()

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        """Everything from a token on; forms do not ask, they leave it to `parts`."""
        yield sentence.between(at, len(sentence.tokens)), len(sentence.tokens)

    def refuses(self, sentence: Sentence, at: int) -> bool:
        """Whether what stands at a token is no beginning of a text without quotes."""
        first = sentence.tokens[at]
        if first.kind is not TokenKind.WORD:
            return False
        last, left = sentence.tokens[-1], len(sentence.tokens) - at
        if first.folded in self.never or first.is_reference:
            return True
        is_short = left <= len(("reached", "G2"))
        return (is_short and last.is_reference) or (left == 1 and first.folded in ORDERS)


@dataclass(frozen=True)
class Why(Text):
    """A reason: what is between quotes, or everything that is left."""

    name: str = "why"

    def refuses(self, sentence: Sentence, at: int) -> bool:  # noqa: ARG002 - it asks nothing
        """A reason may begin as it likes."""
        return False


@dataclass(frozen=True)
class Option:
    """An argument that may be missing, behind one of its words (or behind none)."""

    argument: Argument
    words: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.argument.name

    @property
    def stands(self) -> Stands:
        """Where it can stand in a sentence without quotes."""
        if self.words:
            return Stands.ANYWHERE
        return getattr(self.argument, "stands", Stands.APART)

    def value_at(self, sentence: Sentence, at: int) -> int | None:
        """Where the value begins, behind its word; None where none of its words stands here."""
        if not self.words:
            skip = getattr(self.argument, "skip", None)
            return at if skip is None else int(skip(sentence, at))
        found = next(Literal(self.words).read(sentence, at), None)
        return found[1] if found else None

    def is_weak(self, sentence: Sentence, at: int, end: int) -> bool:
        """Whether it is more often a word of a text, where no word announces it."""
        asks = getattr(self.argument, "is_weak", None)
        return bool(asks and not self.words and asks(sentence, at, end))

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        start = self.value_at(sentence, at)
        if start is None:
            return
        if not self.words:
            start = at
        if start >= len(sentence.tokens):
            raise Unread(start)
        yield from self.argument.read(sentence, start)


@dataclass(frozen=True)
class RequiredPart(Option):
    """An argument that must be there, wherever it stands; one without a name gets one."""

    UNNAMED: ClassVar[str] = "#"
    index: int = 0

    @property
    def name(self) -> str:
        return self.argument.name or f"{self.UNNAMED}{self.index}"
