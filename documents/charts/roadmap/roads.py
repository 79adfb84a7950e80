"""Roads: the stops on the way to each business goal, and the lights that stand on it."""

from collections.abc import Sequence

from documents.charts.days import long_day
from documents.charts.goal_facts import MilestoneMark
from documents.charts.marks import INK, LIGHT_FILL, MUTED, PAPER, PLAN, initials, letters
from documents.charts.roadmap.facts import Road, RoadMap
from documents.charts.roadmap.layout import (
    AHEAD_FILL,
    BODY,
    GOAL_FILL,
    HERE,
    LANES_LEFT,
    LANES_RIGHT,
    MARK,
    PAD,
    ROAD_FILL,
    SMALL,
    TINY,
)
from documents.charts.roadmap.scale import TimeScale
from documents.charts.roadmap.sheet import Rectangle, Sheet, around, place_of
from documents.charts.svg import BOLD, box, element, line, path, width_of
from documents.facts import sure
from domain.light import Colour, Light
from domain.milestone import MilestoneState
from domain.slip import SLIPS
from language.amounts import show_amount
from language.speech import Speech
from language.words import aim, state_words

ROAD_HEIGHT = 84.0
ON_ROAD = 46.0
"""From the top of a road's row to its middle."""

LIGHTS_SHOWN, PASSED_SHOWN = 3, 3
LIGHT_STEP, PASSED_STEP = 28.0, 27.0
ARROW_ABOVE = 13.0
"""How far above the road the arrow of today's pace runs."""

ALONG = 13.0
"""How far above the road a green light stands: beside it, and below the goal's words."""


def draw_road(
    _: Speech, sheet: Sheet, scale: TimeScale, found: RoadMap, road: Road, top: float
) -> None:
    """Draw a road in the row that begins at `top`."""
    y = top + ON_ROAD
    _draw_surface(sheet, scale, road, y)
    _draw_lights(_, sheet, road.lights, y)
    _draw_target(_, sheet, scale, road, y)
    left_out = _draw_stops(_, sheet, scale, road, found, y)
    _draw_heading(_, sheet, road, left_out, top + 18)


def _draw_surface(sheet: Sheet, scale: TimeScale, road: Road, y: float) -> None:
    """The road: behind us firm, ahead of us light, and dotted from the goal to the destination."""
    start, end = LANES_LEFT + PAD, scale.x(road.goal.numbers.deadline)
    firm: dict[str, str | float] = {"stroke_width": 9, "stroke_linecap": "round"}
    sheet.draw(
        line((end, y), (LANES_RIGHT, y), stroke=AHEAD_FILL, stroke_width=2, stroke_dasharray="2 6"),
        line((start, y), (HERE, y), stroke=ROAD_FILL, **firm),
        line((HERE, y), (end, y), stroke=AHEAD_FILL, **firm),
        line((start, y), (end, y), stroke=PAPER, stroke_width=1.4, stroke_dasharray="7 7"),
        line((HERE, y - 20), (HERE, y + 30), stroke=INK, stroke_width=1.8),
    )
    if road.projected is not None:
        _draw_pace(sheet, scale, road, y - ARROW_ABOVE)


def _draw_pace(sheet: Sheet, scale: TimeScale, road: Road, y: float) -> None:
    """An arrow to the day on which today's pace reaches the goal."""
    tip = scale.x(road.projected) if road.projected else HERE
    sheet.draw(
        line((HERE + 6, y), (tip - 5, y), stroke=PLAN, stroke_width=1.8, stroke_dasharray="5 4"),
        path([(tip - 7, y - 4.5), (tip, y), (tip - 7, y + 4.5)], stroke=PLAN, stroke_width=1.8),
    )


def _draw_heading(_: Speech, sheet: Sheet, road: Road, left_out: int, y: float) -> None:
    """The goal, what it aims at, how it stands; at the end how many stops found no room."""
    right = LANES_RIGHT - PAD
    if left_out:
        more = _.plural("and {n} more milestone", "and {n} more milestones", left_out)
        sheet.write((right, y), more, size=SMALL, fill=MUTED, anchor="end")
        right -= width_of(more, SMALL) + 16
    start = sheet.write((LANES_LEFT + PAD, y), road.goal.ref, size=BODY, bold=True)
    facts = " · ".join(_facts(_, road))
    room = right - start - 8
    kept = min(width_of(facts, SMALL), room * 0.6)
    told = f"{road.goal.text}{aim(_, road.goal)}"
    start = sheet.write((start + 8, y), told, size=BODY, within=room - kept - 12, bold=True)
    sheet.write((start + 12, y), facts, size=SMALL, within=right - start - 12, fill=MUTED)


def _facts(_: Speech, road: Road) -> list[str]:
    latest = road.course.progress[-1] if road.course.progress else None
    target = road.goal.numbers.target
    said = []
    if latest is not None:
        amount = show_amount(target.at(latest.value), _.language)
        said.append(_("now {amount}", amount=amount))
    if road.projected is not None:
        said.append(_("at today's pace {day}", day=long_day(_, road.projected)))
    return [*said, sure(_, road.voices)] if road.voices else said


# ------------------------------------------------------------------------------------ the lights


