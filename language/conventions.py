"""How a file writes numbers and dates: told by the file itself, never by who reads it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.language import Language

DIGITS = re.compile(r"[0-9][0-9 '’]*(?:[.,][0-9]+)*|[.,][0-9]+")
"""A number as it stands in a cell, before anybody knows which sign in it means what."""

THOUSANDS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
"""1.250 is a thousand and more, or one and a quarter."""

SLASHED = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4}|[0-9]{2})")
"""31/05/2027 and 5/31/27: day or month first."""

TIME = re.compile(r"[T ,]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?(?: ?[AaPp][Mm])?")
"""The time of day that spreadsheets put behind a date."""

CUSTOMARY: Mapping[str, str] = {",": ".", ";": ","}
"""The decimal sign that goes with a separator: Excel takes semicolons where it needs the comma."""

MOST_MONTHS = 12


@dataclass(frozen=True)
class Convention:
    """How numbers and dates of one file are meant.

    `decimal` is None where the cells contradict each other, or nothing tells. `is_seen`: cells say
    so, or kam wrote the file itself; else only the separator does. `day_first` is None where
    31/05 and 05/31 cannot be told apart. `language` is that of the headings.
    """

    language: Language
    decimal: str | None
    is_seen: bool = False
    day_first: bool | None = None


def convention(
    language: Language,
    separator: str,
    numbers: Iterable[str],
    days: Iterable[str],
    *,
    is_ours: bool,
) -> Convention:
    """The convention of the columns of numbers and of dates; `is_ours`: kam wrote the file."""
    seen = {sign for cell in numbers if (sign := _decimal_in(cell))}
    if seen:
        decimal = seen.pop() if len(seen) == 1 else None
        return Convention(language, decimal, is_seen=True, day_first=_day_first(days))
    return Convention(
        language, CUSTOMARY.get(separator), is_seen=is_ours, day_first=_day_first(days)
    )


def _decimal_in(cell: str) -> str | None:
    """The sign that can only be the decimal's, given this cell."""
    found = DIGITS.search(cell)
    signs = [sign for sign in found.group() if sign in ".,"] if found else []
    if not signs or found is None or THOUSANDS.fullmatch(found.group().strip()):
        return None
    if len(signs) > 1 and signs[0] == signs[-1]:
        return "," if signs[0] == "." else "."
    return signs[-1]


def _day_first(cells: Iterable[str]) -> bool | None:
    """Whether 31/05 stands somewhere, or 05/31; None where both do, or neither."""
    found = [SLASHED.fullmatch(TIME.sub("", cell.strip())) for cell in cells]
    pairs = [(int(each[1]), int(each[2])) for each in found if each]
    told = {one > MOST_MONTHS for one, two in pairs if max(one, two) > MOST_MONTHS}
    return told.pop() if len(told) == 1 else None
