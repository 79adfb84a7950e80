"""The pulse of a relationship goal: how true is it today? Asked once a quarter, told by nobody.

Scores are one member's own; what is shown is their distribution, once enough have answered that
no answer can be traced to a name. Source: docs/method.md, "goals".
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from statistics import median

from domain.entity import VersionedEntity
from domain.errors import Invalid

SCORES = range(1, 6)
"""1: not at all true, 5: entirely."""

ENOUGH = 3
"""Answers from which on their distribution is shown."""


@dataclass(eq=False)
class ScoreOutOfRange(Invalid):
    """A pulse is answered by 1 to 5.

    `score` as given.
    """

    score: int


@dataclass(eq=False, kw_only=True)
class Score(VersionedEntity):
    """A member's answer about a goal for one period, from 1 to 5."""

    goal_id: int
    period: str
    person_id: str
    score: int

    def __post_init__(self) -> None:
        """Refuse what is no score."""
        self.answer(self.score)

    def answer(self, score: int) -> None:
        """Think again; raises ScoreOutOfRange."""
        if score not in SCORES:
            raise ScoreOutOfRange(score)
        self.score = score


@dataclass(eq=False, kw_only=True)
class Pulse(Score):
    """A member's answer for one quarter; a later one takes the place of an earlier one."""


@dataclass(frozen=True)
class Distribution:
    """How often each score was given in a quarter or month; never by whom."""

    period: str
    counts: tuple[tuple[int, int], ...]

    @property
    def answers(self) -> int:
        """How many have answered."""
        return sum(count for _score, count in self.counts)

    @property
    def median(self) -> Fraction:
        """The score in the middle of all that were given."""
        return median([Fraction(score) for score, count in self.counts for _time in range(count)])


def quarter(day: date) -> str:
    """The quarter of a day: `2026-Q2`."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def distribution(scores: Iterable[Score]) -> Distribution | None:
    """The latest period in which enough have answered; None where there is none."""
    by_period: dict[str, list[int]] = {}
    for one in scores:
        by_period.setdefault(one.period, []).append(one.score)
    shown = [period for period, given in by_period.items() if len(given) >= ENOUGH]
    if not shown:
        return None
    counts = Counter(by_period[max(shown)])
    return Distribution(max(shown), tuple(sorted(counts.items())))
