"""Hours, weekdays and countries, as people type them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from babel import Locale

from domain.errors import Invalid
from domain.language import Language
from domain.settings import UnknownCountry

HOUR = re.compile(r"([0-9]{1,2})(?:[:.h]([0-9]{2}))? ?(am|pm|h|uhr)?")
NOTHING = frozenset({"none", "no", "off", "-", "keine", "keins", "kein", "aus"})
"""What stands for no country."""


ALIASES = {
    **dict.fromkeys(("uk", "great britain", "britain", "england", "großbritannien"), "GB"),
    **dict.fromkeys(("usa", "u.s.", "u.s.a.", "america", "amerika"), "US"),
    **dict.fromkeys(("holland", "the netherlands"), "NL"),
}
"""What people call countries besides their names."""

REGIONS = {
    **dict.fromkeys(("baden-württemberg", "baden-wuerttemberg"), "DE-BW"),
    **dict.fromkeys(("bavaria", "bayern"), "DE-BY"),
    "berlin": "DE-BE",
    "brandenburg": "DE-BB",
    "bremen": "DE-HB",
    "hamburg": "DE-HH",
    **dict.fromkeys(("hesse", "hessen"), "DE-HE"),
    "mecklenburg-vorpommern": "DE-MV",
    **dict.fromkeys(("lower saxony", "niedersachsen"), "DE-NI"),
    **dict.fromkeys(("north rhine-westphalia", "nordrhein-westfalen", "nrw"), "DE-NW"),
    **dict.fromkeys(("rhineland-palatinate", "rheinland-pfalz"), "DE-RP"),
    "saarland": "DE-SL",
    **dict.fromkeys(("saxony", "sachsen"), "DE-SN"),
    **dict.fromkeys(("saxony-anhalt", "sachsen-anhalt"), "DE-ST"),
    "schleswig-holstein": "DE-SH",
    **dict.fromkeys(("thuringia", "thüringen"), "DE-TH"),
    **dict.fromkeys(("scotland", "schottland"), "GB-SCT"),
    "wales": "GB-WLS",
    **dict.fromkeys(("northern ireland", "nordirland"), "GB-NIR"),
}
"""Regions with public holidays of their own, by name; others by their code of ISO 3166-2."""


@dataclass(eq=False)
class NotAFullHour(Invalid):
    """Everything is done at a full hour.

    `typed` as it was.
    """

    typed: str


def read_hour(words: Sequence[str]) -> tuple[int, int] | None:
    """The hour of the day that these words begin with, and how many of them name it.

    `8`, `08:00`, `8 Uhr` and `5pm` are hours; the value is 0 to 23 where it is one. None where the
    words begin with no hour. Raises NotAFullHour.
    """
    for count in (2, 1):
        match = HOUR.fullmatch(" ".join(words[:count]).casefold())
        if match and len(words) >= count:
            if match[2] not in (None, "00"):
                raise NotAFullHour(" ".join(words[:count]))
            return _of_day(int(match[1]), match[3] or ""), count
    return None


def _of_day(hour: int, half: str) -> int:
    if half == "pm":
        return hour % 12 + 12
    return hour % 12 if half == "am" else hour


def country_of(typed: str) -> str | None:
    """The ISO 3166 code of a country by its code or name; None for none.

    Raises UnknownCountry.
    """
    name = " ".join(typed.split()).casefold()
    if name in NOTHING:
        return None
    found = ALIASES.get(name) or _countries().get(name) or REGIONS.get(name) or _region(name)
    if found is None:
        raise UnknownCountry(typed)
    return found


def _region(name: str) -> str | None:
    """`de-by` as ISO 3166-2 writes it, whether or not there is such a region."""
    country, dash, part = name.partition("-")
    is_code = dash and len(country) == 2 and part.isalnum() and len(part) <= 3  # noqa: PLR2004
    return f"{country}-{part}".upper() if is_code else None


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
