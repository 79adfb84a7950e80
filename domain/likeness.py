"""Whether two texts say nearly the same, so that nobody sets twice what stands already.

Source of the rule: docs/method.md, "asked first".
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol

from domain.errors import AboutRef, Conflict

NEAR = 0.85
"""How alike, of 1, two texts are that are taken for one."""

WORDS = 2
"""Words that a text must have: one word alone says too little."""

NEGATIONS = frozenset(
    ("no", "not", "never", "without", "nicht", "kein", "keine", "keinen", "nie", "ohne")
)


@dataclass(eq=False)
class LooksLike(AboutRef, Conflict):
    """An open light, goal or strategy says nearly the same; `text` is what that one says."""

    text: str


class HasTitle(Protocol):
    """Something with a reference and a text."""

    @property
    def ref(self) -> str: ...
    @property
    def text(self) -> str: ...


@dataclass(frozen=True)
class Titled:
    """The reference and the text of something, such as L3."""

    ref: str
    text: str


def must_differ(text: str, others: Iterable[HasTitle]) -> None:
    """Raises LooksLike for the first of the others that says nearly the same."""
    for other in others:
        if are_alike(text, other.text):
            raise LooksLike(other.ref, other.text)


def are_alike(one: str, other: str) -> bool:
    """Whether two texts have nearly the same words, the same numbers, and both deny or neither."""
    words, others = _words(one), _words(other)
    if min(len(words), len(others)) < WORDS or _weighty(words) != _weighty(others):
        return False
    return sorted(words) == sorted(others) or _are_near(" ".join(words), " ".join(others))


def _are_near(one: str, other: str) -> bool:
    matcher = SequenceMatcher(a=one, b=other, autojunk=False)
    bounds = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
    return all(bound() >= NEAR for bound in bounds)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _weighty(words: Iterable[str]) -> list[str]:
    """The words of which one alone makes another thing of a text."""
    return sorted(
        word for word in words if word in NEGATIONS or any(sign.isdigit() for sign in word)
    )
