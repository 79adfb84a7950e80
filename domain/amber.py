"""Which way amber lights went: each ending of one, and what they come to.

Source of the rules: docs/method.md, "traffic lights".
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from domain.activity import Activity
from domain.light import Colour, Light


@dataclass(frozen=True)
class AmberEnd:
    """How one amber ended: `went` to a colour, or was cleared where that is None.

    A light that was amber twice ended twice.
    """

    ref: str
    text: str
    went: Colour | None
    since: datetime
    at: datetime

    @property
    def days(self) -> int:
        """For how many whole days it was amber."""
        return (self.at - self.since).days


@dataclass(frozen=True)
class AmberTally:
    """The sum of many endings: how many ambers went where, and how long half of them took."""

    went: dict[Colour | None, int]
    median_days: int

    @property
    def total(self) -> int:
        """How many ambers ended."""
        return sum(self.went.values())


def amber_ends(lights: Iterable[Light], turns: Iterable[Activity]) -> list[AmberEnd]:
    """Every ending of an amber, the latest first; `turns` are the turns that still stand."""
    by_ref = {light.ref: light for light in lights}
    ends = [
        _turned(by_ref[turn.subject], turn)
        for turn in turns
        if turn.subject in by_ref and (turn.before or {}).get("colour") == Colour.AMBER
    ]
    ends += [
        AmberEnd(light.ref, light.text, None, light.since, light.cleared_at)
        for light in by_ref.values()
        if light.cleared_at and light.colour is Colour.AMBER
    ]
    return sorted(ends, key=lambda end: end.at, reverse=True)


def _turned(light: Light, turn: Activity) -> AmberEnd:
    """The ending of an amber that turned; a moment that did not change is in no difference."""
    before = (turn.before or {}).get("since")
    since = datetime.fromisoformat(before) if before else turn.at
    went = Colour((turn.after or {})["colour"])
    return AmberEnd(light.ref, light.text, went, since, turn.at)


def amber_tally(ends: Sequence[AmberEnd]) -> AmberTally | None:
    """The sum of these endings; None where no amber has ended."""
    if not ends:
        return None
    return AmberTally(Counter(end.went for end in ends), round(median(end.days for end in ends)))
