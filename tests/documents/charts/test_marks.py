from itertools import combinations
from math import cbrt, dist

import pytest

from documents.charts.marks import (
    DARK_LETTERED,
    FILL,
    INK,
    LIGHT_FILL,
    MUTED,
    PAPER,
    PLAN,
    SHAPES,
    letters,
)
from domain.language import Language
from domain.milestone import MilestoneState
from language.speech import Speech
from language.words import state_words

# Machado, Oliveira and Fernandes (2009), severity 1
EYES = {
    "trichromat": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanope": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deuteranope": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritanope": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}
CLEARLY_DIFFERENT = 20
"""In units of CIE 1976; from about 2 on a difference can be seen at all."""

Triple = tuple[float, float, float]


def linear(colour: str) -> Triple:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return _linear(red), _linear(green), _linear(blue)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """By WCAG 2."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def seen(colour: str, eye: str) -> Triple:
    """L*a*b* of a colour as this eye sees it."""
    rgb = linear(colour)
    mixed = (sum(a * b for a, b in zip(row, rgb, strict=True)) for row in EYES[eye])
    red, green, blue = (min(max(part, 0), 1) for part in mixed)
    x = _root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047)
    y = _root(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    z = _root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(part: float) -> float:
    return cbrt(part) if part > 0.008856 else 7.787 * part + 16 / 116


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("palette", [FILL, LIGHT_FILL])
def test_the_colours_differ_for_every_eye(palette: dict[str, str], eye: str) -> None:
    colours = [seen(colour, eye) for colour in palette.values()]
    assert all(dist(a, b) >= CLEARLY_DIFFERENT for a, b in combinations(colours, 2))


@pytest.mark.parametrize("fill", [*FILL.values(), *LIGHT_FILL.values()])
def test_a_letter_can_be_read_on_its_colour(fill: str) -> None:
    assert contrast(fill, INK if fill in DARK_LETTERED else PAPER) >= 4.5


@pytest.mark.parametrize("ink", [INK, MUTED, PLAN])
def test_words_and_lines_can_be_read_on_the_card(ink: str) -> None:
    assert contrast(ink, PAPER) >= 4.5


def test_every_state_has_a_shape_a_colour_and_a_letter_of_its_own() -> None:
    shapes = {SHAPES[state]((0, 0), 10, "#000000") for state in MilestoneState}
    found = letters(state_words(Speech(Language.ENGLISH)))
    assert len(shapes) == len(set(FILL.values())) == len(set(found.values())) == 4


def test_a_letter_is_the_first_of_its_word_or_as_many_as_tell_words_apart() -> None:
    assert letters({1: "red", 2: "amber", 3: "green"}) == {1: "R", 2: "A", 3: "G"}
    assert letters({1: "rot", 2: "gelb", 3: "grün"}) == {1: "R", 2: "Ge", 3: "Gr"}
    assert letters({1: "on", 2: "on track"}) == {1: "On", 2: "On "}
