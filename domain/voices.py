"""Voices and numbers: where what the team thinks and what is measured differ.

Source of the rules: docs/method.md, "how sure are we". Only differences are shown: where voices
and numbers agree, there is nothing to talk about.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from domain.goal import Goal
from domain.milestone import Milestone
from domain.progress import Progress
from domain.pulse import Distribution
from domain.slip import SLIPS, trend

DOUBTING, SURE = 2, 4
"""A median at or below the first is doubt; at or above the second the team is sure."""

QUARTER = timedelta(days=91)
"""How long nothing may be heard of a relationship goal whose pulse is high."""


class Discord(StrEnum):
    """The ways in which voices and numbers differ."""

    DOUBTED = "doubted"
    """On track by pace, but the team doubts."""
    BEHIND = "behind"
    """The team is sure, but it is behind."""
    UNHEARD = "unheard"
    """The pulse is high, but nothing was heard for a quarter."""


@dataclass(frozen=True)
class Difference:
    """A goal of which voices and numbers tell different things."""

    discord: Discord
    goal: Goal
    voices: Distribution


def of_business(
    goal: Goal,
    milestones: Iterable[Milestone],
    progress: Sequence[Progress],
    voices: Distribution,
    today: date,
) -> Difference | None:
    """Whether the team's confidence in a business goal differs from its pace."""
    numbers, target = goal.numbers, goal.numbers.target.value
    found = trend(numbers, progress, today)
    ahead, is_there = found.projected(target), found.reaches(target)
    slips = any(found.state(one) in SLIPS for one in milestones)
    is_late = ahead is not None and ahead > numbers.deadline
    is_behind = not is_there and (slips or is_late or today > numbers.deadline)
    if voices.median >= SURE and is_behind:
        return Difference(Discord.BEHIND, goal, voices)
    is_on_track = not is_behind and (is_there or ahead is not None)
    if voices.median <= DOUBTING and is_on_track:
        return Difference(Discord.DOUBTED, goal, voices)
    return None


def of_relationship(
    goal: Goal, heard_at: datetime | None, voices: Distribution, now: datetime
) -> Difference | None:
    """Whether the pulse of a relationship goal is high though nothing was heard for a quarter."""
    last = heard_at or goal.created_at
    if voices.median >= SURE and now - last >= QUARTER:
        return Difference(Discord.UNHEARD, goal, voices)
    return None
