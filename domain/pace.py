"""The pace that a number and a day need, beside the fastest that was measured so far.

Source of the rules: docs/method.md, "goals". Said when it is set, never refused. Pace is the slope
of slip.py, so it takes two measurements; only goals that measure alike tell of each other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from domain.goal import Goal
from domain.measure import Direction
from domain.progress import Progress
from domain.slip import trend

MUCH_FASTER = 2
"""How many times the fastest pace measured so far is still taken without a word."""

Measured = tuple[Goal, Sequence[Progress]]
"""A business goal with everything that was measured of it."""


@dataclass(frozen=True)
class Haste:
    """How many times faster it must go than ever measured, at the goal `ref`.

    `times` is None where nothing measured so far has moved that way.
    """

    times: Fraction | None
    ref: str


def haste(
    goal: Goal,
    known: Iterable[Measured],
    today: date,
    *,
    value: Decimal | None = None,
    due: date | None = None,
) -> Haste | None:
    """Whether the goal, or a `value` of it by the day `due`, needs far more than was ever measured.

    `known` are the account's business goals, this one among them. None where it needs at most
    twice that pace, where it is reached, and where nothing that measures alike has a pace.
    """
    every = [(one, trend(one.numbers, progress, today)) for one, progress in known]
    mine = next((found.latest for one, found in every if one is goal), None)
    needed = _needed(goal, mine, today, value, due)
    paces = [
        (_ahead(one, found.pace), one.ref)
        for one, found in every
        if found.pace is not None and (one is goal or _measures_alike(one, goal))
    ]
    if needed <= 0 or not paces:
        return None
    fastest, ref = max(paces)
    if fastest <= 0:
        return Haste(None, ref)
    times = needed / fastest
    return Haste(times, ref) if times > MUCH_FASTER else None


def _needed(
    goal: Goal, latest: Progress | None, today: date, value: Decimal | None, due: date | None
) -> Fraction:
    """The pace from where it stands today, in units a day, ahead being more than nothing."""
    numbers = goal.numbers
    now = latest.value if latest else numbers.start.value
    to = numbers.target.value if value is None else value
    days = max(((due or numbers.deadline) - today).days, 1)
    return _ahead(goal, Fraction(to) - Fraction(now)) / days


def _ahead(goal: Goal, pace: Fraction) -> Fraction:
    return pace if goal.numbers.direction is Direction.UP else -pace


def _measures_alike(one: Goal, other: Goal) -> bool:
    """In one unit and direction; a share, or a number without a unit, only by the same name."""
    mine, theirs = one.numbers, other.numbers
    if mine.direction is not theirs.direction or mine.unit.casefold() != theirs.unit.casefold():
        return False
    is_telling = bool(mine.unit) and not mine.target.is_percent
    return is_telling or one.text.casefold() == other.text.casefold()
