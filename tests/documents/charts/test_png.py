import struct
from pathlib import Path

import pytest

from documents.charts.goal import goal_chart
from documents.charts.png import ASSETS, FONTS, render_png
from documents.charts.svg import picture, text
from domain.language import Language
from language.speech import Speech
from tests.documents.charts.facts import goal_facts

SIGNATURE = b"\x89PNG\r\n\x1a\n"


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
