"""The line of sight: what serves nothing and what nothing serves. Listed, never blocked.

Source: design, section 1. Each noun adds its own look to `LOOKS`; the lines come in the order
of `Gap`, the most important first.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.goal import Goal, GoalKind
from domain.light import Colour
from domain.milestone import misplaced
from domain.permission import Right
from services import goals
from services.access import Acting
from storage.unit_of_work import UnitOfWork


class Gap(StrEnum):
    """What is missing, the most important first."""

    RED_WITHOUT_GOAL = "red_without_goal"
    MISPLACED_MILESTONE = "misplaced_milestone"
    GOAL_WITHOUT_MILESTONES = "goal_without_milestones"
    NO_BUSINESS_GOAL = "no_business_goal"
    NO_RELATIONSHIP_GOAL = "no_relationship_goal"
    NO_VISION = "no_vision"


@dataclass(frozen=True)
class Finding:
    """One gap: the subject's reference, number and text are empty where there is no subject."""

    gap: Gap
    ref: str = ""
    number: int = 0
    text: str = ""


Look = Callable[[UnitOfWork, Acting], Iterable[Finding]]


def check(uow: UnitOfWork, acting: Acting) -> list[Finding]:
    """Every gap of the account, the most important first."""
    acting.must(Right.READ)
    found = [finding for look in LOOKS for finding in look(uow, acting)]
    order = list(Gap)
    return sorted(found, key=lambda finding: order.index(finding.gap))


def lights(uow: UnitOfWork, acting: Acting) -> Iterator[Finding]:
    """Red lights that name no goal, or one that is not open any more."""
    open_goals = {goal.number for goal in uow.goals.open(acting.account_id)}
    for light in uow.lights.open(acting.account_id):
        if light.colour is Colour.RED and light.blocks not in open_goals:
            yield Finding(Gap.RED_WITHOUT_GOAL, light.ref, light.number, light.text)


def levels(uow: UnitOfWork, acting: Acting) -> Iterator[Finding]:
    """Levels without a goal, business goals without milestones, milestones out of place."""
    found = uow.goals.open(acting.account_id)
    kinds = {goal.kind for goal in found}
    for kind, gap in MISSING.items():
        if kind not in kinds:
            yield Finding(gap)
    yield from _courses(uow, found)


def _courses(uow: UnitOfWork, found: Sequence[Goal]) -> Iterator[Finding]:
    for course in goals.courses(uow, found).values():
        goal = course.goal
        if not course.milestones:
            yield Finding(Gap.GOAL_WITHOUT_MILESTONES, goal.ref, goal.number, goal.text)
        for one in misplaced(goal.numbers, course.milestones):
            yield Finding(Gap.MISPLACED_MILESTONE, one.ref, one.number, goal.text)


MISSING = {
    GoalKind.VISION: Gap.NO_VISION,
    GoalKind.RELATIONSHIP: Gap.NO_RELATIONSHIP_GOAL,
    GoalKind.BUSINESS: Gap.NO_BUSINESS_GOAL,
}

LOOKS: list[Look] = [lights, levels]
"""Who looks for gaps."""
