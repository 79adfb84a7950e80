"""By when: the arguments that say when an action is due, or in which month it belongs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.calendar import Month
from domain.errors import KamError
from handlers.grammar.grammar import Argument, Reading, Sentence, Unread, is_meant_as_date
from handlers.grammar.tokens import TokenKind
from language.dates import ByMonth, UnclearDate, When, read_date

BY = frozenset({"by", "until", "till", "due", "on", "bis", "am", "fällig"})
"""Words before a due date: by May is by its last day."""

IN = frozenset({"in", "im"})
"""Words before a month as a whole, and before `2 weeks`."""

TO = frozenset({"to", "into", "auf", "nach", "zum"})
"""Words before where something is moved to."""


@dataclass(frozen=True)
class Time:
    """A due date, or a month without one."""

    due: date | None
    month: Month


@dataclass(frozen=True)
class Deadline:
    """A date or a month behind one of its words, or behind a quoted text without any."""

    name: str

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        first = sentence.tokens[at]
        if first.kind is not TokenKind.WORD:
            return
        if first.folded in BY:
            yield _time(sentence, at + 1, is_due=True)
        elif first.folded in IN:
            yield _time(sentence, at)
        elif _follows_quotes(sentence, at):
            yield from _perhaps(sentence, at)


@dataclass(frozen=True)
class Place:
    """Where something is moved to: a date, or a month as a whole."""

    name: str

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        first = sentence.tokens[at].folded
        yield _time(sentence, at + (first in TO | BY), is_due=first in BY)


@dataclass(frozen=True)
class NearMonth:
    """A month to look at, gone or to come: without a year the nearest of that name."""

    name: str

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        found = [_month(sentence, at, allow_past=past) for past in (False, True)]
        readings = [each for each in found if not isinstance(each, KamError)]
        if not readings:
            raise next(each for each in found if isinstance(each, KamError))
        this = Month.of(sentence.today)
        yield min(readings, key=lambda reading: abs(this.until(reading[0])))


@dataclass(frozen=True)
class AfterQuotes:
    """An argument that only counts behind a quoted text: in a loose one it may be a word of it."""

    argument: Argument

    @property
    def name(self) -> str:
        return self.argument.name

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        if _follows_quotes(sentence, at):
            yield from self.argument.read(sentence, at)


def _perhaps(sentence: Sentence, at: int) -> Iterator[Reading]:
    """A date that no word announces; anything else is left for other arguments to read."""
    try:
        yield _time(sentence, at)
    except Unread as error:
        if not isinstance(error.cause, UnclearDate):
            raise


def _time(sentence: Sentence, at: int, *, is_due: bool = False) -> Reading:
    """Raises Unread; surely where a date was meant."""
    try:
        when, used = _read(sentence, at)
    except KamError as error:
        raise Unread(at, error, is_sure=is_meant_as_date(error)) from error
    month_only = isinstance(when, ByMonth) and not is_due
    return Time(None if month_only else when.deadline, when.month), at + used


def _month(sentence: Sentence, at: int, *, allow_past: bool) -> Reading | KamError:
    try:
        when, used = _read(sentence, at, allow_past=allow_past)
    except KamError as error:
        return error
    return when.month, at + used


def _read(sentence: Sentence, at: int, *, allow_past: bool = False) -> tuple[When, int]:
    return read_date(
        sentence.words(at),
        today=sentence.today,
        language=sentence.language,
        allow_past=allow_past,
    )


def _follows_quotes(sentence: Sentence, at: int) -> bool:
    return any(token.kind is TokenKind.QUOTED for token in sentence.tokens[:at])
