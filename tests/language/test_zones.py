"""Time zones and countries as people type them."""

from datetime import date

import pytest

from domain.language import Language
from domain.settings import UnknownCountry
from language.speech import speech
from language.times import country_of
from language.zones import ZoneUnclear, zone_of
from services import holidays


@pytest.mark.parametrize(
    "typed, zone",
    [
        ("Berlin", "Europe/Berlin"),
        ("cest", "Europe/Berlin"),
        ("MESZ", "Europe/Berlin"),
        ("los angeles", "America/Los_Angeles"),
        ("europe/paris", "Europe/Paris"),
        ("PDT", "America/Los_Angeles"),
        ("Gotham", "Gotham"),
    ],
)
def test_a_city_and_the_letters_of_a_summer_clock_name_a_zone(typed: str, zone: str) -> None:
    assert zone_of(typed) == zone


def test_letters_without_summer_time_are_asked_back_with_a_place() -> None:
    with pytest.raises(ZoneUnclear) as unclear:
        zone_of("EST")
    assert unclear.value.likely == "America/New_York"


@pytest.mark.parametrize(
    "typed, code",
    [("UK", "GB"), ("usa", "US"), ("Bavaria", "DE-BY"), ("bayern", "DE-BY"), ("de-by", "DE-BY")],
)
def test_countries_and_regions_by_what_people_call_them(typed: str, code: str) -> None:
    assert country_of(typed) == code
    assert holidays.are_known(code)


def test_a_region_keeps_its_own_holidays_too() -> None:
    epiphany = date(2026, 1, 6)
    assert epiphany in holidays.of("DE-BY")
    assert epiphany not in holidays.of("DE")
    assert speech(Language.GERMAN).country("DE-BY") == "Deutschland (DE-BY)"


def test_there_is_no_such_region() -> None:
    assert not holidays.are_known("DE-XX")
    with pytest.raises(UnknownCountry):
        country_of("Atlantis")
