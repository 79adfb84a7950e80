"""The questions that kam asks back about a date, instead of guessing."""

from dataclasses import dataclass
from datetime import date

from domain.errors import Invalid


@dataclass(eq=False)
class UnclearDate(Invalid):
    """The text is no date that kam knows, or one that no calendar has.

    `text` as it was typed.
    """

    text: str


@dataclass(eq=False)
class AmbiguousDate(Invalid):
    """The text can mean another day than one expects.

    `text` as it was typed; `candidates` in order, at least one, to choose from.
    """

    text: str
    candidates: tuple[date, ...]


@dataclass(eq=False)
class PastDate(Invalid):
    """The date has passed, and a plan looks ahead.

    `text` as it was typed and the `date` it means, of a month the last day.
    """

    text: str
    date: date
