"""The few SVG elements that the pictures are made of; what people wrote is escaped here."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import accumulate
from xml.sax.saxutils import escape, quoteattr

Point = tuple[float, float]

FONT = "Noto Sans"

LETTERS = re.compile(
    "[\n -~\xa0-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff"
    "\u2010-\u2015\u2018-\u2026\u202f-\u205e\u20a0-\u20bf\u2100-\u215f]*"
)
"""What the font has a letter for that is simply put beside the one before it."""

EMOJI_FROM = 0x1F000
VARIATIONS = "\N{VARIATION SELECTOR-15}\N{VARIATION SELECTOR-16}"

BOLD = 1.07
"""How much wider bold letters are."""


def element(name: str, *inside: str, **attributes: str | float) -> str:
    """One element; an attribute `stroke_width` is written `stroke-width`."""
    given = "".join(f" {_name(key)}={_quoted(value)}" for key, value in attributes.items())
    return f"<{name}{given}>{''.join(inside)}</{name}>" if inside else f"<{name}{given}/>"


def written(**attributes: str | float) -> dict[str, str]:
    """Attributes by the names that SVG has for them."""
    return {_name(key): _value(value) for key, value in attributes.items()}


def text(at: Point, words: str, *, size: float = 14, **attributes: str | float) -> str:
    """A line of text whose baseline starts at `at`."""
    x, y = at
    return element("text", escape(_printable(words)), x=x, y=y, font_size=size, **attributes)


def line(start: Point, end: Point, **attributes: str | float) -> str:
    """A straight line."""
    return element("line", x1=start[0], y1=start[1], x2=end[0], y2=end[1], **attributes)


def path(points: Iterable[Point], **attributes: str | float) -> str:
    """Straight lines from point to point; nothing is filled unless a fill is named."""
    steps = " L".join(f"{_value(x)},{_value(y)}" for x, y in points)
    return element("path", d=f"M{steps}", **{"fill": "none", **attributes})


def box(at: Point, width: float, height: float, **attributes: str | float) -> str:
    """A rectangle whose upper left corner is `at`."""
    return element("rect", x=at[0], y=at[1], width=width, height=height, **attributes)


def picture(width: float, height: float, title: str, *inside: str) -> str:
    """A whole picture on a card of its own; `title` is what it says in words."""
    card = box((1, 1), width - 2, height - 2, rx=12, fill="#ffffff", stroke="#d0d5dd")
    return element(
        "svg",
        element("title", escape(_printable(title))),
        card,
        *inside,
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        viewBox=f"0 0 {_value(width)} {_value(height)}",
        width=width,
        height=height,
        font_family=FONT,
    )


def has_letters_for(words: str) -> bool:
    """Whether the fonts have all that is written there."""
    return LETTERS.fullmatch(words) is not None


def width_of(words: str, size: float) -> float:
    """How wide the words come out; rather a little too wide than too narrow."""
    return sum(_width(letter) for letter in words) * size


def fit(words: str, size: float, width: float) -> str:
    """The words, cut with an ellipsis where they are wider than `width`."""
    if width_of(words, size) <= width:
        return words
    room = width / size - _width("…")
    kept = sum(1 for reached in accumulate(map(_width, words)) if reached <= room)
    return words[:kept].rstrip() + "…"


def wrap(words: str, size: float, width: float, lines: int) -> list[str]:
    """The words on so many lines at most, the last one cut."""
    rows: list[str] = []
    rest = words.split()
    while rest and len(rows) < lines - 1:
        taken = _fitting(rest, size, width)
        rows.append(fit(" ".join(rest[:taken]), size, width))
        rest = rest[taken:]
    return [*rows, fit(" ".join(rest), size, width)] if rest else rows


def _fitting(words: list[str], size: float, width: float) -> int:
    """How many of the words fit, but at least one."""
    count = 1
    while count < len(words) and width_of(" ".join(words[: count + 1]), size) <= width:
        count += 1
    return count


@cache
def _width(letter: str) -> float:
    """Room for a letter of a size of 1, bold or not; as wide as high where it is not ours."""
    if not has_letters_for(letter):
        return 1.0
    from documents.charts.fonts import shipped_fonts

    fonts = shipped_fonts()
    return max(fonts.regular.width(letter, 1), fonts.bold.width(letter, 1) / BOLD)


def _printable(words: str) -> str:
    """Without what XML forbids, what reorders a line, and emoji, which no text font has."""
    is_plain = words.isascii() and words.isprintable()
    return words if is_plain else "".join(filter(_is_printable, words))


def _is_printable(letter: str) -> bool:
    if letter == "\N{NO-BREAK SPACE}":
        return True
    return letter.isprintable() and ord(letter) < EMOJI_FROM and letter not in VARIATIONS


@cache
def _name(key: str) -> str:
    return key.strip("_").replace("_", "-")


def _quoted(value: str | float) -> str:
    return quoteattr(value) if isinstance(value, str) else f'"{_value(value)}"'


def _value(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")
