"""Lanes: each strategy as a band that carries the roads and wishes of the goals it serves."""

from collections.abc import Iterator

from documents.charts.days import long_day
from documents.charts.marks import MUTED, PLAN
from documents.charts.roadmap.facts import Lane, RoadMap, Wish
from documents.charts.roadmap.layout import (
    BAND_EDGE,
    BAND_FILL,
    BODY,
    HEADING,
    LANES_LEFT,
    LANES_RIGHT,
    PAD,
    SMALL,
)
from documents.charts.roadmap.roads import ROAD_HEIGHT, draw_road
from documents.charts.roadmap.scale import TimeScale
from documents.charts.roadmap.sheet import Sheet
from documents.charts.svg import box, path, width_of
from documents.facts import counted
from language.speech import Speech

HEAD, WISH, GAP = 34.0, 48.0, 10.0
EMPTY = 30.0
ROADS, WISHES, LANES = 8, 4, 8
"""Roads, wishes and lanes that one map shows; the rest is counted."""


def lane_height(lane: Lane) -> float:
    """The height of the band."""
    carried = len(lane.roads) * ROAD_HEIGHT + len(lane.wishes) * WISH
    return HEAD + (carried or EMPTY) + 4


def shown(found: RoadMap) -> Iterator[Lane]:
    """The lanes with the roads and wishes for which there is room on the whole map."""
    roads, wishes = ROADS, WISHES
    for lane in found.lanes[:LANES]:
        kept = Lane(lane.card, lane.roads[:roads], lane.wishes[:wishes])
        roads -= len(kept.roads)
        wishes -= len(kept.wishes)
        if lane.card or kept.roads or kept.wishes:
            yield kept


def left_out(_: Speech, found: RoadMap) -> str:
    """How many goals and strategies found no room; empty where all did."""
    goals = sum(len(lane.roads) + len(lane.wishes) for lane in found.lanes)
    goals -= sum(len(lane.roads) + len(lane.wishes) for lane in shown(found))
    strategies = sum(lane.card is not None for lane in found.lanes[LANES:])
    said = []
    if goals:
        said.append(_.plural("{n} more goal", "{n} more goals", goals))
    if strategies:
        said.append(_.plural("{n} more strategy", "{n} more strategies", strategies))
    return _.listing(said)


def draw_band(sheet: Sheet, lane: Lane, top: float) -> None:
    """Draw the band of a lane, on which everything else lies."""
    width = LANES_RIGHT - LANES_LEFT
    sheet.draw(
        box((LANES_LEFT, top), width, lane_height(lane), rx=10, fill=BAND_FILL, stroke=BAND_EDGE),
        box((LANES_LEFT, top + 8), 4, HEAD - 16, rx=2, fill=PLAN if lane.card else BAND_EDGE),
    )


def draw_lane(
    _: Speech, sheet: Sheet, scale: TimeScale, found: RoadMap, lane: Lane, top: float
) -> None:
    """Draw what a lane carries; its band begins at `top`."""
    _draw_head(_, sheet, lane, top + 23)
    y = top + HEAD
    for road in lane.roads:
        draw_road(_, sheet, scale, found, road, y)
        y += ROAD_HEIGHT
    for wish in lane.wishes:
        _draw_wish(_, sheet, found, wish, y)
        y += WISH
    if not (lane.roads or lane.wishes):
        nothing = _("It does not name a goal yet.")
        sheet.write((LANES_LEFT + PAD, y + 16), nothing, size=SMALL, fill=MUTED)


def _draw_head(_: Speech, sheet: Sheet, lane: Lane, y: float) -> None:
    """The strategy and how many have committed to it."""
    if lane.card is None:
        sheet.write(
            (LANES_LEFT + PAD, y), _("No strategy names these goals yet"), size=BODY, fill=MUTED
        )
        return
    facts = counted(_, lane.card)
    sheet.write((LANES_RIGHT - PAD, y), facts, size=SMALL, fill=MUTED, anchor="end")
    start = sheet.write(
        (LANES_LEFT + PAD, y), lane.card.strategy.ref, size=HEADING, bold=True, fill=PLAN
    )
    room = LANES_RIGHT - PAD - width_of(facts, SMALL) - 16 - start - 8
    sheet.write((start + 8, y), lane.card.strategy.text, size=HEADING, within=room, bold=True)


def _draw_wish(_: Speech, sheet: Sheet, found: RoadMap, wish: Wish, top: float) -> None:
    """Draw a relationship goal, and below it the latest quote."""
    left, right = LANES_LEFT + PAD, LANES_RIGHT - PAD
    sheet.draw(_bubble(left, top + 6))
    by = _("by {day}", day=long_day(_, wish.goal.ends))
    sheet.write((right, top + 18), by, size=SMALL, fill=MUTED, anchor="end")
    start = sheet.write((left + 24, top + 18), wish.goal.ref, size=BODY, bold=True)
    words = _("“{text}”", text=wish.goal.text)
    room = right - width_of(by, SMALL) - 16 - start - 8
    sheet.write((start + 8, top + 18), words, size=BODY, within=room, bold=True)
    said = _heard(_, found, wish)
    sheet.write((left + 24, top + 37), said, size=SMALL, within=right - left - 24, fill=MUTED)


def _heard(_: Speech, found: RoadMap, wish: Wish) -> str:
    if wish.latest is None:
        return _("Nothing heard yet")
    return _(
        "Last heard: “{text}” ({who}, {day})",
        text=wish.latest.text,
        who=found.names.get(wish.latest.heard_by, _("somebody")),
        day=_.short_day(found.account.today(wish.latest.at)),
    )


def _bubble(left: float, top: float) -> str:
    """A speech bubble: no text font has the sign for it."""
    right, bottom = left + 17, top + 11
    tail = [(left + 9, bottom), (left + 5, bottom + 5), (left + 4, bottom)]
    outline = [(left, top), (right, top), (right, bottom), *tail, (left, bottom), (left, top)]
    return path(outline, stroke=MUTED, stroke_width=1.6, stroke_linejoin="round")
