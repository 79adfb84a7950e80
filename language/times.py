"""Hours, weekdays and countries, as people type them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from babel import Locale

from domain.errors import Invalid
from domain.language import Language
from domain.settings import UnknownCountry
from handlers.commands.dates.words import plain, weekdays
from handlers.commands.grammar import Reading, Sentence

HOUR = re.compile(r"([0-9]{1,2})(?:[:.h]([0-9]{2}))? ?(am|pm|h|uhr)?")
NOTHING = frozenset({"none", "no", "off", "-", "keine", "keins", "kein", "aus"})
"""What stands for no country."""


class NotAFullHour(Invalid):
    """Everything is done at a full hour."""

    def __init__(self, typed: str) -> None:
        """`typed` as it was."""
        super().__init__(typed)
        self.typed = typed


@dataclass(frozen=True)
class Hour:
    """An hour of the day: `8`, `08:00`, `8 Uhr`, `5pm`; raises NotAFullHour."""

    name: str

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        words = sentence.words(at)
        for count in (2, 1):
            match = HOUR.fullmatch(" ".join(words[:count]).casefold())
            if match and len(words) >= count:
                if match[2] not in (None, "00"):
                    raise NotAFullHour(" ".join(words[:count]))
                yield _of_day(int(match[1]), match[3] or ""), at + count
                return


def _of_day(hour: int, half: str) -> int:
    if half == "pm":
        return hour % 12 + 12
    return hour % 12 if half == "am" else hour


@dataclass(frozen=True)
class Weekday:
    """A day of the week in either language; the value is 0 for Monday."""

    name: str

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        word = plain(sentence.tokens[at].text)
        for known in (word, word.removesuffix("s")):
            if known in weekdays():
                yield weekdays()[known], at + 1
                return


@dataclass(frozen=True)
class Count:
    """A small whole number."""

    name: str

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        text = sentence.tokens[at].text
        if text.isdecimal() and len(text) <= 2:  # noqa: PLR2004 - days of a month
            yield int(text), at + 1


def country_of(typed: str) -> str | None:
    """The ISO 3166 code of a country by its code or name; None for none.

    Raises UnknownCountry.
    """
    name = " ".join(typed.split()).casefold()
    if name in NOTHING:
        return None
    try:
        return _countries()[name]
    except KeyError as error:
        raise UnknownCountry(typed) from error


@cache
def _countries() -> dict[str, str]:
    """Codes by what people may call them, in every language we speak."""
    return {
        called.casefold(): code
        for language in Language
        for code, name in Locale(language).territories.items()
        if code.isalpha()
        for called in (code, name)
    }
