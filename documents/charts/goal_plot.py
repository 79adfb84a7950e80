"""The plot in the picture of a goal, from the grid up to the milestones."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from documents.charts.frame import HALO, SMALL, Frame, frame
from documents.charts.goal_facts import GoalFacts, MilestoneMark
from documents.charts.marks import INK, PAPER, PLAN, letters, state_mark
from documents.charts.scales import value_ticks
from documents.charts.svg import Point, element, line, path, text
from language.amounts import show_short
from language.speech import Speech
from language.words import state_words

HEIGHT = 300.0
ABOVE = 112.0
"""Room for the labels of today and the deadline, and for the milestones' marks."""

ABOVE_ALONE = 58.0
"""Room for the labels only."""

LANE = 28.0
"""How far above the plot the marks stand, where no line runs through them."""

FOLLOWED = 0.35
"""How far, in parts of the goal's span, the picture follows a projection past the deadline."""

LARGEST, SMALLEST, LETTERED = 12.0, 5.0, 8.0
"""Radius of a milestone's mark: smaller where they stand close, and lettered if large enough."""

NAMED_APART = 38.0
"""A milestone that stands closer to one that is named is named in the list only."""

PACE = {"stroke": INK, "stroke_dasharray": "1 7", "stroke_linecap": "round"}


@dataclass(frozen=True)
class GoalPlot:
    """Draws a goal inside of a frame."""

    speech: Speech
    facts: GoalFacts
    frame: Frame
    labels: tuple[str, ...]

    def draw(self) -> Iterator[str]:
        """From the back to the front."""
        yield self.frame.grid(self.speech, self.labels)
        yield self.frame.moment(self.speech("Deadline"), self.facts.numbers.deadline, row=1)
        if self.facts.today >= self.frame.days.first:
            yield self.frame.moment(self.speech("Today"), self.facts.today, row=0)
        yield path(self._plan(), stroke=PLAN, stroke_width=2.5)
        yield from self._marks()
        yield from self._pace()
        yield from self._measured()

    def _plan(self) -> list[Point]:
        """Level until a milestone is due, then up or down to its value."""
        numbers = self.facts.numbers
        value = numbers.start.value
        corners = [self.frame.at(numbers.start_date, value)]
        for due, wanted in self._wanted():
            corners += [self.frame.at(due, value), self.frame.at(due, wanted)]
            value = wanted
        return [*corners, self.frame.at(numbers.deadline, value)]

    def _wanted(self) -> list[tuple[date, Decimal]]:
        numbers = self.facts.numbers
        steps = [(mark.due, mark.value) for mark in self.facts.marks]
        return [*steps, (numbers.deadline, numbers.target.value)]

    def _pace(self) -> Iterator[str]:
        """The projection, up to the edge of the picture."""
        latest, projected = self.facts.latest, self.facts.projected
        if latest is None or projected is None:
            return
        start = self.frame.at(latest.on, latest.value)
        end = self.frame.at(projected, self.facts.numbers.target.value)
        yield path([start, _until(self.frame.days.right, start, end)], stroke_width=3, **PACE)
        if end[0] <= self.frame.days.right:
            yield _dot(end, PAPER)

    def _measured(self) -> Iterator[str]:
        """From where the goal came from, through every measurement."""
        numbers = self.facts.numbers
        first = self.frame.at(numbers.start_date, numbers.start.value)
        points = [self.frame.at(one.on, one.value) for one in self.facts.readings]
        yield path([first, *points], stroke=PAPER, stroke_width=6, stroke_linejoin="round")
        yield path([first, *points], stroke=INK, stroke_width=3, stroke_linejoin="round")
        yield _dot(first, PAPER)
        yield from (_dot(point, INK) for point in points)

    def _marks(self) -> Iterator[str]:
        """In a row above the plot, each tied to its step."""
        apart = self._apart()
        radius = min(max(apart * 0.42, SMALLEST), LARGEST)
        letter = letters(state_words(self.speech))
        named_at = -NAMED_APART
        for mark in self.facts.marks:
            x, y = self.frame.at(mark.due, mark.value)
            lane = self.frame.values.top - LANE
            yield line((x, lane), (x, y), stroke=PLAN, stroke_opacity=0.45)
            yield element("circle", cx=x, cy=y, r=4, fill=PLAN)
            shown = letter[mark.state] if radius >= LETTERED else ""
            yield state_mark((x, lane), mark.state, shown, radius)
            if x - named_at >= NAMED_APART:
                named_at = x
                yield _name((x, lane - 20), mark)

    def _apart(self) -> float:
        """How close the closest two milestones stand."""
        places = [self.frame.days.x(mark.due) for mark in self.facts.marks]
        return min((right - left for left, right in pairwise(places)), default=NAMED_APART)


def goal_plot(_: Speech, facts: GoalFacts, top: float) -> GoalPlot:
    """The plot below `top`."""
    numbers = facts.numbers
    values = [numbers.start.value, numbers.target.value]
    values += [mark.value for mark in facts.marks] + [one.value for one in facts.readings]
    ticks = value_ticks(values, whole=numbers.is_count)
    labels = tuple(show_short(facts.amount(tick), _.language) for tick in ticks)
    span = (numbers.start_date, _last_day(facts))
    above = ABOVE if facts.marks else ABOVE_ALONE
    plot = frame(ticks, labels, span, top=top, above=above, height=HEIGHT)
    return GoalPlot(_, facts, plot, labels)


def _last_day(facts: GoalFacts) -> date:
    """The deadline and what comes later; of a projection as much as is worth the room."""
    numbers = facts.numbers
    span = numbers.deadline - numbers.start_date
    projected = facts.projected or numbers.deadline
    days = [facts.today, *(mark.due for mark in facts.marks), *(one.on for one in facts.readings)]
    last = max(numbers.deadline, min(projected, numbers.deadline + span * FOLLOWED), *days)
    return last + timedelta(days=(last - numbers.start_date).days // 40 + 1)


def _until(right: float, start: Point, end: Point) -> Point:
    """Where the line from `start` to `end` leaves the picture on the right, or `end`."""
    if end[0] <= right or end[0] <= start[0]:
        return end
    part = (right - start[0]) / (end[0] - start[0])
    return right, start[1] + part * (end[1] - start[1])


def _dot(at: Point, fill: str) -> str:
    stroke = INK if fill == PAPER else PAPER
    return element("circle", cx=at[0], cy=at[1], r=5, fill=fill, stroke=stroke, stroke_width=2)


def _name(at: Point, mark: MilestoneMark) -> str:
    return text(
        at, mark.ref, size=SMALL, font_weight="bold", fill=INK, text_anchor="middle", **HALO
    )
