"""The line of sight: what serves nothing, and what nothing serves. Listed, never blocked.

Source of the rules: docs/method.md, line of sight. An action serves a strategy, a
milestone, a light or a contact; a milestone serves a business goal.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.action import Action, Purpose
from domain.amount import Amount
from domain.calendar import Month
from domain.contact import Contact, only_holder, without_decider, without_link
from domain.goal import Goal, GoalKind
from domain.light import Colour, Light
from domain.milestone import Milestone, MilestoneState, misplaced
from domain.slip import SLIPS
from domain.strategy import Strategy

FOREMOST = 3
"""How many lines the monthly review shows."""


class Gap(StrEnum):
    """Gaps in the line of sight, the most important first: where to, how, what for."""

    RED_WITHOUT_GOAL = "red_without_goal"
    NO_BUSINESS_GOAL = "no_business_goal"
    MISPLACED_MILESTONE = "misplaced_milestone"
    GOAL_WITHOUT_MILESTONES = "goal_without_milestones"
    GOAL_WITHOUT_PLAN = "goal_without_plan"
    MILESTONE_WITHOUT_ACTION = "milestone_without_action"
    STRATEGY_WITHOUT_ACTIONS = "strategy_without_actions"
    NO_RELATIONSHIP_GOAL = "no_relationship_goal"
    NO_VISION = "no_vision"
    NOBODY_KNOWN = "nobody_known"
    GOAL_WITHOUT_DECIDER = "goal_without_decider"
    DECIDER_WITHOUT_LINK = "decider_without_link"
    LINKS_OF_ONE = "links_of_one"
    AIMLESS_ACTION = "aimless_action"


MISSING = {
    GoalKind.BUSINESS: Gap.NO_BUSINESS_GOAL,
    GoalKind.RELATIONSHIP: Gap.NO_RELATIONSHIP_GOAL,
    GoalKind.VISION: Gap.NO_VISION,
}
"""The gap that a level leaves on which there is no goal."""


@dataclass(frozen=True)
class Finding:
    """One gap: the subject's reference, number and text are empty where there is no subject.

    Of a milestone `text` is its goal's; `amount` and `due` are its own. `answer` is what an
    action that closes the gap would serve, such as M4; `level` is a goal's.
    """

    gap: Gap
    ref: str = ""
    number: int = 0
    text: str = ""
    amount: Amount | None = None
    due: date | None = None
    answer: str | None = None
    level: GoalKind = GoalKind.BUSINESS


@dataclass(frozen=True)
class Way:
    """An open business goal and its milestones by due date, each as it stands today."""

    goal: Goal
    milestones: Sequence[tuple[Milestone, MilestoneState]]

    @property
    def ahead(self) -> list[Milestone]:
        """The milestones that are not reached: slipping ones first, then by due date."""
        slipping = [one for one, state in self.milestones if state in SLIPS]
        on_track = [one for one, state in self.milestones if state is MilestoneState.ON_TRACK]
        return slipping + on_track


@dataclass(frozen=True)
class Scene:
    """The open things of an account, on one day.

    `ways` of its business goals, active `strategies`, `last` of the plan's three months, `present`
    the colleagues in the team.
    """

    goals: Sequence[Goal]
    ways: Sequence[Way]
    lights: Sequence[Light]
    actions: Sequence[Action]
    strategies: Sequence[Strategy]
    last: Month
    contacts: Sequence[Contact] = ()
    present: Collection[str] = ()

    @property
    def served(self) -> set[str]:
        """The references that some open action serves."""
        return {action.serves for action in self.actions if action.serves}

    @property
    def served_soon(self) -> set[str]:
        """References served by actions of the plan's three months, or left over from before."""
        return {each.serves for each in self.actions if each.serves and each.month <= self.last}


def far(found: Iterable[Finding], last: Month) -> list[Finding]:
    """Milestones without an action after the plan's three months, but the first of each goal."""
    known: set[str] = set()
    distant = []
    for one in found:
        if one.gap is not Gap.MILESTONE_WITHOUT_ACTION or one.due is None:
            continue
        if one.text in known and one.due > last.last_day:
            distant.append(one)
        known.add(one.text)
    return distant


