from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.charts.goal_words import ALT_LIMIT
from documents.charts.lights import lights_alt, lights_chart
from documents.charts.lights_plot import LightsFacts
from domain.language import Language
from domain.light import Colour
from language.speech import Speech
from services.charts import LightsOfDay
from tests.documents.charts.facts import lights_of

EN, DE = Speech(Language.ENGLISH), Speech(Language.GERMAN)
SVG = "{http://www.w3.org/2000/svg}"
TODAY = date(2026, 10, 24)

THREE = LightsFacts(
    account="Acme GmbH",
    counts=(
        lights_of(date(2026, 10, 1)),
        lights_of(date(2026, 10, 9), amber=1),
        lights_of(date(2026, 10, 12), amber=2, green=1),
        lights_of(date(2026, 10, 19), red=1, amber=2, green=3),
    ),
    today=TODAY,
)


def picture(facts: LightsFacts, _: Speech = EN) -> ET.Element:
    return ET.fromstring(lights_chart(_, facts))  # noqa: S314 - our own picture


def words(facts: LightsFacts, _: Speech = EN) -> list[str]:
    return [node.text or "" for node in picture(facts, _).iter(f"{SVG}text")]


def boxes(facts: LightsFacts, fill: str) -> list[tuple[float, float, float, float]]:
    return [
        (
            float(box.get("x", "")),
            float(box.get("y", "")),
            float(box.get("width", "")),
            float(box.get("height", "")),
        )
        for box in picture(facts).iter(f"{SVG}rect")
        if box.get("fill") == fill
    ]


@pytest.mark.parametrize(
    "count, light",
    [
        (lights_of(TODAY, red=1, amber=1, green=1), Colour.RED),
        (lights_of(TODAY, amber=1, green=9), Colour.AMBER),
        (lights_of(TODAY, green=1), Colour.GREEN),
        (lights_of(TODAY), None),
    ],
)
def test_the_account_light_is_the_gravest_open_one(
    count: LightsOfDay, light: Colour | None
) -> None:
    assert count.light is light


def test_the_account_light_turns_only_where_it_changes() -> None:
    assert [turn.on.day for turn in THREE.turns()] == [1, 9, 19]


def test_what_is_open_today_stands_beside_the_stack_in_words() -> None:
    assert {"1 red", "2 amber", "3 green"} <= set(words(THREE))
    assert "Today, 24 Oct 2026: 1 red, 2 amber, 3 green." in words(THREE)


def test_every_colour_has_a_letter_and_a_pattern() -> None:
    assert {"R", "A", "G"} <= set(words(THREE))
    ids = {pattern.get("id") for pattern in picture(THREE).iter(f"{SVG}pattern")}
    fills = {box.get("fill") for box in picture(THREE).iter(f"{SVG}rect")}
    assert ids == set(Colour)
    assert {f"url(#{colour})" for colour in Colour} <= fills


def test_red_stands_on_amber_and_amber_on_green() -> None:
    red, amber, green = (max(boxes(THREE, f"url(#{colour})")) for colour in Colour)
    assert red[1] + red[3] == pytest.approx(amber[1], abs=0.1)
    assert amber[1] + amber[3] == pytest.approx(green[1], abs=0.1)
    assert amber[3] == pytest.approx(2 * red[3], abs=0.1)


def test_a_first_day_is_one_day_of_two_weeks() -> None:
    facts = LightsFacts("Acme GmbH", (lights_of(TODAY, red=1),), TODAY)
    (_, _, ribbon, _), (_, _, stacked, _) = boxes(facts, "url(#red)")
    assert 0 < ribbon == stacked < 60


def test_an_account_without_lights_says_so() -> None:
    facts = LightsFacts("Acme GmbH", (lights_of(TODAY),), TODAY)
    assert "no light" in " ".join(words(facts))
    assert not {"R", "A", "G"} & set(words(facts))


def test_the_alt_text_says_how_it_began_turned_and_stands() -> None:
    assert lights_alt(EN, THREE) == (
        "Chart: Lights of Acme GmbH. On 1 Oct 2026: no light."
        " Today, 24 Oct 2026: 1 red, 2 amber, 3 green."
        " The account's light: no light from 1 Oct 2026; amber from 9 Oct 2026;"
        " red from 19 Oct 2026."
    )


def test_german_pictures_have_german_dates() -> None:
    assert "24. Okt. 2026" in " ".join(words(THREE, DE))


def test_what_people_wrote_is_text_and_never_markup() -> None:
    facts = LightsFacts("<b>&\x00", (lights_of(TODAY, red=1),), TODAY)
    assert "Lights of <b>&" in words(facts)


counts = st.builds(
    lights_of,
    on=st.dates(date(2024, 1, 1), TODAY),
    red=st.integers(0, 40),
    amber=st.integers(0, 40),
    green=st.integers(0, 40),
)


@settings(max_examples=60)
@given(st.lists(counts, min_size=1, max_size=40, unique_by=lambda count: count.on))
def test_whatever_the_lights_did_the_stack_stays_on_the_card(made: list[LightsOfDay]) -> None:
    ordered = tuple(sorted(made, key=lambda count: count.on))
    facts = LightsFacts("Acme GmbH", ordered, TODAY + timedelta(days=1))
    root = picture(facts)
    low = float(root.get("height", ""))
    for colour in Colour:
        for x, y, width, height in boxes(facts, f"url(#{colour})"):
            assert x >= 0
            assert x + width <= 880
            assert 0 <= y <= y + height <= low
    assert len(lights_alt(EN, facts)) <= ALT_LIMIT
