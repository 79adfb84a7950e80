"""Dates as people type them, in English and German.

parse.py    the way in: a text or the first words of a command -> a day or a month
days.py     forms that name a day: 15.10., 15 Oct, next Friday, in 2 weeks
spans.py    forms that name a stretch: May, Q3, KW 12, end of April
words.py    the vocabulary, and one plain spelling for what was typed
reader.py   who reads, and which year a date without one lies in
errors.py   unclear, ambiguous, past: asked back, never guessed
"""

from language.dates.errors import AmbiguousDate, PastDate, UnclearDate
from language.dates.parse import ByMonth, ParsedDay, When, parse_date, read_date

__all__ = [
    "AmbiguousDate",
    "ByMonth",
    "ParsedDay",
    "PastDate",
    "UnclearDate",
    "When",
    "parse_date",
    "read_date",
]
