"""The columns of a road map: the destination, the next three months, and the lights."""

from collections.abc import Iterator, Sequence

from documents.charts.days import long_day
from documents.charts.marks import INK, MUTED, PAPER, PLAN
from documents.charts.roadmap.facts import PlannedMonth, RoadMap
from documents.charts.roadmap.layout import (
    BAND_EDGE,
    BAND_FILL,
    BODY,
    DESTINATION,
    HEADING,
    INNER,
    LANES_RIGHT,
    MARGIN,
    MARK,
    PAD,
    SMALL,
)
from documents.charts.roadmap.roads import draw_light
from documents.charts.roadmap.sheet import Sheet
from documents.charts.svg import BOLD, box, line, path, width_of, wrap
from domain.goal import Goal
from domain.light import Colour, Light
from domain.plan import Entry
from language.lists import and_more
from language.speech import Speech
from language.words import colour_meaning, light_goal, month_name

VISIONS, VISION_LINES, VISION_LINE = 3, 7, 18.0
ENTRIES, ENTRY = (7, 5, 5), 38.0
"""Actions shown of each month: the first in detail, the others in outline."""

LIGHTS, LIGHT = 4, 22.0
GUTTER = 16.0
COLUMN = (INNER - 2 * GUTTER) / 3
LATE = "#b83a00"


# ------------------------------------------------------------------------------- the destination


def destination_height(_: Speech, found: RoadMap) -> float:
    """The height that the visions need."""
    rows = sum(len(_vision_lines(_, goal, found)) + 2 for goal in found.visions[:VISIONS])
    return 74 + VISION_LINE * (rows or 4)


def draw_destination(_: Speech, sheet: Sheet, found: RoadMap, top: float, height: float) -> None:
    """The visions at the end of all roads, each with its horizon."""
    left = LANES_RIGHT + 18
    sheet.draw(
        box((left, top), DESTINATION, height, rx=10, fill=PAPER, stroke=PLAN, stroke_width=2),
        path(_tab(left, top), fill=PLAN),
        *_flag(left + PAD, top + 12),
    )
    sheet.write((left + PAD + 30, top + 32), _("Destination"), size=HEADING, bold=True, fill=PAPER)
    y = top + 70
    for words, bold in _destination_rows(_, found):
        sheet.write((left + PAD, y), words, size=BODY, bold=bold, fill=PLAN if bold else INK)
        y += VISION_LINE


def _destination_rows(_: Speech, found: RoadMap) -> Iterator[tuple[str, bool]]:
    if not found.visions:
        asked = _("No vision yet: how could this account look in 3 years if all goes well?")
        yield from ((row, False) for row in wrap(asked, BODY, DESTINATION - 2 * PAD, 4))
    for goal in found.visions[:VISIONS]:
        yield _("by {day}", day=long_day(_, goal.ends)), True
        yield from ((row, False) for row in _vision_lines(_, goal, found))
        yield "", False


def _vision_lines(_: Speech, goal: Goal, found: RoadMap) -> list[str]:
    lines = VISION_LINES if len(found.visions) == 1 else VISION_LINES - 2
    return wrap(goal.text, BODY, DESTINATION - 2 * PAD, lines)


def _tab(left: float, top: float) -> list[tuple[float, float]]:
    """The filled head of the column."""
    right, bottom = left + DESTINATION, top + 46
    return [
        (left, top + 5),
        (left + 5, top),
        (right - 5, top),
        (right, top + 5),
        (right, bottom),
        (left, bottom),
    ]


def _flag(left: float, top: float) -> tuple[str, str]:
    pole = line((left, top), (left, top + 24), stroke=PAPER, stroke_width=2.4)
    cloth = [(left, top + 1), (left + 20, top + 7), (left, top + 13)]
    return pole, path(cloth, fill=PAPER, stroke=PAPER)


# ------------------------------------------------------------------------------------ the months


def months_height(found: RoadMap) -> float:
    """The height of the three months, with the longest of them."""
    rows = [min(len(month.entries), ENTRIES[n]) for n, month in enumerate(found.months)]
    more = any(len(month.entries) > ENTRIES[n] for n, month in enumerate(found.months))
    return 44 + max([1, *rows]) * ENTRY + (20 if more else 0)


