"""A sentence that is being read, and what reading it comes to."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import KW_ONLY, dataclass, field
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Any

from domain.errors import Invalid, KamError
from domain.language import Language
from language.dates import UnclearDate, When, read_date
from language.sentences.slack_writing import plain
from language.sentences.tokens import STRAY, Token, TokenKind

Values = dict[str, Any]
Reading = tuple[Any, int]

LONGEST = 8
"""Words that a date or a number with its unit can have."""


class Stands(Enum):
    """Where an argument without a word before it can stand in a sentence without quotes."""

    ANYWHERE = "anywhere"
    """It cannot be a word of a text: a mention, a date behind its word."""
    AT_AN_EDGE = "at an edge"
    """At the beginning or the end of the text."""
    APART = "apart"
    """Only where another part stands between it and the text."""


class Argument(ABC):
    """Reads a value at a token; yields every way to read it, the likeliest first."""

    name: str
    stands: Stands = Stands.APART

    @abstractmethod
    def read(self, sentence: "Sentence", at: int) -> Iterator[Reading]: ...

    def skip(self, sentence: "Sentence", at: int) -> int:  # noqa: ARG002 - for those who have words
        """Where the value itself begins, behind a word that announces it."""
        return at

    def is_weak(self, sentence: "Sentence", at: int, end: int) -> bool:  # noqa: ARG002 - for days
        """Whether it is more often a word of a text."""
        return False


@dataclass(eq=False)
class Unread(Invalid):
    """From this token on a sentence could not be read; `cause` says more where it is known.

    `is_sure`: what stands there can be nothing else, not even the end of a text without quotes.

    `at` counts tokens.
    """

    at: int
    cause: KamError | None = None
    _: KW_ONLY
    is_sure: bool = False


@dataclass(frozen=True)
class Stretch:
    """Tokens in a row, from `start` up to `end`."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True)
class SentencePart(Stretch):
    """A piece of a sentence that was read.

    `typed` is what stands there. `value_at` is where the value begins, behind the word that
    announces it. `is_weak`: without
    such a word it is more often a word of a text.
    """

    name: str
    value: Any
    value_at: int
    typed: str = ""
    is_weak: bool = False

    @property
    def is_announced(self) -> bool:
        """Whether a word before it says what it is."""
        return self.value_at > self.start


@dataclass(frozen=True)
class Sentence:
    """The tokens of a sentence, with the language and the day that it takes to read them."""

    typed: str
    tokens: Sequence[Token]
    language: Language
    today: date
    _dates: dict[tuple[int, bool], tuple[When, int] | KamError] = field(
        default_factory=dict, compare=False
    )

    def words(self, at: int) -> list[str]:
        """The plain words from a token on, up to the next quoted text or mention; not many."""
        found = []
        for token in self.tokens[at : at + LONGEST]:
            if token.kind is not TokenKind.WORD:
                break
            found.append(token.text)
        return found

    def between(self, start: int, end: int) -> str:
        """The typed text from one token up to another, without quotes that lead nowhere."""
        tokens = self.tokens[start:end]
        if len(tokens) == 1 and tokens[0].kind is TokenKind.QUOTED:
            return plain(tokens[0].text)
        if len(tokens) == 1 and tokens[0].kind is TokenKind.WORD:
            return plain(tokens[0].text).rstrip(",;")
        return plain(self.span(start, end)).strip(STRAY + " ").rstrip(",; ")

    def span(self, start: int, end: int) -> str:
        """The typed text from one token up to another, as it was."""
        if start >= end:
            return ""
        return self.typed[self.tokens[start].start : self.tokens[end - 1].end]

    def lasting(self, part: SentencePart) -> str:
        """A part as it was typed, but a day by its date: `tomorrow` is another one tomorrow."""
        said = getattr(part.value, "said", None)
        if said is not None:
            return str(said(self.language))
        before = self.span(part.start, part.value_at)
        if isinstance(part.value, date):
            return f"{before} {part.value.isoformat()}".strip()
        return self.span(part.start, part.end)

    @cached_property
    def has_quotes(self) -> bool:
        """Whether a text stands between quotes."""
        return any(token.kind is TokenKind.QUOTED for token in self.tokens)

    def date(self, at: int, *, allow_past: bool = False) -> tuple[When, int]:
        """The date that begins at a token and how many words it has; looked for once a token.

        Raises what `read_date` raises.
        """
        key = (at, allow_past)
        if key not in self._dates:
            self._dates[key] = self._read_date(at, allow_past=allow_past)
        found = self._dates[key]
        if isinstance(found, KamError):
            raise found
        return found

    def _read_date(self, at: int, *, allow_past: bool) -> tuple[When, int] | KamError:
        try:
            return read_date(
                self.words(at), today=self.today, language=self.language, allow_past=allow_past
            )
        except KamError as error:
            return error


def is_meant_as_date(error: KamError) -> bool:
    """A past or ambiguous date is; what is unclear as well where a number is soon to come."""
    if not isinstance(error, UnclearDate):
        return True
    return any(sign.isdigit() for word in error.text.split()[:2] for sign in word)
