"""The facts that a picture of an account's lights shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from domain.light import Colour

A_DAY = timedelta(days=1)
SHORTEST = timedelta(days=13)
"""A picture goes back two weeks at least, so that an account's first day is one day of many."""


@dataclass(frozen=True)
class LightCount:
    """How many lights were open from this day on, until the next count."""

    on: date
    red: int = 0
    amber: int = 0
    green: int = 0

    def of(self, colour: Colour) -> int:
        """How many of one colour."""
        return {Colour.RED: self.red, Colour.AMBER: self.amber, Colour.GREEN: self.green}[colour]

    @property
    def total(self) -> int:
        """How many in all."""
        return self.red + self.amber + self.green

    @property
    def light(self) -> Colour | None:
        """The account's light: red if any is, else amber if any is, else green if any is."""
        return next((colour for colour in Colour if self.of(colour)), None)


@dataclass(frozen=True)
class LightsFacts:
    """An account's lights up to `today`; at least one count, oldest first, one a day."""

    account: str
    counts: tuple[LightCount, ...]
    today: date

    @property
    def last(self) -> LightCount:
        """How it stands today."""
        return self.counts[-1]

    @property
    def begins(self) -> date:
        """The left edge of the picture."""
        return min(self.counts[0].on, self.today - SHORTEST)

    @property
    def ends(self) -> date:
        """The right edge of the picture: the end of today."""
        return self.today + A_DAY

    def spans(self) -> Iterator[tuple[LightCount, date]]:
        """Each count with the day until which it held."""
        following = [*(count.on for count in self.counts[1:]), self.ends]
        return zip(self.counts, following, strict=True)

    def turns(self) -> list[LightCount]:
        """The first count, and those with which the account's light changed."""
        befores = [None, *(count.light for count in self.counts[:-1])]
        return [
            count
            for place, (count, before) in enumerate(zip(self.counts, befores, strict=True))
            if place == 0 or count.light is not before
        ]
