"""The meaning of an imported file's cells: dates, numbers, and a few words."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeVar

from domain.action import ActionKind
from domain.amount import Amount
from domain.calendar import Month
from domain.errors import Invalid
from domain.goal import GoalKind
from domain.language import Language
from language.conventions import DIGITS, SLASHED, THOUSANDS, TIME, Convention
from language.dates import AmbiguousDate, UnclearDate, When, parse_date
from language.dates import words as date_words
from language.dates.reader import YEARS
from language.numbers import parse_amount
from language.times import country_of
from language.vocabulary import AREAS, ATTITUDES, INFLUENCES

Value = TypeVar("Value")

LEVELS = {
    "vision": GoalKind.VISION,
    **dict.fromkeys(("relationship", "beziehung", "beziehungsziel"), GoalKind.RELATIONSHIP),
    **dict.fromkeys(("business", "geschäft", "geschäftsziel"), GoalKind.BUSINESS),
}
NORWAY = "NO"
"""A code that people also type for none."""

LANGUAGES = {
    **dict.fromkeys(("en", "english", "englisch"), Language.ENGLISH),
    **dict.fromkeys(("de", "german", "deutsch"), Language.GERMAN),
}
KINDS = {
    **dict.fromkeys(("contact", "contacts", "kontakt", "kontakte"), ActionKind.CONTACT),
    **dict.fromkeys(("introduction", "vorstellung", "einführung"), ActionKind.INTRODUCTION),
    **dict.fromkeys(("information", "informationen", "info"), ActionKind.INFORMATION),
}
STATES = {
    **dict.fromkeys(("open", "offen", "to do", "todo", "not started", "nicht begonnen"), True),
    **dict.fromkeys(("in progress", "in arbeit", "begonnen"), True),
    **dict.fromkeys(("done", "closed", "completed", "reached", "dropped", "cancelled"), False),
    **dict.fromkeys(("erledigt", "geschlossen", "abgeschlossen", "erreicht", "verworfen"), False),
    **dict.fromkeys(("gone", "weg", "veraltet"), False),
    **dict.fromkeys(("fertig", "aufgegeben", "fallen gelassen", "fallengelassen"), False),
}
"""Whether something is still to be done."""

ANSWERS = {"yes": True, "ja": True, "true": True, "no": False, "nein": False, "false": False}

ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
ISO_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
NAMED = re.compile(r"([0-9]{1,2})[-. ]+([^\W\d_]+)\.?[- ]([0-9]{4}|[0-9]{2})")
"""25-May-26, as Excel writes a day."""

MONTH_AND_YEAR = re.compile(r"([^\W\d_]+)\.?[- ]([0-9]{2})")
"""May-26, as Excel writes a month; or a day in May."""

BOTH_SHORT = re.compile(r"([0-9]{2})-([0-9]{2})-([0-9]{2})")
HAS_YEAR = re.compile(r"[0-9]{4}|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2}")
ZONED = re.compile(r".*:[0-9]{2}(?:[.,][0-9]+)? ?(?:Z|[+-][0-9]{2}:?[0-9]{2})")
SHORTENED = re.compile(r"[0-9][eE][+-]?[0-9]")
SPACED = re.compile(r"[ '’]")
SPACED_RIGHT = re.compile(r"[0-9]{1,3}(?:[ '’][0-9]{3})+(?:[.,][0-9]+)?")
CENTURY = 2000
THREE = 3


@dataclass(eq=False)
class UnknownWord(Invalid):
    """The cell holds one of a few words, and this is none of them.

    `known` are the words of both languages.
    """

    typed: str
    known: Sequence[str]


@dataclass(eq=False)
class AmbiguousNumber(Invalid):
    """The number can mean either, and nothing in its file tells which.

    `readings` are without any sign that could be mistaken.
    """

    typed: str
    readings: tuple[str, str]


@dataclass(eq=False)
class ShortenedNumber(Invalid):
    """A spreadsheet has written the number with an exponent: digits of it may be gone."""

    typed: str


def _one_of(words: Mapping[str, Value]) -> Callable[[str], Value]:
    """Reads one of these words; raises UnknownWord."""

    def read(text: str) -> Value:
        found = words.get(" ".join(text.split()).casefold())
        if found is None:
            raise UnknownWord(text, list(words))
        return found

    return read


@dataclass(frozen=True)
class CellReader:
    """Reads cells by the convention of their file; see services.imports.Reader."""

    convention: Convention

    def day(self, text: str, today: date) -> date:
        """Raises UnclearDate, AmbiguousDate and PastDate; a date with its year may be over."""
        return _day(text, today, self.convention)

    def month(self, text: str, today: date) -> Month:
        """Raises what `day` raises."""
        first = _iso(f"{text}-01") if ISO_MONTH.fullmatch(text) else None
        if first is not None:
            return Month.of(first)
        short = MONTH_AND_YEAR.fullmatch(text)
        if short and (number := _month_named(short[1])):
            return Month(CENTURY + int(short[2]), number)
        with suppress(Invalid):
            return _when(text, today, self.convention.language, past=_has_year(text)).month
        return Month.of(self.day(text, today))

    def amount(self, text: str) -> Amount:
        """Raises UnclearNumber, NumberTooLong, UnitTooLong, and what is asked back."""
        if SHORTENED.search(text):
            raise ShortenedNumber(text)
        found = DIGITS.search(text)
        if found is not None:
            number = _plain(found.group(), self.convention)
            text = f"{text[: found.start()]}{number} {text[found.end() :].lstrip()}".strip()
        return parse_amount(text, language=self.convention.language)

    level = staticmethod(_one_of(LEVELS))
    kind = staticmethod(_one_of(KINDS))
    attitude = staticmethod(_one_of(ATTITUDES))
    influence = staticmethod(_one_of(INFLUENCES))
    area = staticmethod(_one_of(AREAS))
    language = staticmethod(_one_of(LANGUAGES))
    is_yes = staticmethod(_one_of(ANSWERS))
    is_open = staticmethod(_one_of(STATES))

    @staticmethod
    def country(text: str) -> str | None:
        """In a file NO is Norway; raises UnknownCountry."""
        return text if text == NORWAY else country_of(text)


# --------------------------------------------------------------------------------------- numbers


def _plain(typed: str, convention: Convention) -> str:
    """The number with a point for decimals, and with nothing else that could be mistaken."""
    if SPACED.search(typed.strip()) and not SPACED_RIGHT.fullmatch(typed.strip()):
        return typed
    digits = re.sub(r"[ '’]", "", typed)
    signs = [sign for sign in digits if sign in ".,"]
    if not signs:
        return digits
    if THOUSANDS.fullmatch(typed.strip()):
        return _either(typed.strip(), signs[0], convention)
    if len(signs) > 1 and signs[0] == signs[-1]:
        return _without_groups(typed, digits, signs[0])
    whole, _sign, fraction = digits.rpartition(signs[-1])
    return _decimal(_without_groups(typed, whole, signs[0]) if len(signs) > 1 else whole, fraction)


def _either(typed: str, sign: str, convention: Convention) -> str:
    """1.250, by what the file says; raises AmbiguousNumber where it says nothing."""
    whole, _sign, rest = typed.partition(sign)
    is_decimal = sign == convention.decimal
    if convention.decimal is None or (is_decimal and not convention.is_seen):
        raise AmbiguousNumber(typed, (f"{whole}{rest}", f"{whole}.{rest}0"))
    return _decimal(whole, rest) if is_decimal else f"{whole}{rest}"


def _without_groups(typed: str, digits: str, sign: str) -> str:
    """1.250.000; groups that are none are left for the numbers of sentences to refuse."""
    groups = digits.split(sign)
    is_grouped = all(len(group) == THREE for group in groups[1:]) and 0 < len(groups[0]) <= THREE
    return "".join(groups) if is_grouped else typed


def _decimal(whole: str, fraction: str) -> str:
    """Never with just three decimals: those would be taken for thousands in German."""
    return f"{whole}.{fraction}{'0' if len(fraction) == THREE else ''}"


# ----------------------------------------------------------------------------------------- dates


@lru_cache(maxsize=2_000)
def _day(text: str, today: date, convention: Convention) -> date:
    """A day; a column has few of them many times."""
    if ZONED.fullmatch(text):
        raise UnclearDate(text)
    bare = TIME.sub("", text).strip() if TIME.search(text) else text
    if ISO_DAY.fullmatch(bare) and (found := _iso(bare)):
        return found
    if BOTH_SHORT.fullmatch(bare):
        raise _asked_back(text, list(_short_readings(bare)))
    if named := _named_day(bare):
        return named
    if (short := MONTH_AND_YEAR.fullmatch(bare)) and _month_named(short[1]):
        raise _asked_back(text, list(_month_readings(short, today)))
    slashed = SLASHED.fullmatch(bare)
    if slashed and convention.day_first is not None:
        return _slashed(text, slashed, day_first=convention.day_first)
    return _when(bare, today, convention.language, past=_has_year(bare)).deadline


def _iso(text: str) -> date | None:
    """None for a day that no calendar has, and for a year for which nobody plans."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.year in YEARS else None


