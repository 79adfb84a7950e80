"""The road map in words, for readers who cannot see it."""

from collections.abc import Iterator

from documents.charts.days import long_day
from documents.charts.goal_words import ALT_LIMIT
from documents.charts.roadmap.facts import Road, RoadMap
from domain.text import shorten
from language.speech import Speech
from language.words import aim, colour_word, month_name, state_words

TEXT = 80
"""Characters of what somebody wrote."""


def map_alt(_: Speech, found: RoadMap) -> str:
    """The road map in sentences that fit an alternative text."""
    return shorten(" ".join(_sentences(_, found)), ALT_LIMIT)


def _sentences(_: Speech, found: RoadMap) -> Iterator[str]:
    yield _(
        "Road map of {account}, {day}: {light}.",
        account=found.account.name,
        day=long_day(_, found.today),
        light=colour_word(_, found.overall),
    )
    for goal in found.visions[:1]:
        day = long_day(_, goal.ends)
        yield _("Destination by {day}: {text}.", day=day, text=shorten(goal.text, TEXT))
    yield from (_road(_, road) for road in found.roads)
    counts = [
        _("{count} {colour}", count=len(lights), colour=colour_word(_, colour))
        for colour, lights in found.lights.items()
    ]
    yield _("Lights: {counts}.", counts=_.listing(counts))
    months = [f"{month_name(_, each.month)} {len(each.entries)}" for each in found.months]
    yield _("Open actions: {months}.", months=_.listing(months))


def _road(_: Speech, road: Road) -> str:
    """G2 Products sold: from 2 to 5 by 31 Dec 2027; M4 at risk."""
    states = state_words(_)
    stops = ", ".join(f"{stop.ref} {states[stop.state]}" for stop in road.stops)
    told = f"{road.goal.ref} {shorten(road.goal.text, TEXT)}{aim(_, road.goal)}"
    return f"{told}; {stops}." if stops else f"{told}."
