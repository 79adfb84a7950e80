"""The plot in the picture of an account's lights: what it shows, a ribbon, and stacked counts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate, groupby, pairwise

from documents.charts.frame import BODY, MARGIN, SMALL, WIDTH, Frame, frame
from documents.charts.marks import GRID, INK, LIGHT_FILL, MUTED, initials, lettered, light_patterns
from documents.charts.scales import value_ticks
from documents.charts.svg import box, path, text
from domain.calendar import ONE_DAY
from domain.light import Colour
from language.speech import Speech
from language.words import colour_word
from services.charts import LightsOfDay

HEIGHT = 260.0
RIBBON = 26.0
ABOVE = 78.0
"""Room for the ribbon and its label."""

LABELS = 120.0
"""Room on the right for what is open today."""

STACK = (Colour.GREEN, Colour.AMBER, Colour.RED)
"""From the ground up, so that red is on top as on the street."""

LETTER = 14.0
LETTERS_APART = 90.0
LABEL_APART = 24.0

SHORTEST = timedelta(days=13)
"""A picture goes back two weeks at least, so that an account's first day is one day of many."""


@dataclass(frozen=True)
class LightsFacts:
    """An account's lights up to `today`; at least one count, oldest first, one a day."""

    account: str
    counts: Sequence[LightsOfDay]
    today: date

    @property
    def last(self) -> LightsOfDay:
        """How it stands today."""
        return self.counts[-1]

    @property
    def begins(self) -> date:
        """The left edge of the picture."""
        return min(self.counts[0].on, self.today - SHORTEST)

    @property
    def ends(self) -> date:
        """The right edge of the picture: the end of today."""
        return self.today + ONE_DAY

    def spans(self) -> Iterator[tuple[LightsOfDay, date]]:
        """Each count with the day until which it held."""
        following = [*(count.on for count in self.counts[1:]), self.ends]
        return zip(self.counts, following, strict=True)

    def turns(self) -> list[LightsOfDay]:
        """The first count, and those with which the account's light changed."""
        return [next(same) for _light, same in groupby(self.counts, lambda count: count.light)]


@dataclass(frozen=True)
class LightsPlot:
    """Draws the lights inside of a frame."""

    speech: Speech
    facts: LightsFacts
    frame: Frame

    def draw(self) -> Iterator[str]:
        """From the back to the front."""
        yield light_patterns()
        yield self.frame.grid(self.speech, [str(tick) for tick in self.frame.values.ticks])
        for place, colour in enumerate(STACK):
            yield from self._band(colour, STACK[:place])
        yield self._outline()
        yield from self._ribbon()
        yield from self._labels()

    def _band(self, colour: Colour, below: tuple[Colour, ...]) -> Iterator[str]:
        """One colour's share of the stack, with a letter wherever there is room for one."""
        lettered_at = -LETTERS_APART
        for block in self._blocks(colour, below):
            yield block.draw(LIGHT_FILL[colour])
            yield block.draw(f"url(#{colour})")
            if block.has_room and block.middle - lettered_at >= LETTERS_APART:
                lettered_at = block.middle
                yield block.letter(initials(self.speech)[colour], LIGHT_FILL[colour])

    def _blocks(self, colour: Colour, below: tuple[Colour, ...]) -> Iterator["_Block"]:
        """Where the colour stands, in one piece as long as nothing about it changes."""

        def place(span: tuple[LightsOfDay, date]) -> tuple[int, int]:
            counts = span[0].counts
            return sum(counts[other] for other in below), counts[colour]

        for (ground, height), spans in groupby(self.facts.spans(), place):
            held = list(spans)
            left, bottom = self.frame.at(held[0][0].on, Decimal(ground))
            right, top = self.frame.at(held[-1][1], Decimal(ground + height))
            yield _Block(left, top, right - left, bottom - top)

    def _ribbon(self) -> Iterator[str]:
        """The account's one light, letter by letter."""
        y = self.frame.values.top - 52
        words = self.speech("Account light")
        yield text((self.frame.days.left, y - 7), words, size=SMALL, fill=MUTED)
        turns = self.facts.turns()
        ends = [*(turn.on for turn in turns[1:]), self.facts.ends]
        for turn, until in zip(turns, ends, strict=True):
            left, right = self.frame.days.x(turn.on), self.frame.days.x(until)
            block = _Block(left, y, right - left, RIBBON)
            fill = LIGHT_FILL[turn.light] if turn.light else GRID
            yield block.draw(fill)
            if turn.light:
                yield block.draw(f"url(#{turn.light})")
            if turn.light and block.has_room:
                yield block.letter(initials(self.speech)[turn.light], fill)

    def _labels(self) -> Iterator[str]:
        """The labels of today's open lights, beside their stacks; moved apart if few."""
        last = self.facts.last.counts
        grounds = accumulate((last[colour] for colour in STACK), initial=0)
        y = float("inf")
        for colour, (low, high) in zip(STACK, pairwise(grounds), strict=True):
            if low == high:
                continue
            middle = self.frame.values.y(Decimal(low + high) / 2) + 5
            y = min(middle, y - LABEL_APART)
            words = f"{high - low} {colour_word(self.speech, colour)}"
            x = self.frame.days.right + 12
            yield text((x, y), words, size=BODY, font_weight="bold", fill=INK)

    def _outline(self) -> str:
        """The outline of what is open in all."""
        points = []
        for count, until in self.facts.spans():
            total = Decimal(count.counts.total())
            points += [self.frame.at(count.on, total), self.frame.at(until, total)]
        return path(points, stroke=INK, stroke_width=1.5)


@dataclass(frozen=True)
class _Block:
    """A rectangle by its upper left corner."""

    left: float
    top: float
    width: float
    height: float

    def draw(self, fill: str) -> str:
        """Nothing where there is nothing to see."""
        if self.height <= 0 or self.width <= 0:
            return ""
        # Crisp, lest the paper shine through where two blocks meet.
        at = (self.left, self.top)
        return box(at, self.width, self.height, fill=fill, shape_rendering="crispEdges")

    @property
    def has_room(self) -> bool:
        """Whether a letter fits."""
        return self.height >= LETTER + 2 and self.width >= LETTER + 6

    @property
    def middle(self) -> float:
        """Between left and right."""
        return self.left + self.width / 2

    def letter(self, letter: str, fill: str) -> str:
        """In the middle."""
        at = (self.middle, self.top + self.height / 2 + LETTER * 0.36)
        return lettered(at, letter, fill, LETTER)


def lights_plot(_: Speech, facts: LightsFacts, top: float) -> LightsPlot:
    """The plot below `top`."""
    most = max([1, *(count.counts.total() for count in facts.counts)])
    ticks = value_ticks([Decimal(0), Decimal(most)], whole=True)
    labels = [str(tick) for tick in ticks]
    span = (facts.begins, facts.ends)
    right = WIDTH - MARGIN - LABELS
    plot = frame(ticks, labels, span, top=top, above=ABOVE, height=HEIGHT, right=right)
    return LightsPlot(_, facts, plot)
