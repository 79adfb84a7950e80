"""The road map: readable at any size, and nothing on it stands on anything else."""

import re
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.charts.fonts import shipped_fonts
from documents.charts.goal_words import ALT_LIMIT
from documents.charts.marks import FAINT
from documents.charts.png import render_png
from documents.charts.roadmap.drawing import draw_map, lay_out
from documents.charts.roadmap.layout import MARGIN, WIDTH
from documents.charts.roadmap.scale import TimeScale
from documents.charts.roadmap.sheet import Rectangle
from documents.charts.roadmap.words import map_alt
from documents.charts.svg import BOLD, width_of
from domain.language import Language
from language.speech import speech
from tests.documents.charts.roadmap.generated import HUGE, NORMAL, TINY, TODAY, Size, a_map

EN, DE = speech(Language.ENGLISH), speech(Language.GERMAN)
SIZES = st.builds(
    Size,
    visions=st.integers(0, 3),
    wishes=st.integers(0, 6),
    goals=st.integers(0, 8),
    milestones=st.integers(0, 40),
    strategies=st.integers(0, 10),
    lights=st.integers(0, 30),
    actions=st.integers(0, 60),
)


@settings(max_examples=25, deadline=None)
@given(size=SIZES, seed=st.integers(0, 999), language=st.sampled_from(Language))
def test_no_text_and_no_mark_stands_on_another(size: Size, seed: int, language: Language) -> None:
    sheet, height = lay_out(speech(language), a_map(size, seed))

    assert [(a, b) for a, b in combinations(sheet.taken, 2) if a.meets(b)] == []
    for place in sheet.taken:
        assert place.left >= MARGIN - 1
        assert place.right <= WIDTH - MARGIN + 1
        assert place.bottom <= height


@pytest.mark.parametrize("language", Language)
def test_no_line_of_the_grid_runs_through_a_text(language: Language) -> None:
    sheet, _height = lay_out(speech(language), a_map(HUGE))
    lines = [ET.fromstring(each).attrib for each in sheet.drawn if FAINT in each]  # noqa: S314

    assert len(lines) > 20
    for each in lines:
        x, top, bottom = (float(each[end]) for end in ("x1", "y1", "y2"))
        stretch = Rectangle(x, top + 0.1, x, bottom - 0.1)
        assert not [place for place in sheet.taken if place.meets(stretch)]


@pytest.mark.parametrize("size", [TINY, NORMAL, HUGE], ids=["tiny", "normal", "huge"])
@pytest.mark.parametrize("language", Language)
def test_it_is_a_picture_whose_title_says_in_words_what_it_shows(
    size: Size, language: Language
) -> None:
    _ = speech(language)
    found = a_map(size)
    svg = draw_map(_, found)

    assert ET.fromstring(svg)[0].text == map_alt(_, found)  # noqa: S314 - our own drawing
    assert len(map_alt(_, found)) <= ALT_LIMIT
    assert render_png(svg).startswith(b"\x89PNG")


@pytest.mark.parametrize("language", Language)
def test_texts_take_no_more_room_than_is_kept_for_them(language: Language) -> None:
    fonts = shipped_fonts()
    for each in ET.fromstring(draw_map(speech(language), a_map(HUGE))).iter():  # noqa: S314
        if words := each.text if each.tag.endswith("text") else None:
            size, is_bold = float(each.attrib["font-size"]), "font-weight" in each.attrib
            font = fonts.bold if is_bold else fonts.regular
            kept = width_of(words, size * (BOLD if is_bold else 1))
            assert font.width(words, size) <= kept + 0.01, words


def test_what_finds_no_room_is_counted() -> None:
    svg = draw_map(EN, a_map(HUGE))

    assert "not shown: 2 more goals and 2 more strategies" in svg
    assert re.search(r"and \d+ more milestones<", svg)
    assert svg.count("and 13 more<") == 1
    assert svg.count("and 15 more<") == 2


def test_an_account_with_one_goal_and_nothing_else_asks_for_the_rest() -> None:
    svg = draw_map(EN, a_map(TINY))

    assert "No vision yet" in svg
    assert "No strategy names these goals yet" in svg
    assert svg.count("Nothing planned yet.") == 3


def test_near_months_are_wide_and_far_years_narrow() -> None:
    scale = TimeScale(TODAY, TODAY.replace(year=2031), 0, 1_000)

    next_month = scale.x(TODAY.replace(month=12)) - scale.x(TODAY)
    last_month = scale.x(TODAY.replace(year=2031)) - scale.x(TODAY.replace(year=2031, month=10))
    assert next_month > 8 * last_month


def test_what_people_wrote_is_text_in_it() -> None:
    assert "&lt;b&gt;" in draw_map(DE, a_map(HUGE, seed=3))
    assert "<b>" not in draw_map(DE, a_map(HUGE, seed=3))
