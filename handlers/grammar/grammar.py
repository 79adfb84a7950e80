"""The command language: what a command looks like, declared once, and how a sentence is read.

A `Command` has `Form`s; a form is a row of arguments, then options in any order. Text needs no
quotes where the rest is unambiguous: it ends at the first place from which everything that
follows can be read as options.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from datetime import date
from typing import Any, Protocol

from domain.errors import Invalid, KamError
from domain.language import Language
from domain.permission import Right
from handlers.blocks.escaping import plain
from handlers.blocks.message import Reply
from handlers.blocks.payload import Button, Window
from handlers.grammar.tokens import STRAY, Token, TokenKind
from language.dates import UnclearDate, read_date


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
class Sentence:
    """What is being read, and what it takes to understand it."""

    typed: str
    tokens: Sequence[Token]
    language: Language
    today: date

    def words(self, at: int) -> list[str]:
        """The plain words from a token on, up to the next quoted text or mention."""
        found = []
        for token in self.tokens[at:]:
            if token.kind is not TokenKind.WORD:
                break
            found.append(token.text)
        return found

    def between(self, start: int, end: int) -> str:
        """What was typed from one token up to another, without quotes that lead nowhere."""
        tokens = self.tokens[start:end]
        if len(tokens) == 1:
            return plain(tokens[0].text)
        return plain(self.typed[tokens[0].start : tokens[-1].end]).strip(STRAY + " ")


LONGEST_REF = 9

Values = dict[str, Any]
Reading = tuple[Any, int]


class Argument(Protocol):
    """Reads a value at a token; yields every way to read it, the shortest first."""

    @property
    def name(self) -> str: ...

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]: ...


@dataclass(frozen=True)
class Literal:
    """A fixed word that tells one form from another, in any of its languages."""

    words: tuple[str, ...]
    name: str = ""

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        for word in self.words:
            parts = word.casefold().split()
            if [token.folded for token in sentence.tokens[at : at + len(parts)]] == parts:
                yield word, at + len(parts)
                return


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

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        text = sentence.tokens[at].text.rstrip(".,;:").upper()
        if text[:1] in tuple(self.letters) and text[1:].isdecimal() and len(text) <= LONGEST_REF:
            yield (int(text[1:]) if len(self.letters) == 1 else text), at + 1


@dataclass(frozen=True)
class PersonMention:
    """A mention of somebody; the value is their Slack user id."""

    name: str

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        token = sentence.tokens[at]
        if token.kind is TokenKind.PERSON:
            yield token.text, at + 1


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
        words = sentence.words(at)
        if not words:
            return
        try:
            when, used = read_date(words, today=sentence.today, language=sentence.language)
        except KamError as error:
            raise Unread(at, error, is_sure=is_meant_as_date(error)) from error
        yield when, at + used


def is_meant_as_date(error: KamError) -> bool:
    """A past or ambiguous date is; what is unclear as well where a number is soon to come."""
    if not isinstance(error, UnclearDate):
        return True
    return any(sign.isdigit() for word in error.text.split()[:2] for sign in word)


@dataclass(frozen=True)
class Text:
    """Free text: what is between quotes, else everything up to where the options begin."""

    name: str

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        if sentence.tokens[at].kind is TokenKind.QUOTED:
            yield plain(sentence.tokens[at].text), at + 1
            return
        for end in range(at + 1, len(sentence.tokens) + 1):
            yield sentence.between(at, end), end


@dataclass(frozen=True)
class Why:
    """A reason at the end: what is between quotes, or everything that is left."""

    name: str = "why"

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        if sentence.tokens[at].kind is TokenKind.QUOTED:
            yield plain(sentence.tokens[at].text), at + 1
        else:
            yield sentence.between(at, len(sentence.tokens)), len(sentence.tokens)


@dataclass(frozen=True)
class Option:
    """An argument that may be missing, behind one of its words (or behind none)."""

    argument: Argument
    words: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.argument.name

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        start = self._start(sentence, at)
        if start is None:
            return
        if start >= len(sentence.tokens):
            raise Unread(start)
        yield from self.argument.read(sentence, start)

    def _start(self, sentence: Sentence, at: int) -> int | None:
        if not self.words:
            return at
        found = next(Literal(self.words).read(sentence, at), None)
        return found[1] if found else None


Run = Callable[..., Reply]
Buttons = Mapping[Button[Any], Run]
Windows = Mapping[Window, Run]
"""What answers the buttons and the windows of a noun: it gets what they bring back by its names."""


@dataclass(frozen=True)
class Form:
    """One way to use a command: `run` gets what was read, by the names of the arguments."""

    run: Run
    arguments: tuple[Argument, ...] = ()
    options: tuple[Option, ...] = ()

    def read(self, sentence: Sentence, at: int) -> Values:
        """The values of this form; raises Unread with the furthest token that was reached."""
        furthest = Unread(at)
        for values in self._arguments(sentence, at, 0, {}):
            if not isinstance(values, Unread):
                return values
            if values.is_sure:
                raise values
            if (values.at, values.cause is not None) >= (furthest.at, furthest.cause is not None):
                furthest = values
        raise furthest

    def _arguments(
        self, sentence: Sentence, at: int, index: int, values: Values
    ) -> Iterator[Values | Unread]:
        if index == len(self.arguments):
            yield self._options(sentence, at, values)
            return
        if at >= len(sentence.tokens):
            yield Unread(at)
            return
        argument = self.arguments[index]
        reached = False
        for reading in _readings(argument, sentence, at):
            if isinstance(reading, Unread):
                yield reading
                return
            reached = True
            value, end = reading
            found = {**values, argument.name: value} if argument.name else values
            yield from self._arguments(sentence, end, index + 1, found)
        if not reached:
            yield Unread(at)

    def _options(self, sentence: Sentence, at: int, values: Values) -> Values | Unread:
        while at < len(sentence.tokens):
            reading = self._option(sentence, at, values)
            if isinstance(reading, Unread):
                return reading
            values, at = reading
        return values

    def _option(self, sentence: Sentence, at: int, values: Values) -> tuple[Values, int] | Unread:
        for option in self.options:
            if option.name in values:
                continue
            for reading in _readings(option, sentence, at):
                if isinstance(reading, Unread):
                    return reading
                return {**values, option.name: reading[0]}, reading[1]
        return Unread(at)


def _readings(argument: Argument, sentence: Sentence, at: int) -> Iterator[Reading | Unread]:
    try:
        yield from argument.read(sentence, at)
    except Unread as error:
        yield error
    except KamError as error:
        yield Unread(at, error)


@dataclass(frozen=True)
class Command:
    """A word of the language: how it is used, what it is for, what right it asks for.

    `usage`, `example` and `about` are sentences of the catalog; `also` are its other names.
    `takes_channel`: a channel it names is an argument, not the account that is meant.
    """

    word: str
    also: tuple[str, ...]
    usage: tuple[str, ...]
    example: str
    about: str
    forms: tuple[Form, ...]
    access: Right | None = field(default=None)
    takes_channel: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Every word that means this command."""
        return (self.word, *self.also)

    def read(self, sentence: Sentence, at: int) -> tuple[Run, Values]:
        """The form that fits and its values; raises Unread where none does."""
        furthest = Unread(at)
        for form in self.forms:
            try:
                return form.run, form.read(sentence, at)
            except Unread as error:
                if (error.at, error.cause is not None) > (furthest.at, furthest.cause is not None):
                    furthest = error
        raise furthest
