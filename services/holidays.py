"""Public holidays of a country, by the `holidays` library."""

from collections.abc import Container
from datetime import date
from functools import cache

import holidays as library


@cache
def of(country: str | None) -> Container[date]:
    """The public holidays of a country by its ISO 3166 code; none where no country is set."""
    if country is None or country not in library.list_supported_countries():
        return frozenset()
    return library.country_holidays(country)


def are_known(country: str) -> bool:
    """Whether the public holidays of a country are known, by its ISO 3166 code."""
    return country in library.list_supported_countries()
