"""By when: the arguments that say when an action is due, or in which month it belongs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from domain.calendar import Month
from domain.errors import KamError
from domain.language import Language
from language.dates import ByMonth, UnclearDate
from language.dates.words import months
from language.sentences.sentence import Reading, Sentence, Stands, Unread, is_meant_as_date
from language.sentences.tokens import ENDS, TokenKind

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
class Deadline:
    """A date or a month behind one of its words."""

    name: str
    stands: Stands = Stands.ANYWHERE

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
class BareDeadline:
    """A date or a month that no word announces."""

    name: str
    stands: Stands = Stands.AT_AN_EDGE

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        if sentence.tokens[at].kind is TokenKind.WORD:
            yield from _perhaps(sentence, at)

    @staticmethod
    def is_weak(sentence: Sentence, at: int, end: int) -> bool:
        """Whether it is more often a word of a text: `May`, `Q3`, `24/7`, `sat`."""
        return is_weak(sentence.words(at)[: end - at])


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
        when, used = sentence.date(at)
    except KamError as error:
        raise Unread(at, error, is_sure=is_meant_as_date(error)) from error
    month_only = isinstance(when, ByMonth) and not is_due
    return Time(None if month_only else when.deadline, when.month), at + used


def _month(sentence: Sentence, at: int, *, allow_past: bool) -> Reading | KamError:
    try:
        when, used = sentence.date(at, allow_past=allow_past)
    except KamError as error:
        return error
    return when.month, at + used


HOMONYMS = frozenset({"sat", "sun", "mar", "may", "march", "so", "do", "mi", "mon"})
"""Short names of days and months that are words of their own."""

WEAK = re.compile(
    r"q[1-4]|[0-9]{1,2}[/-][0-9]{1,2}|[0-9]{1,2}[.][0-9]{1,2}|[0-9]{1,2}[/.-][0-9]{4}|(?:first|second|third|fourth"
    r"|next|this|coming) quarter|nächstes quartal",
    re.IGNORECASE,
)
"""What may as well be a quarter that one speaks of, a version, or round the clock."""


def is_weak(words: Sequence[str]) -> bool:
    """Whether a date without a word before it is more often a part of a text."""
    text = " ".join(words).casefold().strip(ENDS.replace(".", ""))
    return text in HOMONYMS or text in months() or WEAK.fullmatch(text) is not None
