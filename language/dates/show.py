"""Dates as kam writes them back: always with the weekday, so that a wrong reading shows."""

from datetime import date

from babel.dates import format_date

from domain.calendar import Month
from domain.language import Language

_DAY = {Language.ENGLISH: "EEE d MMM y", Language.GERMAN: "EEE, d. MMM y"}


def show_date(day: date, language: Language) -> str:
    """`Fri 15 Oct 2027`, `Fr., 15. Okt. 2027`."""
    return format_date(day, _DAY[language], locale=language.value)


def show_month(month: Month, language: Language) -> str:
    """`May 2027`, `Mai 2027`."""
    return format_date(month.first_day, "MMMM y", locale=language.value)
