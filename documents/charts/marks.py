"""Shapes, colours and letters: each state and each light is told apart by all three.

The colours are dark and light enough, blue and yellow enough, to differ for the colour-blind
too (after Okabe and Ito); the letter is the first of the word it stands for.
"""

from collections.abc import Callable, Iterable, Mapping
from math import sqrt
from typing import TypeVar

from documents.charts.svg import Point, element, path, text
from domain.light import Colour
from domain.milestone import MilestoneState
from language.speech import Speech
from language.words import colour_title

INK = "#1d2939"
MUTED = "#475467"
FAINT = "#98a2b3"
GRID = "#eaecf0"
PLAN = "#7a5195"
PAPER = "#ffffff"

K = TypeVar("K")

FILL = {
    MilestoneState.REACHED: "#00543f",
    MilestoneState.ON_TRACK: "#2a6fdb",
    MilestoneState.AT_RISK: "#f2a900",
    MilestoneState.MISSED: "#b83a00",
}
LIGHT_FILL = {Colour.RED: "#c43a00", Colour.AMBER: "#f5b50a", Colour.GREEN: "#00836a"}
TILE, DOT = 8, 1.1
"""Apart how far the stripes and dots of patterns stand, and how large a dot's radius is."""

STRIPE: dict[str, str | float] = {"stroke": PAPER, "stroke_width": 1.2, "stroke_opacity": 0.5}
DOTTED: dict[str, str | float] = {"fill": INK, "fill_opacity": 0.45}
DARK_LETTERED = {FILL[MilestoneState.AT_RISK], LIGHT_FILL[Colour.AMBER]}


def letters(words: Mapping[K, str]) -> dict[K, str]:
    """The first letter of each word, or as many as tell them apart: R, Ge and Gr."""
    return {key: _prefix(word, words.values()) for key, word in words.items()}


def initials(_: Speech) -> dict[Colour, str]:
    """The letter that stands for each colour of a light."""
    return letters({colour: colour_title(_, colour) for colour in Colour})


def _prefix(word: str, words: Iterable[str]) -> str:
    others = [other for other in words if other != word]
    length = next(
        n
        for n in range(1, len(word) + 1)
        if n == len(word) or not any(other.startswith(word[:n]) for other in others)
    )
    return word[:length].capitalize()


def state_mark(at: Point, state: MilestoneState, letter: str, radius: float = 11) -> str:
    """Circle reached, square on track, triangle at risk, diamond missed."""
    fill = FILL[state]
    shape = SHAPES[state](at, radius, fill)
    drop = radius * (0.55 if state is MilestoneState.AT_RISK else 0.36)
    return shape + lettered((at[0], at[1] + drop), letter, fill, size=radius * 1.05)


def lettered(at: Point, letter: str, fill: str, size: float) -> str:
    """A letter in the middle of something filled."""
    ink = INK if fill in DARK_LETTERED else PAPER
    ring: dict[str, str | float] = {"stroke": fill, "stroke_width": 4, "paint_order": "stroke"}
    return text(at, letter, size=size, font_weight="bold", fill=ink, text_anchor="middle", **ring)


def _circle(at: Point, radius: float, fill: str) -> str:
    return element("circle", cx=at[0], cy=at[1], r=radius, **_outline(fill))


def _square(at: Point, radius: float, fill: str) -> str:
    half = radius * 0.9
    return _polygon(at, [(-half, -half), (half, -half), (half, half), (-half, half)], fill)


def _triangle(at: Point, radius: float, fill: str) -> str:
    high = radius * 1.3
    wide = high * sqrt(3) / 2
    return _polygon(at, [(0, -high), (wide, high / 2 + 1), (-wide, high / 2 + 1)], fill)


def _diamond(at: Point, radius: float, fill: str) -> str:
    half = radius * 1.25
    return _polygon(at, [(0, -half), (half, 0), (0, half), (-half, 0)], fill)


def _polygon(at: Point, corners: list[Point], fill: str) -> str:
    around = [(at[0] + x, at[1] + y) for x, y in corners]
    return path([*around, around[0]], stroke_linejoin="round", **_outline(fill))


def _outline(fill: str) -> dict[str, str | float]:
    return {"fill": fill, "stroke": PAPER, "stroke_width": 2}


SHAPES: dict[MilestoneState, Callable[[Point, float, str], str]] = {
    MilestoneState.REACHED: _circle,
    MilestoneState.ON_TRACK: _square,
    MilestoneState.AT_RISK: _triangle,
    MilestoneState.MISSED: _diamond,
}


def light_patterns() -> str:
    """Stripes for red and dots for amber, for who does not see the colours apart."""
    stripe = path([(0, TILE), (TILE, 0)], **STRIPE)
    dot = element("circle", cx=TILE / 2, cy=TILE / 2, r=DOT, **DOTTED)
    size: dict[str, str | float] = {"width": TILE, "height": TILE, "patternUnits": "userSpaceOnUse"}
    return element(
        "defs",
        element("pattern", stripe, id="red", **size),
        element("pattern", dot, id="amber", **size),
        element("pattern", path([(0, 0), (0, 0)]), id="green", **size),
    )
