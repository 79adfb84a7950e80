"""From what was typed to a day or a month, by an explicit grammar and without guesses."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from domain.calendar import Month
from domain.language import Language
from language.dates import days, spans, words
from language.dates.errors import AmbiguousDate, PastDate, UnclearDate
from language.dates.reader import Reader, Several

_LONGEST = 7  # words: "Wednesday the 15th of October in 2027"
_LONGEST_TEXT = 80  # characters

_FORMS = (
    days.absolute,
    days.weekday_and_date,
    days.relative,
    spans.bare_span,
    spans.edge_of_span,
)

_FILLERS = {"by", "on", "until", "the", "in", "bis", "zum", "am", "den", "dem", "der", "im"}


@dataclass(frozen=True)
class ParsedDay:
    """A day was meant."""

    day: date

    @property
    def deadline(self) -> date:
        """The day itself."""
        return self.day

    @property
    def month(self) -> Month:
        """The month that the day lies in."""
        return Month.of(self.day)


@dataclass(frozen=True)
class ByMonth:
    """A month as a whole was meant."""

    month: Month

    @property
    def deadline(self) -> date:
        """`by May` is the last of May."""
        return self.month.last_day


When = ParsedDay | ByMonth


def parse_date(text: str, *, today: date, language: Language, allow_past: bool = False) -> When:
    """The day or month that the whole of `text` means; `today` is the account's.

    Both languages are understood whatever the `language`, which decides where they differ. A
    date without a year is the next to come. `allow_past` is for reports on what has happened:
    there it is the latest gone. Raises UnclearDate, AmbiguousDate and PastDate.
    """
    reader = Reader(today, language, past=allow_past)
    when = _by_grammar(text, reader)
    if when is None:
        raise UnclearDate(text)
    return when


def read_date(
    typed: Sequence[str], *, today: date, language: Language, allow_past: bool = False
) -> tuple[When, int]:
    """The longest date that the words start with, and of how many words it consists.

    Otherwise as parse_date; raises UnclearDate if no date starts here.
    """
    reader = Reader(today, language, past=allow_past)
    able = list(takewhile(words.may_belong_to_a_date, typed[:_LONGEST]))
    if all(word.casefold() in _FILLERS for word in able):
        able = []
    for count in range(len(able), 0, -1):
        if when := _by_grammar(" ".join(able[:count]), reader):
            return when, count
    raise UnclearDate(" ".join(typed[:_LONGEST]))


def _by_grammar(text: str, reader: Reader) -> When | None:
    if len(text) > _LONGEST_TEXT:
        return None
    for candidate in _without_fillers(words.plain(text)):
        try:
            found = _in_some_form(candidate, reader)
        except Several as several:
            raise _asked_back(text, several.days, reader) from None
        except (ValueError, OverflowError):
            # In a form we know, but no such day: a shorter reading would be a guess.
            raise UnclearDate(text) from None
        if found is not None:
            return _not_past(text, found, reader)
    return None


def _in_some_form(text: str, reader: Reader) -> date | Month | None:
    found = (form(text, reader) for form in _FORMS)
    return next((one for one in found if one is not None), None)


def _without_fillers(text: str) -> Iterator[str]:
    """The text, then without the `by`, `the`, `zum` that stand before the date proper."""
    yield text
    first, _space, rest = text.partition(" ")
    while rest and first in _FILLERS:
        yield rest
        first, _space, rest = rest.partition(" ")


def _not_past(text: str, found: date | Month, reader: Reader) -> When:
    when = ByMonth(found) if isinstance(found, Month) else ParsedDay(found)
    if when.deadline < reader.today and not reader.past:
        raise PastDate(text, when.deadline)
    return when


def _asked_back(text: str, candidates: Sequence[date], reader: Reader) -> AmbiguousDate | PastDate:
    """A plan is only offered days to come; one is offered too, for it may be a slip."""
    fitting = tuple(day for day in sorted(set(candidates)) if reader.past or day >= reader.today)
    return AmbiguousDate(text, fitting) if fitting else PastDate(text, max(candidates))
