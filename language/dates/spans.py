"""The forms that name a stretch of days: months, quarters, weeks, years, and their edges.

Rules raise ValueError for a stretch that no calendar has.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from domain.calendar import Month
from language.dates import words
from language.dates.days import monday
from language.dates.reader import (
    Reader,
    Several,
    first_match,
    in_years,
    known_year,
    month_of,
    nearest,
    weeks_or_months_ahead,
    year_of,
)

_FRIDAY = 5  # as ISO counts


@dataclass(frozen=True)
class Span:
    """A stretch of days that has a name."""

    first: date
    middle: date
    last: date
    """The day that is meant by the end of it, or by its bare name; of a week the Friday."""
    bare: date | Month | None
    """What the name alone means; of a year nothing."""


SpanRule = Callable[[re.Match[str], Reader], Span]


def bare_span(text: str, reader: Reader) -> date | Month | None:
    """A month stays a month; a quarter is its last day and a week its Friday."""
    span = first_match(_SPANS, text, reader)
    return span.bare if span else None


def edge_of_span(text: str, reader: Reader) -> date | None:
    """`end of April`, `Mitte Mai`, `Monatsende`, `EOM`: the day of the span that is meant."""
    for template, edge in _EDGES:
        match = words.pattern(template).fullmatch(text)
        if match and (span := first_match(_SPANS, _span_name(match["span"]), reader)):
            return edge(span)
    return None


def _span_name(text: str) -> str:
    """The month, of `the end of the month`, is this month."""
    if text in _INITIALS:
        return f"this {_INITIALS[text]}"
    return f"this {text}" if words.pattern(_ANY_UNIT).fullmatch(text) else text


# --------------------------------------------------------------------------------------- months


def _month_span(month: Month) -> Span:
    return Span(month.first_day, month.on(15), month.last_day, bare=month)


def _named_month(match: re.Match[str], reader: Reader) -> Span:
    """Without a year this month or the next to come, in a report this or the latest gone."""
    year, number, this = year_of(match), month_of(match), Month.of(reader.today)
    if year:
        return _month_span(Month(year, number))
    away = (number - this.month) % 12
    return _month_span(this.plus(away - 12 if reader.past and away else away))


def _stepped_month(match: re.Match[str], reader: Reader) -> Span:
    """`next March` is the next to come; where this year has one still, either may be meant."""
    this, found = Month.of(reader.today), match.groupdict()
    coming = this.plus((month_of(match) - this.month) % 12)
    if found["last"]:
        return _month_span(coming.plus(-12))
    if found["next"] and coming.year == this.year:
        raise Several(coming.last_day, coming.plus(12).last_day)
    return _month_span(coming)


def _month_from_now(match: re.Match[str], reader: Reader) -> Span:
    return _month_span(Month.of(reader.today).plus(weeks_or_months_ahead(match)))


# ------------------------------------------------------------------------------------- quarters


def _quarter_span(first: Month) -> Span:
    last = first.plus(2).last_day
    return Span(first.first_day, first.next.on(15), last, bare=last)


def _named_quarter(match: re.Match[str], reader: Reader) -> Span:
    """Without a year the one that is running or the next to come, as with months."""
    first, year = 3 * words.number(match["q"]) - 2, year_of(match)
    if year:
        return _quarter_span(Month(year, first))
    if reader.past:
        day = nearest(in_years(reader, lambda year: Month(year, first).first_day), reader)
    else:
        day = nearest(in_years(reader, lambda year: Month(year, first + 2).last_day), reader)
    return _quarter_span(Month(day.year, first))


def _quarter_from_now(match: re.Match[str], reader: Reader) -> Span:
    this = Month.of(reader.today)
    return _quarter_span(this.plus(3 * weeks_or_months_ahead(match) - (this.month - 1) % 3))


# ---------------------------------------------------------------------------------------- weeks


def _week_span(start: date) -> Span:
    friday = start + timedelta(days=4)
    return Span(start, start + timedelta(days=2), friday, bare=friday)


def _named_week(match: re.Match[str], reader: Reader) -> Span:
    """An ISO week; without a year the next whose Friday is to come, 53 waits for a long year."""
    week, year = int(match["d"]), year_of(match)
    if year:
        return _week_span(date.fromisocalendar(year, week, 1))
    weekday = 1 if reader.past else _FRIDAY
    days = in_years(reader, lambda year: date.fromisocalendar(year, week, weekday))
    return _week_span(monday(nearest(days, reader)))


def _week_from_now(match: re.Match[str], reader: Reader) -> Span:
    return _week_span(monday(reader.today) + timedelta(weeks=weeks_or_months_ahead(match)))


# ---------------------------------------------------------------------------------------- years


def _year_span(year: int) -> Span:
    return Span(date(year, 1, 1), date(year, 6, 30), date(year, 12, 31), bare=None)


def _named_year(match: re.Match[str], _reader: Reader) -> Span:
    return _year_span(known_year(int(match["y"])))


def _year_from_now(match: re.Match[str], reader: Reader) -> Span:
    return _year_span(reader.today.year + weeks_or_months_ahead(match))


# ------------------------------------------------------------------------------------ the forms

_MONTH, _QUARTER = r"(?:month|monat(?:e?s)?)", r"(?:quarter|quartals?)"
_WEEK, _YEAR = r"(?:week|woche)", r"(?:year|jahr(?:e?s)?)"
_ANY_UNIT = f"{_MONTH}|{_QUARTER}|{_WEEK}|{_YEAR}"
_INITIALS = {"m": "month", "q": "quarter", "w": "week", "y": "year"}
_STEP = r"(?:<this>|<coming>|<next>|<after>|<last>)"
_WEEK_NO = r"(?:kw|cw|wk|w|week|calendar week|woche|kalenderwoche) ?"
_QUARTER_NAME = r"first|second|third|fourth|erstes|zweites|drittes|viertes"

_SPANS: tuple[tuple[str, SpanRule], ...] = (
    (r"<month><year>?", _named_month),
    (rf"{_STEP} {_MONTH}", _month_from_now),
    (r"(?:<this>|<coming>|<next>|<last>) <month>", _stepped_month),
    (r"q ?(?P<q>[1-4])(?:<of> ?<year>)?", _named_quarter),
    (r"<y>[ /-]?q(?P<q>[1-4])", _named_quarter),
    (rf"(?P<q>[1-4])<th> {_QUARTER}(?:<of> ?<year>)?", _named_quarter),
    (rf"(?P<q>{_QUARTER_NAME}) {_QUARTER}(?:<of> ?<year>)?", _named_quarter),
    (rf"{_STEP} {_QUARTER}", _quarter_from_now),
    (rf"{_WEEK_NO}<d>(?:<of> ?<year>)?", _named_week),
    (r"<d>\.? ?(?:kw|kalenderwoche)(?:<of> ?<year>)?", _named_week),
    (r"<y>[ /-]?(?:w|kw|cw) ?<d>", _named_week),
    (rf"{_STEP} {_WEEK}", _week_from_now),
    (r"<y>", _named_year),
    (rf"{_STEP} {_YEAR}", _year_from_now),
)

_EDGES: tuple[tuple[str, Callable[[Span], date]], ...] = (
    (r"(?:end|ende)<of> (?P<span>.+)", lambda span: span.last),
    (r"(?:mid|middle|mitte)(?:<of> |-)(?P<span>.+)", lambda span: span.middle),
    (r"(?:beginning|start|early|anfang|beginn)<of> (?P<span>.+)", lambda span: span.first),
    # Not the week: "Wochenende" and "weekend" are two other days.
    (r"(?P<span>monat|quartal|jahr)e?s-?ende", lambda span: span.last),
    (r"(?P<span>monat|quartal|jahr)e?s-?mitte", lambda span: span.middle),
    (r"(?P<span>monat|quartal|jahr)e?s-?(?:anfang|beginn)", lambda span: span.first),
    (r"(?P<span>month|quarter|year)[ -]?end", lambda span: span.last),
    (r"eo(?P<span>[mqwy])", lambda span: span.last),
)
