"""Public holidays of a country, by the `holidays` library.

The library is loaded when the first country is asked about: it takes as long as half of kam's
other imports.
"""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from domain.calendar import NO_HOLIDAYS, Holidays


@dataclass(frozen=True)
class PublicHolidays:
    """The public holidays of a country by its ISO 3166 code; none where it is not known."""

    country: str

    def __contains__(self, day: object) -> bool:
        """Whether nobody works there on this day."""
        return day in _known(self.country)


def of(country: str | None) -> Holidays:
    """The public holidays of a country; none where no country is set."""
    return NO_HOLIDAYS if country is None else PublicHolidays(country)


def are_known(country: str) -> bool:
    """Whether the public holidays of a country or region are known, by its code: DE, DE-BY."""
    from holidays import list_supported_countries  # noqa: PLC0415 - see above

    code, dash, region = country.partition("-")
    known = list_supported_countries()
    return code in known and (not dash or region in known[code])


def unlearned(countries: Iterable[str | None], year: int) -> set[tuple[str, int]]:
    """Countries whose holidays around a year are still to be worked out."""
    return {(country, year) for country in countries if country} - _learned


def learn(those: Iterable[tuple[str, int]]) -> None:
    """Work holidays out, which takes its time: outside any transaction, so that nobody waits."""
    for country, year in those:
        for each in range(year - 1, year + 2):
            PublicHolidays(country).__contains__(date(each, 1, 1))
        _learned.add((country, year))


_learned: set[tuple[str, int]] = set()


@cache
def _known(country: str) -> Container[date]:
    if not are_known(country):
        return NO_HOLIDAYS
    from holidays import country_holidays  # noqa: PLC0415 - see above

    code, _dash, region = country.partition("-")
    return country_holidays(code, subdiv=region or None)
