"""The weekly digest: first what changed since the last one, then what needs doing.

A digest is lines, each about one thing or about one person's things. It is never empty, it is cut
so that every part of it is heard, and what was taken back is no news. Source of the rules:
docs/method.md, "digest and portfolio".
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.action import Action
from domain.agreement import AgreementStanding
from domain.calendar import Month
from domain.goal import Goal
from domain.light import Colour, Light, account_light
from domain.milestone import Milestone
from domain.review import Review, ReviewState
from domain.slip import SLIPS, Outlook

LIMIT = 12
"""Lines of a digest before the rest is counted."""

AHEAD = timedelta(days=6)
"""How far after its own day a digest looks: up to the day before the next one."""

PERIOD = timedelta(days=7)
"""How far the first digest looks back."""


SLIPS_COME = 0.5
"""Between the first line of every part and the second."""


class Part(StrEnum):
    """The parts of a digest, in the order in which they are read."""

    CHANGED = "changed"
    PLAN = "plan"
    THIS_WEEK = "this_week"
    OVERDUE = "overdue"
    UNDATED = "undated"
    UNDECIDED = "undecided"
    SLIPPING = "slipping"
    COMMITMENT = "commitment"


class GoalStep(StrEnum):
    """The steps of a goal's life, in the order in which they are told."""

    SET = "set"
    RENUMBERED = "renumbered"
    REOPENED = "reopened"
    TEAM_AGREED = "team_agreed"
    CLIENT_AGREED = "client_agreed"
    REACHED = "reached"
    DROPPED = "dropped"


@dataclass(frozen=True)
class LightNews:
    """A light that was logged, turned or cleared; `was` its colour before, None for a new one."""

    light: Light
    was: Colour | None


@dataclass(frozen=True)
class Mark:
    """A milestone and where it stands today."""

    goal: Goal
    milestone: Milestone
    outlook: Outlook


@dataclass(frozen=True)
class GoalNews:
    """The steps of a goal since the last digest, in the order of `Step`."""

    goal: Goal
    steps: tuple[GoalStep, ...]
    standing: AgreementStanding | None


@dataclass(frozen=True)
class PlanNews:
    """The plan for a month was rolled, was put off, or is not rolled yet."""

    month: Month
    state: ReviewState
    review: Review | None


@dataclass(frozen=True)
class Done:
    """How many actions were done, and what came of which, by reference."""

    count: int
    outcomes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Duties:
    """The duties of one person, by due date; of nobody where the owner is None or has gone."""

    owner: str | None
    actions: tuple[Action, ...]


@dataclass(frozen=True)
class Undecided:
    """An amber past its decide-by date."""

    light: Light


@dataclass(frozen=True)
class StillUndecided:
    """Ambers that an earlier digest asked about already."""

    lights: tuple[Light, ...]


@dataclass(frozen=True)
class Uncommitted:
    """So many strategies wait for so many commitments; never whose."""

    strategies: int
    commitments: int


Item = (
    LightNews
    | Mark
    | GoalNews
    | PlanNews
    | Done
    | Duties
    | Undecided
    | StillUndecided
    | Uncommitted
)


@dataclass(frozen=True)
class Line:
    """One line of a digest."""

    part: Part
    item: Item

    @property
    def count(self) -> int:
        """How many things it tells of."""
        if isinstance(self.item, Duties):
            return len(self.item.actions)
        if isinstance(self.item, StillUndecided):
            return len(self.item.lights)
        return self.item.strategies if isinstance(self.item, Uncommitted) else 1

    @property
    def is_slip(self) -> bool:
        """Whether a milestone is at risk or missed: that stands until it is resolved."""
        return isinstance(self.item, Mark) and self.item.outlook.state in SLIPS

    @property
    def needs_doing(self) -> bool:
        """Whether somebody has to do something about it."""
        return self.part is not Part.CHANGED or self.is_slip


@dataclass(frozen=True)
class Digest:
    """The contents of a digest on `today`; dates are the account's."""

    since: date
    today: date
    overall: Colour | None
    lines: tuple[Line, ...]

    @property
    def until(self) -> date:
        """The last day it looks ahead to: the one before the next digest."""
        return self.today + AHEAD

    @property
    def needs_doing(self) -> bool:
        """Whether anything in it does."""
        return any(line.needs_doing for line in self.lines)

    def is_due(self, *, only_when_needed: bool) -> bool:
        """Whether it is posted: never an empty one."""
        return self.needs_doing if only_when_needed else bool(self.lines)

    def of(self, part: Part) -> Sequence[Line]:
        """The lines of one part."""
        return [line for line in self.lines if line.part is part]


def digest(lines: Iterable[Line], lights: Iterable[Light], *, since: date, today: date) -> Digest:
    """The digest of these lines, each part in its place, slips first."""
    order = list(Part)
    placed = sorted(lines, key=lambda line: (order.index(line.part), not line.is_slip))
    return Digest(since, today, account_light(lights), tuple(placed))


def cut(lines: Sequence[Line], limit: int = LIMIT) -> tuple[Sequence[Line], int]:
    """At most so many lines, and how many things the others tell of.

    Every part keeps its first line; then come the slips, because they stand until they are
    resolved; then the second line of each part, and so on.
    """
    seen: Counter[Part] = Counter()
    ranks = []
    for line in lines:
        ranks.append(min(seen[line.part], SLIPS_COME) if line.is_slip else seen[line.part])
        seen[line.part] += 1
    first = set(sorted(range(len(lines)), key=lambda at: ranks[at])[:limit])
    kept = [line for at, line in enumerate(lines) if at in first]
    return kept, sum(line.count for line in lines) - sum(line.count for line in kept)
