"""Time zones as people type them: Europe/Berlin, Berlin, CEST; EST is asked back."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from zoneinfo import available_timezones

from domain.errors import Invalid

SHORT = {
    **dict.fromkeys(("cet", "cest", "mez", "mesz"), "Europe/Berlin"),
    **dict.fromkeys(("gmt/bst", "bst"), "Europe/London"),
    **dict.fromkeys(("eet", "eest", "oez", "oesz"), "Europe/Helsinki"),
    **dict.fromkeys(("wet", "west", "wez", "wesz"), "Europe/Lisbon"),
    "edt": "America/New_York",
    "cdt": "America/Chicago",
    "mdt": "America/Denver",
    "pdt": "America/Los_Angeles",
    "pst": "America/Los_Angeles",
    "aedt": "Australia/Sydney",
    "aest": "Australia/Sydney",
}
"""What clocks are called in one half of the year; the place has both halves."""

FIXED = {
    "est": "America/New_York",
    "cst": "America/Chicago",
    "mst": "America/Denver",
    "hst": "Pacific/Honolulu",
    "ist": "Asia/Kolkata",
}
"""Letters that name a clock without summer time, or several places: these ask back."""

NO_PLACES = frozenset({"Etc", "SystemV", "posix", "right"})


@dataclass(eq=False)
class ZoneUnclear(Invalid):
    """The letters name no single place; `likely` is the one that is mostly meant."""

    typed: str
    likely: str


def zone_of(typed: str) -> str:
    """A time zone as IANA spells it, as far as what was typed names one; raises ZoneUnclear."""
    name = "_".join(typed.split())
    folded = name.casefold()
    if folded in FIXED:
        raise ZoneUnclear(typed, FIXED[folded])
    return SHORT.get(folded) or _places().get(folded, name)


@cache
def _places() -> Mapping[str, str]:
    """Zones by their whole name and by their city, where only one has it."""
    zones = sorted(available_timezones())
    cities: dict[str, set[str]] = {}
    for zone in zones:
        area, _slash, city = zone.rpartition("/")
        if area and area.partition("/")[0] not in NO_PLACES:
            cities.setdefault(city.casefold(), set()).add(zone)
    alone = {city: one for city, (one, *others) in cities.items() if not others}
    return alone | {zone.casefold(): zone for zone in zones}
