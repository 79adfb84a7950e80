"""The difference of two wordings, word by word."""

from difflib import SequenceMatcher

from domain.text import shorten
from handlers.blocks.escaping import escape

SHOWN = 2_800
"""Characters of a difference, formatted: it must fit a section."""

AROUND = 8
"""Words that stay, shown on either side of a change; the rest of a longer run is left out."""

LEFT_OUT = "…"


def difference(before: str, after: str) -> str:
    """~Words that went~, *words that came*, and a few that stayed around them, safe to show."""
    old, new = before.split(), after.split()
    parts: list[str] = []
    for kind, i, j, k, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(_kept(old[i:j], is_first=i == 0, is_last=j == len(old)))
        parts += _marked("~", old[i:j]) if kind in ("replace", "delete") else []
        parts += _marked("*", new[k:end]) if kind in ("replace", "insert") else []
    return _within(parts)


def _kept(words: list[str], *, is_first: bool, is_last: bool) -> str:
    """A run of words that stay; its middle is left out, and what lies before or after it all."""
    head = [] if is_first else words[:AROUND]
    tail = [] if is_last else words[-AROUND:]
    if len(head) + len(tail) >= len(words):
        return escape(" ".join(words))
    return " ".join(part for part in (_text(head), LEFT_OUT, _text(tail)) if part)


def _marked(sign: str, words: list[str]) -> list[str]:
    return [f"{sign}{_text(words)}{sign}"] if words else []


def _text(words: list[str]) -> str:
    return escape(" ".join(words))


def _within(parts: list[str]) -> str:
    """As many whole parts as fit: one that is cut would lose the sign that ends it."""
    shown: list[str] = []
    for part in parts:
        if sum(map(len, shown)) + len(shown) + len(part) > SHOWN:
            shown.append(_cut(part, SHOWN - sum(map(len, shown)) - len(shown)))
            break
        shown.append(part)
    return " ".join(shown)


def _cut(part: str, room: int) -> str:
    sign = part[0] if part[0] in "~*" and part[-1] == part[0] else ""
    inner = part.strip(sign) if sign else part
    return f"{sign}{shorten(inner, max(room - 2, 1))}{sign}" if room > AROUND else LEFT_OUT
