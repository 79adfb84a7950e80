"""The picture of an account's lights over time: how many of each colour were open."""

from documents.charts.days import long_day
from documents.charts.frame import WIDTH, Head
from documents.charts.goal_words import ALT_LIMIT
from documents.charts.lights_plot import LightsFacts, lights_plot
from documents.charts.svg import picture
from domain.light import Colour
from domain.text import shorten
from language.speech import Speech
from language.words import colour_word
from services.charts import LightsOfDay

ALT_TURNS = 6
"""Changes of the account's light that an alt text names: the latest."""


def lights_chart(_: Speech, facts: LightsFacts) -> str:
    """The picture as SVG; `lights_alt` says the same in words."""
    head = Head(title=_title(_, facts), below=(_now(_, facts),))
    plot = lights_plot(_, facts, head.height)
    height = plot.frame.values.bottom + 48
    return picture(WIDTH, height, lights_alt(_, facts), head.draw(), *plot.draw())


def lights_alt(_: Speech, facts: LightsFacts) -> str:
    """The chart of lights in words, for readers who cannot see it: how it began, turned, stands."""
    first = facts.counts[0]
    began = _("On {day}: {counts}.", day=long_day(_, first.on), counts=_counts(_, first))
    turns = "; ".join(_turn(_, turn) for turn in facts.turns()[-ALT_TURNS:])
    turned = _("The account's light: {turns}.", turns=turns)
    title = _("Chart: {title}.", title=_title(_, facts))
    return shorten(" ".join([title, began, _now(_, facts), turned]), ALT_LIMIT)


def _title(_: Speech, facts: LightsFacts) -> str:
    return _("Lights of {account}", account=facts.account)


def _now(_: Speech, facts: LightsFacts) -> str:
    day = long_day(_, facts.today)
    return _("Today, {day}: {counts}.", day=day, counts=_counts(_, facts.last))


def _counts(_: Speech, count: LightsOfDay) -> str:
    """2 red, 1 amber, 3 green."""
    counts = count.counts
    said = [f"{counts[each]} {colour_word(_, each)}" for each in Colour if counts[each]]
    return ", ".join(said) or colour_word(_, None)


def _turn(_: Speech, count: LightsOfDay) -> str:
    day = long_day(_, count.on)
    return _("{colour} from {day}", colour=colour_word(_, count.light), day=day)
