"""The road map as one SVG: roads from today to the destination, the plan and the lights below."""

from collections.abc import Iterator, Mapping
from itertools import accumulate

from documents.charts.days import long_day
from documents.charts.marks import FAINT, INK, MUTED, light_patterns
from documents.charts.roadmap.columns import (
    destination_height,
    draw_destination,
    draw_lights,
    draw_months,
    lights_height,
    months_height,
)
from documents.charts.roadmap.facts import RoadMap
from documents.charts.roadmap.lanes import GAP, draw_band, draw_lane, lane_height, left_out, shown
from documents.charts.roadmap.layout import (
    BODY,
    HERE,
    INNER,
    LANES_LEFT,
    LANES_RIGHT,
    MARGIN,
    PAD,
    SCALE_LEFT,
    SCALE_RIGHT,
    SMALL,
    TITLE,
    WIDTH,
)
from documents.charts.roadmap.roads import legend
from documents.charts.roadmap.scale import TimeScale
from documents.charts.roadmap.sheet import Sheet, place_of
from documents.charts.roadmap.words import map_alt
from documents.charts.svg import BOLD, line, path, picture
from language.speech import Speech
from language.words import colour_word

SHARP = 1.25
"""Pixels a unit of the picture gets: it comes out as wide as the other charts with two."""

HEAD, AXIS, BETWEEN = 78.0, 34.0, 22.0


def draw_map(_: Speech, found: RoadMap) -> str:
    """The road map as SVG; `map_alt` says in words what it shows."""
    sheet, height = lay_out(_, found)
    return picture(WIDTH, height, map_alt(_, found), light_patterns(), *sheet.drawn)


def lay_out(_: Speech, found: RoadMap) -> tuple[Sheet, float]:
    """The sheet with everything on it, and its height."""
    sheet, lanes = Sheet(), list(shown(found))
    scale = TimeScale(found.today, found.horizon, SCALE_LEFT, SCALE_RIGHT)
    _draw_head(_, sheet, found)
    top = HEAD + AXIS
    *tops, end = accumulate((lane_height(lane) + GAP for lane in lanes), initial=top)
    body = max(end - GAP - top, destination_height(_, found), 120.0)
    for lane, at in zip(lanes, tops, strict=True):
        draw_band(sheet, lane, at)
    ticks = _draw_axis(_, sheet, scale, top - 12)
    ground = len(sheet.drawn)
    for lane, at in zip(lanes, tops, strict=True):
        draw_lane(_, sheet, scale, found, lane, at)
    if not lanes:
        words = _("No road yet: the first business goal opens one.")
        sheet.write((LANES_LEFT + PAD, top + 60), words, size=BODY, fill=MUTED)
    draw_destination(_, sheet, found, top, body)
    sheet.drawn[ground:ground] = _grid(sheet, ticks, top - 6, top + body)
    return sheet, _draw_below(_, sheet, found, top + body + BETWEEN)


def _draw_below(_: Speech, sheet: Sheet, found: RoadMap, top: float) -> float:
    """The three months, the lights, and the small print; the height of the whole picture."""
    draw_months(_, sheet, found, top)
    top += months_height(found) + BETWEEN
    draw_lights(_, sheet, found, top)
    top += lights_height(found) + 18
    more = left_out(_, found)
    said = [legend(_), _("near months are wide, far years narrow")]
    if more:
        said.insert(0, _("not shown: {what}", what=more))
    sheet.write((MARGIN, top), " · ".join(said), size=SMALL, within=INNER, fill=MUTED)
    return top + 24


def _draw_head(_: Speech, sheet: Sheet, found: RoadMap) -> None:
    title = _("{account}: the road map", account=found.account.name)
    sheet.write((MARGIN, 48), title, size=TITLE, within=INNER, bold=True)
    stands = _(
        "As of {day} · {light}", day=long_day(_, found.today), light=colour_word(_, found.overall)
    )
    sheet.write((MARGIN, 71), stands, size=BODY, fill=MUTED)


def _draw_axis(_: Speech, sheet: Sheet, scale: TimeScale, y: float) -> dict[float, bool]:
    """Where we are, and the names of the time scale that find room: where, and if it is a year."""
    here = _("You are here")
    sheet.write((HERE, y), here, size=SMALL, bold=True, anchor="middle")
    sheet.draw(path([(HERE - 5, y + 5), (HERE + 5, y + 5), (HERE, y + 12)], fill=INK))
    ticks: dict[float, bool] = {}
    for day, name in scale.ticks(_):
        at, is_year = (scale.x(day), y), name.isdecimal()
        place = place_of(at, name, SMALL * BOLD, "middle")
        is_inside = place.left > SCALE_LEFT - 8 and place.right < LANES_RIGHT
        if is_inside and sheet.is_free(place.wider(10)):
            sheet.write(at, name, size=SMALL, bold=is_year, fill=MUTED, anchor="middle")
            ticks[at[0]] = is_year
    return ticks


def _grid(sheet: Sheet, ticks: Mapping[float, bool], top: float, bottom: float) -> Iterator[str]:
    """A line down from each name of the scale, broken where a text or a mark stands."""
    for x, is_year in ticks.items():
        dash = {} if is_year else {"stroke_dasharray": "2 5"}
        for start, end in sheet.clear_along(x, top, bottom):
            yield line((x, start), (x, end), stroke=FAINT, stroke_width=0.6, **dash)
