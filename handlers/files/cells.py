"""What the cells of an imported file mean in a language: dates, numbers, and a few words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeVar

from domain.action import ActionKind
from domain.amount import Amount
from domain.calendar import Month
from domain.goal import GoalKind
from domain.language import Language
from language.dates import When, parse_date
from language.dates.reader import YEARS
from language.numbers import parse_amount
from language.vocabulary import KINDS
from services.imports.errors import UnknownWord

Value = TypeVar("Value")

LEVELS = {
    "vision": GoalKind.VISION,
    "relationship": GoalKind.RELATIONSHIP,
    "beziehung": GoalKind.RELATIONSHIP,
    "beziehungsziel": GoalKind.RELATIONSHIP,
    "business": GoalKind.BUSINESS,
    "geschäft": GoalKind.BUSINESS,
    "geschäftsziel": GoalKind.BUSINESS,
}
LANGUAGES = {
    "en": Language.ENGLISH,
    "english": Language.ENGLISH,
    "englisch": Language.ENGLISH,
    "de": Language.GERMAN,
    "german": Language.GERMAN,
    "deutsch": Language.GERMAN,
}
OPEN = ("open", "offen")
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
ISO_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")


@dataclass(frozen=True)
class CellReader:
    """Reads cells as somebody of this language writes them; see services.imports.Reader."""

    tongue: Language

    def day(self, text: str, today: date) -> date:
        """Raises UnclearDate, AmbiguousDate and PastDate; an ISO date is taken as it is."""
        if ISO_DAY.fullmatch(text):
            return _iso(text) or _when(text, today, self.tongue).deadline
        return _when(text, today, self.tongue).deadline

    def month(self, text: str, today: date) -> Month:
        """Raises what `day` raises."""
        first = _iso(f"{text}-01") if ISO_MONTH.fullmatch(text) else None
        if first is not None:
            return Month.of(first)
        return _when(text, today, self.tongue).month

    def amount(self, text: str) -> Amount:
        """Raises UnclearNumber, NumberTooLong and UnitTooLong."""
        return parse_amount(text, language=self.tongue)

    def level(self, text: str) -> GoalKind:
        """Raises UnknownWord."""
        return _word(text, LEVELS)

    def kind(self, text: str) -> ActionKind:
        """Raises UnknownWord."""
        return _word(text, KINDS)

    def language(self, text: str) -> Language:
        """Raises UnknownWord."""
        return _word(text, LANGUAGES)

    def is_open(self, text: str) -> bool:
        """Whether a state says that something is still to be done."""
        return text.casefold() in OPEN


def _word(text: str, words: Mapping[str, Value]) -> Value:
    found = words.get(text.casefold())
    if found is None:
        raise UnknownWord(text, list(words))
    return found


def _iso(text: str) -> date | None:
    """None for a day that no calendar has, and for a year for which nobody plans."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.year in YEARS else None


@lru_cache(maxsize=1_000)
def _when(text: str, today: date, language: Language) -> When:
    """What a date means; a column has few of them many times."""
    return parse_date(text, today=today, language=language)