def draw_months(_: Speech, sheet: Sheet, found: RoadMap, top: float) -> None:
    """The next three months with their actions: who does what by when."""
    height = months_height(found)
    for place, month in enumerate(found.months):
        left = MARGIN + place * (COLUMN + GUTTER)
        sheet.draw(box((left, top), COLUMN, height, rx=10, fill=BAND_FILL, stroke=BAND_EDGE))
        _draw_month(_, sheet, found, month, place, (left + PAD, top))


def _draw_month(
    _: Speech,
    sheet: Sheet,
    found: RoadMap,
    month: PlannedMonth,
    place: int,
    at: tuple[float, float],
) -> None:
    left, top = at
    sheet.write((left, top + 26), month_name(_, month.month), size=HEADING, bold=True)
    if not month.entries:
        sheet.write((left, top + 54), _("Nothing planned yet."), size=SMALL, fill=MUTED)
    y = top + 54
    for entry in month.entries[: ENTRIES[place]]:
        _draw_entry(_, sheet, found, entry, (left, y))
        y += ENTRY
    rest = len(month.entries) - ENTRIES[place]
    if rest > 0:
        sheet.write((left, y), and_more(_, rest), size=SMALL, fill=MUTED)


def _draw_entry(
    _: Speech, sheet: Sheet, found: RoadMap, entry: Entry, at: tuple[float, float]
) -> None:
    action, room = entry.action, COLUMN - 2 * PAD
    start = sheet.write(at, action.ref, size=BODY, bold=True)
    sheet.write((start + 7, at[1]), action.text, size=BODY, within=room - (start + 7 - at[0]))
    owner = found.names.get(action.owner_id or "", "") or _("needs owner")
    due = _.short_day(action.due) if action.due else ""
    late = _("overdue since {day}", day=due) if entry.is_overdue else due
    serves = _("for {ref}", ref=action.serves) if action.serves else ""
    said = " · ".join(filter(None, [owner, late, serves]))
    fill = LATE if entry.is_overdue else MUTED
    sheet.write((at[0], at[1] + 16), said, size=SMALL, within=room, fill=fill)


# ------------------------------------------------------------------------------------ the lights


def lights_height(found: RoadMap) -> float:
    """The height of the lights, with the longest list of them."""
    most = max((len(lights) for lights in found.lights.values()), default=0)
    return 40 + LIGHT * max(1, min(most, LIGHTS)) + (LIGHT if most > LIGHTS else 0)


def draw_lights(_: Speech, sheet: Sheet, found: RoadMap, top: float) -> None:
    """The open lights by colour, newest first, each with the goal that it names."""
    for place, colour in enumerate(Colour):
        left = MARGIN + place * (COLUMN + GUTTER)
        lights = found.lights.get(colour, ())
        draw_light(_, sheet, (left + PAD + MARK, top + 14), colour)
        title = f"{colour_meaning(_, colour)} ({len(lights)})"
        sheet.write(
            (left + PAD + 28, top + 19), title, size=BODY, within=COLUMN - PAD - 32, bold=True
        )
        _draw_list(_, sheet, lights, (left + PAD, top + 46))


def _draw_list(_: Speech, sheet: Sheet, lights: Sequence[Light], at: tuple[float, float]) -> None:
    left, y = at
    for light in lights[:LIGHTS]:
        goal = light_goal(_, light)
        end = left + COLUMN - 2 * PAD
        sheet.write((end, y), goal, size=SMALL, fill=MUTED, anchor="end")
        start = sheet.write((left, y), light.ref, size=SMALL * 1.04, bold=True, fill=INK)
        room = end - start - 8 - (width_of(goal, SMALL * BOLD) + 8 if goal else 0)
        sheet.write((start + 7, y), light.text, size=SMALL, within=room)
        y += LIGHT
    if not lights:
        sheet.write((left, y), _("None"), size=SMALL, fill=MUTED)
    if len(lights) > LIGHTS:
        sheet.write((left, y), and_more(_, len(lights) - LIGHTS), size=SMALL, fill=MUTED)
