"""The forms that name a day, or a month in digits.

Each rule gives what was meant; raises ValueError for a day that no calendar has, which
reads as "not understood"; or raises Several where the text can mean more than one day.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta

from domain.calendar import Month
from domain.language import Language
from language.dates import words
from language.dates.reader import (
    Reader,
    Several,
    date_of,
    first_match,
    known_year,
    month_of,
    weeks_or_months_ahead,
    year_of,
)

Rule = Callable[[re.Match[str], Reader], date | Month]


def absolute(text: str, reader: Reader) -> date | Month | None:
    """A date that names its month: ISO, 15.10., 15 October, October 15, 15/10."""
    return first_match(_ABSOLUTE, text, reader)


def relative(text: str, reader: Reader) -> date | Month | None:
    """A date counted from today: tomorrow, Friday, next Friday, in two weeks."""
    return first_match(_RELATIVE, text, reader)


def weekday_and_date(text: str, reader: Reader) -> date | None:
    """`Fri 15 Oct 2027`, as kam itself writes it; raises Several if the weekday does not fit."""
    match = words.pattern(r"<weekday> (?:the |den |dem )?(?P<date>.*[0-9].*)").fullmatch(text)
    day = absolute(match["date"], reader) if match else None
    if match is None or not isinstance(day, date):
        return None
    if day.weekday() != words.weekdays()[match["weekday"]]:
        raise Several(day)
    return day


def monday(day: date) -> date:
    """The first day of the week: ISO's."""
    return day - timedelta(days=day.weekday())


# ------------------------------------------------------------------------ day, month and year


def _day_and_month(match: re.Match[str], reader: Reader) -> date:
    return date_of(year_of(match), month_of(match), int(match["d"]), reader)


def _month_and_day(match: re.Match[str], reader: Reader) -> date:
    """`Oct 15`. German puts the day first, so there `Mai 27` may as well be May 2027."""
    day = _day_and_month(match, reader)
    short_year = int(match["d"])
    if (
        reader.language is Language.GERMAN
        and year_of(match) is None
        and short_year >= reader.today.year % 100
    ):
        raise Several(day, Month(2000 + short_year, day.month).last_day)
    return day


def _month_of_year(match: re.Match[str], _reader: Reader) -> Month:
    return Month(known_year(int(match["y"])), int(match["m"]))


def _slashes(match: re.Match[str], reader: Reader) -> date:
    """15/10 can only be one day; 3/4 is March or April, depending on whom one asks.

    26-05-31 may begin or end with its year.
    """
    days = sorted({*_readings(match, reader), *_year_first(match)})
    if len(days) > 1:
        raise Several(*days)
    if not days:
        raise ValueError(match.string)
    return days[0]


def _readings(match: re.Match[str], reader: Reader) -> Iterator[date]:
    one, two = int(match["a"]), int(match["b"])
    for day, month in ((one, two), (two, one)):
        try:
            yield date_of(year_of(match), month, day, reader)
        except ValueError:
            continue


def _year_first(match: re.Match[str]) -> Iterator[date]:
    """The day, where three pairs of digits with hyphens are one that begins with its year."""
    if match.string.count("-") == len("--") and match.groupdict().get("yy"):
        with suppress(ValueError):
            yield date(2000 + int(match["a"]), int(match["b"]), int(match["yy"]))


_A_B = r"(?P<a>[0-9]{1,2})[/-](?P<b>[0-9]{1,2})"
_ABSOLUTE: tuple[tuple[str, Rule], ...] = (
    (r"<y>[-/.]<m>[-/.]<d>", _day_and_month),
    (r"<d>\. ?<m>(?:\.<yy>|(?:\. ?| )<y>)?", _day_and_month),
    (r"<y>-<m>-<d>[t ]00:00(?::00(?:[.]0+)?)?z?", _day_and_month),
    (r"<d><th>[ /-]?(?:of )?<month><year>?", _day_and_month),
    (r"<d><th>[ /.-]?<month>[ /.-]?<yy>", _day_and_month),
    (r"<month> ?(?:the )?<d><th><year>?", _month_and_day),
    (r"<y> <month> <d>", _day_and_month),
    (r"<y>-<m>", _month_of_year),
    (r"<m>[/.]<y>", _month_of_year),
    (rf"{_A_B}[/-](?:<y>|<yy>)", _slashes),
    (r"(?P<a>[0-9]{1,2})/(?P<b>[0-9]{1,2})", _slashes),
)


# --------------------------------------------------------------------------- counted from today


def _in_days(days: int) -> Rule:
    return lambda _match, reader: reader.today + timedelta(days=days)


