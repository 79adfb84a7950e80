"""The facts that a road map shows, taken from an account at a glance."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from documents.charts.goal_facts import MilestoneMark, marks_of
from domain.account import Account
from domain.calendar import Month
from domain.goal import Goal
from domain.light import Colour, Light
from domain.plan import Entry
from domain.pulse import Distribution
from domain.quote import Quote
from domain.strategy import Strategy
from services.courses import Course
from services.glance import Glance
from services.goal_overviews import GoalOverview
from services.standings import Card

Carried = TypeVar("Carried")


@dataclass(frozen=True)
class Road:
    """The way to a business goal: its stops by due date, and the lights that stand on it.

    `projected` is the day on which today's pace reaches the target; None where that is unknown,
    never, or already so. `voices`: how sure the team is of it.
    """

    course: Course
    stops: tuple[MilestoneMark, ...]
    lights: tuple[Light, ...]
    projected: date | None
    voices: Distribution | None = None

    @property
    def goal(self) -> Goal:
        """The business goal at the end of the road."""
        return self.course.goal


@dataclass(frozen=True)
class Wish:
    """A relationship goal, and the customer's latest words beside it."""

    goal: Goal
    latest: Quote | None


@dataclass(frozen=True)
class Lane:
    """A strategy with the roads and wishes that it carries; no strategy where none serves them."""

    card: Card | None
    roads: tuple[Road, ...]
    wishes: tuple[Wish, ...]

    @property
    def strategy(self) -> Strategy | None:
        """The strategy that carries this lane."""
        return self.card.strategy if self.card else None


@dataclass(frozen=True)
class PlannedMonth:
    """A month of the plan with its open actions; what is overdue stands in the first month."""

    month: Month
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class RoadMap:
    """The whole strategy of an account on the day `today` of the account's time zone."""

    account: Account
    today: date
    overall: Colour | None
    visions: tuple[Goal, ...]
    lanes: tuple[Lane, ...]
    months: tuple[PlannedMonth, ...]
    lights: dict[Colour, Sequence[Light]]
    names: dict[str, str]

    @property
    def roads(self) -> list[Road]:
        """Every road, in the order in which the lanes carry them."""
        return [road for lane in self.lanes for road in lane.roads]

    @property
    def horizon(self) -> date:
        """The farthest day that the map must reach."""
        ends = [goal.ends for goal in self.visions]
        ends += [road.goal.numbers.deadline for road in self.roads]
        ends += [stop.due for road in self.roads for stop in road.stops]
        ends += [wish.goal.ends for lane in self.lanes for wish in lane.wishes]
        return max([self.months[-1].month.last_day, *ends])


def road_map(account: Account, seen: Glance, today: date) -> RoadMap:
    """The road map of an account from what a glance at it has found."""
    return RoadMap(
        account=account,
        today=today,
        overall=seen.board.overall,
        visions=tuple(seen.goals.visions),
        lanes=tuple(_lanes(seen, today)),
        months=_months(seen),
        lights=dict(seen.board.lights),
        names={**seen.goals.names, **seen.plan.names, **seen.strategies.names},
    )


def _lanes(seen: Glance, today: date) -> Iterable[Lane]:
    """A lane a strategy; a goal that several serve is carried by the first of them."""
    lights = [light for found in seen.board.lights.values() for light in found]
    roads = {goal.number: _road(seen.goals, goal, lights, today) for goal in seen.goals.business}
    wishes = {goal.number: _wish(seen.goals, goal) for goal in seen.goals.relationships}
    for card in seen.strategies.cards:
        numbers = card.strategy.goals
        yield Lane(card, _taken(roads, numbers), _taken(wishes, numbers))
    if roads or wishes:
        yield Lane(None, tuple(roads.values()), tuple(wishes.values()))


def _taken(found: dict[int, Carried], numbers: Iterable[int]) -> tuple[Carried, ...]:
    return tuple(found.pop(number) for number in numbers if number in found)


def _road(seen: GoalOverview, goal: Goal, lights: Iterable[Light], today: date) -> Road:
    course = seen.courses[goal.saved_id]
    return Road(
        course=course,
        stops=marks_of(course, today),
        lights=tuple(light for light in lights if light.blocks == goal.number),
        projected=course.trend(today).projected(goal.numbers.target.value),
        voices=seen.confidences.get(goal.saved_id),
    )


def _wish(seen: GoalOverview, goal: Goal) -> Wish:
    return Wish(goal, next((one for one in seen.quotes if one.goal_id == goal.id), None))


def _months(seen: Glance) -> tuple[PlannedMonth, ...]:
    plan = seen.plan.plan
    first, *others = plan.months
    now = (*plan.overdue, *plan.left, *plan.months[first])
    return (
        PlannedMonth(first, now),
        *(PlannedMonth(month, plan.months[month]) for month in others),
    )