def gaps(scene: Scene) -> list[Finding]:
    """Every gap, the most important first."""
    found = [finding for look in LOOKS for finding in look(scene)]
    order = list(Gap)
    return sorted(found, key=lambda finding: order.index(finding.gap))


def slipping(ways: Iterable[Way]) -> list[Purpose]:
    """The milestones at risk or missed, such as M4."""
    return [
        Purpose(one.ref, way.goal.text, Amount(one.value, way.goal.unit))
        for way in ways
        for one, state in way.milestones
        if state in SLIPS
    ]


def _levels(scene: Scene) -> Iterator[Finding]:
    kinds = {goal.kind for goal in scene.goals}
    return (Finding(gap) for kind, gap in MISSING.items() if kind not in kinds)


def _reds(scene: Scene) -> Iterator[Finding]:
    """Red lights that name no goal, or one that is not open any more."""
    numbers = {goal.number for goal in scene.goals}
    for light in scene.lights:
        if light.colour is Colour.RED and light.blocks not in numbers:
            yield Finding(Gap.RED_WITHOUT_GOAL, light.ref, light.number, light.text)


def _on_the_way(scene: Scene) -> Iterator[Finding]:
    """Business goals without milestones, milestones out of place or without an action."""
    served = scene.served
    for way in scene.ways:
        goal = way.goal
        if not way.milestones:
            yield Finding(Gap.GOAL_WITHOUT_MILESTONES, goal.ref, goal.number, goal.text)
        for one in misplaced(goal.numbers, (one for one, _state in way.milestones)):
            yield _of_milestone(Gap.MISPLACED_MILESTONE, one, goal)
        for one in way.ahead:
            if one.ref not in served:
                yield _of_milestone(Gap.MILESTONE_WITHOUT_ACTION, one, goal)


def _of_milestone(gap: Gap, one: Milestone, goal: Goal) -> Finding:
    return Finding(
        gap,
        one.ref,
        one.number,
        goal.text,
        amount=Amount(one.value, goal.unit),
        due=one.due,
        answer=one.ref,
    )


def _unplanned(scene: Scene) -> Iterator[Finding]:
    """Goals that nothing within three months leads to; a vision is reached through the others."""
    soon = scene.served_soon
    for goal in scene.goals:
        leads = list(_leads(scene, goal))
        if goal.kind is not GoalKind.VISION and not soon.intersection(leads):
            about, answer = (goal.ref, goal.number, goal.text), leads[0] if leads else None
            yield Finding(Gap.GOAL_WITHOUT_PLAN, *about, answer=answer, level=goal.kind)


def _leads(scene: Scene, goal: Goal) -> Iterator[str]:
    """Everything that leads to a goal: milestones, strategies, and the lights that name it."""
    for way in scene.ways:
        if way.goal is goal:
            yield from (one.ref for one in way.ahead)
    yield from (each.ref for each in scene.strategies if goal.number in each.goals)
    yield from (light.ref for light in scene.lights if light.blocks == goal.number)


def _strategies(scene: Scene) -> Iterator[Finding]:
    for one in scene.strategies:
        if one.ref not in scene.served:
            gap = Gap.STRATEGY_WITHOUT_ACTIONS
            yield Finding(gap, one.ref, one.number, one.text, answer=one.ref)


def _aimless(scene: Scene) -> Iterator[Finding]:
    for action in scene.actions:
        if action.is_aimless:
            yield Finding(Gap.AIMLESS_ACTION, action.ref, action.number, action.text)


def _contacts(scene: Scene) -> Iterator[Finding]:
    """Goals whose decider is not known, deciders without a link to us, all links in one hand."""
    business = {goal.number: goal for goal in scene.goals if goal.is_business}
    if not scene.contacts:
        yield from [Finding(Gap.NOBODY_KNOWN)] if business else []
        return
    for number in without_decider(business, scene.contacts):
        goal = business[number]
        yield Finding(Gap.GOAL_WITHOUT_DECIDER, goal.ref, number, goal.text)
    for each in without_link(scene.contacts, scene.present):
        yield Finding(Gap.DECIDER_WITHOUT_LINK, each.ref, each.number, each.name)
    if only_holder(scene.contacts, scene.present):
        yield Finding(Gap.LINKS_OF_ONE)


LOOKS = (_levels, _reds, _on_the_way, _unplanned, _strategies, _contacts, _aimless)
"""Who looks for gaps."""
