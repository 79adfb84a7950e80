"""The reader of dates, and the year in which a date without one lies."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from domain.language import Language
from language.dates import words

Meant = TypeVar("Meant")

YEARS = range(1900, 2200)
"""Others are slips of the finger."""

_LEAP_DAY_COMES_WITHIN = 8  # years: 2100 is no leap year


@dataclass(frozen=True)
class Reader:
    """Whose text it is, and when it was typed."""

    today: date
    language: Language
    past: bool
    """Whether the text reports something that has happened."""


class Several(Exception):
    """The text can mean any of these days."""

    def __init__(self, *days: date) -> None:
        """`days` in order, at least one."""
        super().__init__(*days)
        self.days = days


def first_match(
    rules: Iterable[tuple[str, Callable[[re.Match[str], Reader], Meant]]], text: str, reader: Reader
) -> Meant | None:
    """The meaning of a text by the first rule whose form it has."""
    for template, rule in rules:
        if match := words.pattern(template).fullmatch(text):
            return rule(match, reader)
    return None


def nearest(days: Iterator[date], reader: Reader) -> date:
    """Of the same date in several years: the next to come, or in a report the latest gone.

    Raises ValueError if there is none.
    """
    if reader.past:
        return max(day for day in days if day <= reader.today)
    return min(day for day in days if day >= reader.today)


def in_years(reader: Reader, make: Callable[[int], date]) -> Iterator[date]:
    """A day and month in each of the years around today that has such a day."""
    this, around = reader.today.year, _LEAP_DAY_COMES_WITHIN
    for year in range(this - around, this + around + 1):
        try:
            yield make(year)
        except ValueError:
            continue


def date_of(year: int | None, month: int, day: int, reader: Reader) -> date:
    """A date with or without its year; raises ValueError if no calendar has it."""
    if year:
        return date(year, month, day)
    return nearest(in_years(reader, lambda year: date(year, month, day)), reader)


def year_of(match: re.Match[str]) -> int | None:
    """The year that was typed, if any; raises ValueError if nobody plans for it."""
    found = match.groupdict()
    if short := found.get("yy"):
        return 2000 + int(short)
    return known_year(int(found["y"])) if found.get("y") else None


def known_year(year: int) -> int:
    """`year`; raises ValueError if nobody plans for it."""
    if year not in YEARS:
        raise ValueError(year)
    return year


def month_of(match: re.Match[str]) -> int:
    """The month that was typed, as a number or a name."""
    name = match.groupdict().get("month")
    return words.months()[name] if name else int(match["m"])


def weeks_or_months_ahead(match: re.Match[str]) -> int:
    """`next` is one ahead, `last` one back, `übernächste` two ahead, else none."""
    found = match.groupdict()
    if found.get("last"):
        return -1
    if found.get("after"):
        return 2
    return int(bool(found.get("next") or found.get("coming")))
