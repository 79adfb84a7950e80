"""Dates on pictures and in what they say."""

from datetime import date

from babel.dates import format_skeleton

from language.speech import REGION, Speech


def long_day(_: Speech, day: date) -> str:
    """31 Oct 2026, 31. Okt. 2026."""
    return format_skeleton("yMMMd", day, locale=REGION[_.language])


def month_name(_: Speech, day: date) -> str:
    """Oct 2026, Okt. 2026."""
    return format_skeleton("yMMM", day, locale=REGION[_.language])