def _counted(match: re.Match[str], reader: Reader) -> date:
    """In two weeks; a month on is the same day of that month, or its last."""
    n = words.number(match["n"]) * (-1 if match.groupdict().get("back") else 1)
    day = _ahead(match["unit"][0], n, reader.today)
    known_year(day.year)
    return day


def _ahead(unit: str, n: int, today: date) -> date:
    if unit in "wdt":  # week, Woche, day, Tag
        return today + timedelta(days=7 * n if unit == "w" else n)
    return Month.of(today).plus(n if unit == "m" else 12 * n).on(today.day)


def _weekday(match: re.Match[str], reader: Reader) -> date:
    """`Friday`, `this` and `coming Friday` are the first after today: today is called today.

    In a report on the past plain `Friday` is the latest one, today included. `last Friday` is
    the latest before today.
    """
    found = match.groupdict()
    ahead = (_weekday_of(match, reader) - reader.today.weekday() - 1) % 7 + 1
    if found["last"]:
        return reader.today - timedelta(days=7 - ahead or 7)
    if reader.past and not (found["this"] or found["coming"]):
        return reader.today - timedelta(days=7 - ahead)
    return reader.today + timedelta(days=ahead)


def _weekday_in_week(match: re.Match[str], reader: Reader) -> date:
    """`next Friday`, `Friday next week`: the one in next week, and weeks start on Monday.

    On a Monday that is eleven days ahead; the echo shows it.
    """
    week = monday(reader.today) + timedelta(weeks=weeks_or_months_ahead(match))
    return week + timedelta(days=_weekday_of(match, reader))


def _weekday_of_month(match: re.Match[str], reader: Reader) -> date:
    """`first Monday in June`, `last Friday of the month`; without a year one that is to come."""
    for month in _months_meant(match, reader):
        day = _nth(words.weekdays()[match["weekday"]], words.number(match["nth"]), month)
        if day >= reader.today or reader.past or year_of(match):
            return day
    raise ValueError(match.string)


def _months_meant(match: re.Match[str], reader: Reader) -> Iterator[Month]:
    """The months that can be meant, the likelier first."""
    this = Month.of(reader.today)
    if match.groupdict().get("month") is None:
        yield this.plus(weeks_or_months_ahead(match))
        return
    number, year = month_of(match), year_of(match)
    first = Month(year, number) if year else this.plus((number - this.month) % 12)
    yield from (first,) if year else (first, first.plus(12))


def _nth(weekday: int, nth: int, month: Month) -> date:
    """The nth such weekday of a month; of -1 the last. Raises ValueError where there is none."""
    if nth < 0:
        last = month.last_day
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = month.first_day
    day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    if Month.of(day) != month:
        raise ValueError(nth)
    return day


def _weekday_of(match: re.Match[str], reader: Reader) -> int:
    """Two letters only count in German: "so" and "do" are English words."""
    name = match["weekday"]
    if len(name) == len("so") and reader.language is not Language.GERMAN:
        raise ValueError(name)
    return words.weekdays()[name]


_UNIT = r"(?P<unit>days?|weeks?|months?|years?|tag(?:en?)?|wochen?|monat(?:en?)?|jahr(?:en?)?)"
_WHICH = r"(?:<this>|<coming>|<next>|<after>)"
_WHICH_WEEK = r"(?:<this>|<coming>|<next>|<after>|<last>) (?:week|woche)"
_RELATIVE: tuple[tuple[str, Rule], ...] = (
    (r"today|tonight|heute(?: abend)?", _in_days(0)),
    (r"eod|cob|end of (?:the )?day|close of business|tagesende|feierabend", _in_days(0)),
    (r"tomorrow|morgen", _in_days(1)),
    (r"day after tomorrow|uebermorgen", _in_days(2)),
    (r"yesterday|gestern", _in_days(-1)),
    (r"day before yesterday|vorgestern", _in_days(-2)),
    (rf"in <n> {_UNIT}", _counted),
    (rf"<n> {_UNIT} (?:from (?:now|today)|ab heute)", _counted),
    (rf"<n> {_UNIT} (?P<back>ago)", _counted),
    (rf"(?P<back>vor) <n> {_UNIT}", _counted),
    (r"(?:(?:<this>|<coming>|<last>) )?<weekday>", _weekday),
    (r"(?:<next>|<after>) <weekday>", _weekday_in_week),
    (rf"<weekday><of> {_WHICH_WEEK}", _weekday_in_week),
    (rf"{_WHICH_WEEK}(?: on)? <weekday>", _weekday_in_week),
    (r"<nth> <weekday><of> <month><year>?", _weekday_of_month),
    (rf"<nth> <weekday><of>(?: {_WHICH})? (?:month|monat(?:e?s)?)", _weekday_of_month),
)