def _named_day(text: str) -> date | None:
    found = NAMED.fullmatch(text)
    number = _month_named(found[2]) if found else None
    if found is None or number is None:
        return None
    return _date(_year(found[3]), number, int(found[1]))


def _month_named(name: str) -> int | None:
    return date_words.months().get(date_words.plain(name))


def _slashed(text: str, found: re.Match[str], *, day_first: bool) -> date:
    day, month = (found[1], found[2]) if day_first else (found[2], found[1])
    read = _date(_year(found[3]), int(month), int(day))
    if read is None:
        raise UnclearDate(text)
    return read


def _short_readings(text: str) -> Iterator[date]:
    """26-05-31 has its year in front or behind."""
    a, b, c = (int(part) for part in text.split("-"))
    for year, month, day in ((a, b, c), (c, b, a), (c, a, b)):
        if found := _date(CENTURY + year, month, day):
            yield found


def _month_readings(found: re.Match[str], today: date) -> Iterator[date]:
    """May-26 is a month, or a day of this year."""
    number = _month_named(found[1]) or 1
    yield Month(CENTURY + int(found[2]), number).last_day
    if day := _date(today.year, number, int(found[2])):
        yield day


def _asked_back(text: str, readings: Sequence[date]) -> UnclearDate | AmbiguousDate:
    return AmbiguousDate(text, tuple(sorted(set(readings)))) if readings else UnclearDate(text)


def _year(digits: str) -> int:
    return int(digits) if len(digits) > len("26") else CENTURY + int(digits)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def _has_year(text: str) -> bool:
    return HAS_YEAR.search(text) is not None


@lru_cache(maxsize=1_000)
def _when(text: str, today: date, language: Language, *, past: bool) -> When:
    """The date or period in a cell, as people write it."""
    return parse_date(text, today=today, language=language, allow_past=past)
