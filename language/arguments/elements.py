"""The elements of a form: words, references, texts, and options behind their words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from language.sentences.sentence import Argument, Reading, Sentence, Stands, Unread
from language.sentences.tokens import TokenKind

LONGEST_REF = 9


@dataclass(frozen=True)
class Literal(Argument):
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
class Choice(Argument):
    """One of a few words, each with its value."""

    name: str
    words: Mapping[str, Any]

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        token = sentence.tokens[at]
        if token.kind is TokenKind.WORD and token.folded in self.words:
            yield self.words[token.folded], at + 1


@dataclass(frozen=True)
class Ref(Argument):
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
class ChannelMention(Argument):
    """A mention of a channel; the value is its Slack id. See `Command.takes_channel`."""

    name: str

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        token = sentence.tokens[at]
        if token.kind is TokenKind.CHANNEL:
            yield token.text, at + 1


@dataclass(frozen=True)
class Quoted(Argument):
    """The text between quotes."""

    name: str

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        if sentence.tokens[at].kind is TokenKind.QUOTED:
            yield sentence.between(at, at + 1), at + 1


ORDERS = frozenset(
    (
        *("delete", "remove", "drop", "archive", "edit", "rename", "close", "cancel"),
        *("löschen", "lösche", "entfernen", "entferne", "archivieren", "bearbeiten", "umbenennen"),
    )
)
"""Words that are no text by themselves, but tell kam to do something."""


@dataclass(frozen=True)
class Text(Argument):
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
class Option(Argument):
    """An argument that may be missing, behind one of its words (or behind none).

    `unnamed` is its name where the argument has none.
    """

    argument: Argument
    words: tuple[str, ...] = ()
    unnamed: str = ""

    @property
    def name(self) -> str:  # type: ignore[override]
        return self.argument.name or self.unnamed

    @property
    def stands(self) -> Stands:  # type: ignore[override]
        """Where it can stand in a sentence without quotes."""
        return Stands.ANYWHERE if self.words else self.argument.stands

    def value_at(self, sentence: Sentence, at: int) -> int | None:
        """Where the value begins, behind its word; None where none of its words stands here."""
        if not self.words:
            return self.argument.skip(sentence, at)
        found = next(Literal(self.words).read(sentence, at), None)
        return found[1] if found else None

    def is_weak(self, sentence: Sentence, at: int, end: int) -> bool:
        """Whether it is more often a word of a text, where no word announces it."""
        return not self.words and self.argument.is_weak(sentence, at, end)

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        start = self.value_at(sentence, at) if self.words else at
        if start is None:
            return
        if start >= len(sentence.tokens):
            raise Unread(start)
        yield from self.argument.read(sentence, start)
