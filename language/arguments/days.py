"""Days: by when something is due, in which month it belongs, on which day it happened."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.calendar import Month
from domain.errors import KamError
from domain.language import Language
from language.dates import ByMonth, UnclearDate, When
from language.dates.words import months, plain, weekdays
from language.sentences.sentence import (
    Argument,
    Reading,
    Sentence,
    Stands,
    Unread,
    is_meant_as_date,
)
from language.sentences.tokens import ENDS, TokenKind
from language.times import read_hour

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

    def said(self, language: Language) -> str:
        """As one types it on whichever day."""
        is_english = language is Language.ENGLISH
        if self.due is None:
            return f"{'in' if is_english else 'im'} {self.month}"
        return f"{'by' if is_english else 'bis'} {self.due.isoformat()}"


@dataclass(frozen=True)
class Deadline(Argument):
    """A date or a month behind one of its words."""

    name: str
    stands = Stands.ANYWHERE

    def skip(self, sentence: Sentence, at: int) -> int:
        """Where the date itself begins."""
        return at + (sentence.tokens[at].folded in BY | IN)

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        first = sentence.tokens[at]
        if first.kind is not TokenKind.WORD:
            return
        if first.folded in BY:
            yield _time(sentence, at + 1, is_due=True)
        elif first.folded in IN:
            yield _time(sentence, at)


@dataclass(frozen=True)
class BareDeadline(Argument):
    """A date or a month that no word announces."""

    name: str
    stands = Stands.AT_AN_EDGE

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        if sentence.tokens[at].kind is TokenKind.WORD:
            yield from _perhaps(sentence, at)

    def is_weak(self, sentence: Sentence, at: int, end: int) -> bool:
        """Whether it is more often a word of a text: `May`, `Q3`, `24/7`, `sat`."""
        text = " ".join(sentence.words(at)[: end - at]).casefold().strip(ENDS.replace(".", ""))
        return text in HOMONYMS or text in months() or WEAK.fullmatch(text) is not None


@dataclass(frozen=True)
class Place(Argument):
    """Where something is moved to: a date, or a month as a whole."""

    name: str

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        first = sentence.tokens[at].folded
        yield _time(sentence, at + (first in TO | BY), is_due=first in BY)


@dataclass(frozen=True)
class NearMonth(Argument):
    """A month to look at, gone or to come: without a year the nearest of that name."""

    name: str

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        readings, problems = [], []
        for allow_past in (False, True):
            try:
                when, used = sentence.date(at, allow_past=allow_past)
                readings.append((when.month, at + used))
            except KamError as error:
                problems.append(error)
        if not readings:
            raise problems[0]
        this = Month.of(sentence.today)
        yield min(readings, key=lambda reading: abs(this.until(reading[0])))


@dataclass(frozen=True)
class Day(Argument):
    """A date as people type it; what is meant as one and is none must not pass for text."""

    name: str

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        if not sentence.words(at):
            return
        when, end = _date(sentence, at)
        yield when.deadline, end


@dataclass(frozen=True)
class DayGone(Argument):
    """A day on which something happened; raises what `read_date` raises."""

    name: str

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        if sentence.words(at):
            when, used = sentence.date(at, allow_past=True)
            yield when.deadline, at + used


@dataclass(frozen=True)
class DayAtAnEdge(DayGone):
    """A day that is over, before or behind a text."""

    stands = Stands.AT_AN_EDGE


@dataclass(frozen=True)
class Hour(Argument):
    """An hour of the day: `8`, `08:00`, `8 Uhr`, `5pm`; raises NotAFullHour."""

    name: str

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        found = read_hour(sentence.words(at))
        if found is not None:
            yield found[0], at + found[1]


@dataclass(frozen=True)
class Weekday(Argument):
    """A day of the week in either language; the value is 0 for Monday."""

    name: str

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        word = plain(sentence.tokens[at].text)
        for known in (word, word.removesuffix("s")):
            if known in weekdays():
                yield weekdays()[known], at + 1
                return


def _perhaps(sentence: Sentence, at: int) -> Iterator[Reading]:
    """A date that no word announces; anything else is left for other arguments to read."""
    try:
        yield _time(sentence, at)
    except Unread as error:
        if not isinstance(error.cause, UnclearDate):
            raise


def _time(sentence: Sentence, at: int, *, is_due: bool = False) -> Reading:
    when, end = _date(sentence, at)
    month_only = isinstance(when, ByMonth) and not is_due
    return Time(None if month_only else when.deadline, when.month), end


def _date(sentence: Sentence, at: int) -> tuple[When, int]:
    """Raises Unread; surely where a date was meant."""
    try:
        when, used = sentence.date(at)
    except KamError as error:
        raise Unread(at, error, is_sure=is_meant_as_date(error)) from error
    return when, at + used


HOMONYMS = frozenset({"sat", "sun", "mar", "may", "march", "so", "do", "mi", "mon"})
"""Short names of days and months that are words of their own."""

WEAK = re.compile(
    r"q[1-4]|[0-9]{1,2}[/-][0-9]{1,2}|[0-9]{1,2}[.][0-9]{1,2}|[0-9]{1,2}[/.-][0-9]{4}|(?:first|second|third|fourth"
    r"|next|this|coming) quarter|nächstes quartal",
    re.IGNORECASE,
)
"""What may as well be a quarter that one speaks of, a version, or round the clock."""
