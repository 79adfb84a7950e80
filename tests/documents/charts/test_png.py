import struct
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from documents.charts.fonts import ASSETS, FONTS
from documents.charts.goal import goal_chart
from documents.charts.pixels import OUTSIDE, SIGNATURE, TRUE_COLOUR, Pixels
from documents.charts.png import render_png
from documents.charts.raster import rasterize
from documents.charts.svg import box, picture, text
from domain.language import Language
from language.speech import Speech
from tests.documents.charts.facts import goal_facts

WITH_TRANSPARENCY = 6


def card(words: str) -> bytes:
    return render_png(picture(200, 60, "", text((10, 40), words)))


@pytest.mark.parametrize("language", Language)
def test_a_goal_becomes_a_sharp_png(language: Language) -> None:
    image = render_png(goal_chart(Speech(language), goal_facts()))
    width, height = struct.unpack(">II", image[16:24])
    assert image.startswith(SIGNATURE)
    assert width == 1760
    assert 1000 < height < 1600


def test_umlauts_have_glyphs_of_their_own() -> None:
    letters = ["", "a", "ä", "ö", "ü", "ß", "€", "–", "…"]
    assert len({card(letter) for letter in letters}) == len(letters)


def test_the_font_is_shipped_with_its_licence() -> None:
    assert all(Path(font).is_file() for font in FONTS)
    assert "SIL OPEN FONT LICENSE" in (ASSETS / "OFL.txt").read_text()


def test_letters_in_two_parts_are_drawn_as_one() -> None:
    assert card("a\u0308 e\u0301") == card("ä é")


@pytest.mark.parametrize("words", ["北京", "مرحبا", "नमस्ते"])
def test_scripts_that_the_font_has_not_are_drawn_with_those_of_the_machine(words: str) -> None:
    assert card(words)[25] == WITH_TRANSPARENCY
    assert card("Zürich")[25] == TRUE_COLOUR


def pixel(drawn: Pixels, x: int, y: int) -> tuple[int, ...]:
    at = y * (3 * drawn.width + 1) + 1 + 3 * x
    return tuple(drawn.rows[at : at + 3])


def test_a_picture_has_the_colours_it_was_given_and_nothing_around_its_card() -> None:
    drawn = rasterize(picture(100, 100, "", box((20, 20), 60, 60, fill="#c43a00")), 1)
    assert pixel(drawn, 50, 50) == (0xC4, 0x3A, 0x00)
    assert pixel(drawn, 10, 50) == (0xFF, 0xFF, 0xFF)
    assert pixel(drawn, 0, 0) == OUTSIDE
    assert set(drawn.rows[:: 3 * drawn.width + 1]) == {0}


@pytest.mark.parametrize("colour", ["red", "amber"])
def test_stripes_and_dots_lie_within_what_they_fill(colour: str) -> None:
    ground = box((20, 20), 60, 60, fill="#00836a")
    filled = picture(100, 100, "", ground, box((20, 20), 60, 60, fill=f"url(#{colour})"))
    drawn, plain = rasterize(filled, 1), rasterize(picture(100, 100, "", ground), 1)
    whole = {(x, y) for x in range(100) for y in range(100)}
    other = {at for at in whole if pixel(drawn, *at) != pixel(plain, *at)}
    assert other
    assert all(19 <= x <= 80 and 19 <= y <= 80 for x, y in other)


def test_words_end_where_they_are_told_to() -> None:
    ends = text((100, 30), "Acme", text_anchor="end", fill="#ff0000")
    drawn = rasterize(picture(200, 60, "", ends), 1)
    inked = [x for x in range(10, 190) for y in range(10, 40) if pixel(drawn, x, y)[1] < 0x80]
    assert 96 <= max(inked) <= 100


def test_pictures_may_be_drawn_by_many_threads() -> None:
    svgs = [picture(200, 60, "", text((10, 40), f"Acme {n}")) for n in range(40)]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(render_png, svgs)) == [render_png(svg) for svg in svgs]