def _draw_lights(_: Speech, sheet: Sheet, lights: Sequence[Light], y: float) -> None:
    """Red and amber lights stand on the road right ahead of us, green ones along it."""
    ordered = sorted(lights, key=lambda light: (list(Colour).index(light.colour), -light.number))
    shown = ordered[: LIGHTS_SHOWN - (len(ordered) > LIGHTS_SHOWN)]
    for place, light in enumerate(shown):
        above = ALONG if light.colour is Colour.GREEN else 0
        at = (HERE + 22 + place * LIGHT_STEP, y - above)
        draw_light(_, sheet, at, light.colour)
        sheet.write((at[0], y + 25), light.ref, size=TINY, fill=MUTED, anchor="middle")
    if len(ordered) > len(shown):
        at = (HERE + 22 + len(shown) * LIGHT_STEP, y + 4)
        sheet.write(at, f"+{len(ordered) - len(shown)}", size=SMALL, bold=True, anchor="middle")


def draw_light(_: Speech, sheet: Sheet, at: tuple[float, float], colour: Colour) -> None:
    """A light: its colour, its pattern, and the letter of its word, on a post of its own."""
    fill = LIGHT_FILL[colour]
    corner = (at[0] - MARK, at[1] - MARK)
    size = 2 * MARK
    rounded = 3 if colour is Colour.RED else MARK
    sheet.draw(
        box(corner, size, size, rx=rounded, fill=fill, stroke=PAPER, stroke_width=2),
        box(corner, size, size, rx=rounded, fill=f"url(#{colour})"),
    )
    sheet.badge(at, initials(_)[colour], fill, MARK)


# ------------------------------------------------------------------------------------- the stops


def _draw_target(_: Speech, sheet: Sheet, scale: TimeScale, road: Road, y: float) -> None:
    """The goal itself: rings where the road ends, its amount and day below."""
    numbers = road.goal.numbers
    at = (scale.x(numbers.deadline), y)
    rings = [(MARK + 3, GOAL_FILL), (MARK - 1, PAPER), (MARK - 5, GOAL_FILL)]
    sheet.draw(*(element("circle", cx=at[0], cy=y, r=radius, fill=fill) for radius, fill in rings))
    sheet.taken.append(around(at, MARK + 3))
    rows = (show_amount(numbers.target, _.language), long_day(_, numbers.deadline))
    for words, place, _place in _labels(at, rows, bold=True):
        sheet.write(place, words, size=TINY, bold=True, anchor="middle")


def _draw_stops(
    _: Speech, sheet: Sheet, scale: TimeScale, road: Road, found: RoadMap, y: float
) -> int:
    """Draw the stops that find room, slips first; how many found none."""
    passed = [stop for stop in road.stops if stop.due < found.today]
    ahead = [stop for stop in road.stops if stop.due >= found.today]
    left_out = _draw_passed(_, sheet, passed, y)
    urgent = sorted(ahead, key=lambda stop: (stop.state not in SLIPS, stop.due))
    return left_out + sum(not _draw_stop(_, sheet, scale, road, stop, y) for stop in urgent)


def _draw_passed(_: Speech, sheet: Sheet, passed: Sequence[MilestoneMark], y: float) -> int:
    """The stops behind us: the missed ones and the last reached; how many are left out."""
    missed = [stop for stop in passed if stop.state is not MilestoneState.REACHED]
    reached = [stop for stop in passed if stop.state is MilestoneState.REACHED]
    kept = [*missed[-PASSED_SHOWN:], *reached[::-1]][:PASSED_SHOWN]
    for place, stop in enumerate(sorted(kept, key=lambda stop: stop.due)):
        at = (LANES_LEFT + PAD + 14 + place * PASSED_STEP, y)
        sheet.stop(at, stop.state, letters(state_words(_))[stop.state], MARK)
        sheet.write((at[0], y + 25), stop.ref, size=TINY, fill=MUTED, anchor="middle")
    return len(passed) - len(kept)


def _draw_stop(
    _: Speech, sheet: Sheet, scale: TimeScale, road: Road, stop: MilestoneMark, y: float
) -> bool:
    """Draw a stop with its amount and day, where both find room; whether they did."""
    at = (scale.x(stop.due), y)
    amount = show_amount(road.goal.numbers.target.at(stop.value), _.language)
    rows = (f"{stop.ref}: {amount}", _.short_day(stop.due))
    labels = _labels(at, rows)
    if at[0] < HERE + MARK or not sheet.is_free(around(at, MARK + 2), *(p for *_w, p in labels)):
        return False
    sheet.stop(at, stop.state, letters(state_words(_))[stop.state], MARK)
    for words, place, _place in labels:
        fill = INK if words == rows[0] else MUTED
        sheet.write(place, words, size=TINY, fill=fill, anchor="middle")
    return True


def _labels(
    at: tuple[float, float], rows: Sequence[str], *, bold: bool = False
) -> list[tuple[str, tuple[float, float], Rectangle]]:
    """The rows below a mark, each with where it is written and the place it takes."""
    size = TINY * (BOLD if bold else 1)
    half = max(width_of(words, size) for words in rows) / 2
    middle = min(max(at[0], LANES_LEFT + half + 4), LANES_RIGHT - half - 6)
    places = [(middle, at[1] + 25 + 13 * row) for row in range(len(rows))]
    return [
        (words, place, place_of(place, words, size, "middle").wider(5))
        for words, place in zip(rows, places, strict=True)
    ]


def legend(_: Speech) -> str:
    """The key of letters and lines on the map, in one line."""
    states = state_words(_)
    said = [f"{letter} {states[state]}" for state, letter in letters(states).items()]
    said.append(_("dashed arrow: today's pace"))
    return " · ".join(said)
