"""Taking times fairly: all contenders in turn, lap after lap.

A machine that is busy for a while is busy for all of them, so that what one takes compared with
another is worth more than either time alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import Generic, TypeVar

Request = TypeVar("Request")


@dataclass(frozen=True)
class Length:
    """How long a race is: `laps` of `times` requests each, but no more than so many seconds.

    `accounts` is how many the daily look at milestones goes through.
    """

    laps: int
    times: int
    seconds: float
    accounts: int = 0


@dataclass(frozen=True)
class Figures:
    """What a request takes, in seconds, and how many one client gets answered a second."""

    p50: float
    p99: float
    rate: float


@dataclass
class Contender(Generic[Request]):
    """Something that answers requests, `times` of them a lap."""

    ask: Callable[[Request], None]
    make: Callable[[], Request]
    times: int
    taken: list[float] = field(default_factory=list)

    def lap(self) -> None:
        """Answer a lap's requests; they are made beforehand."""
        for request in [self.make() for _ in range(self.times)]:
            begun = perf_counter()
            self.ask(request)
            self.taken.append(perf_counter() - begun)

    def figures(self) -> Figures:
        """What its laps took."""
        ordered = sorted(self.taken)
        last = len(ordered) - 1
        rate = len(ordered) / sum(ordered)
        return Figures(ordered[round(last * 0.5)], ordered[round(last * 0.99)], rate)


def race(contenders: Sequence[Contender[Request]], length: Length) -> list[Figures]:
    """The figures of each contender; a lap to warm up comes first and does not count."""
    _lap(contenders)
    for contender in contenders:
        contender.taken.clear()
    until = perf_counter() + length.seconds
    for lap in range(length.laps):
        if lap == 0 or perf_counter() < until:
            _lap(contenders)
    return [contender.figures() for contender in contenders]


def _lap(contenders: Sequence[Contender[Request]]) -> None:
    for contender in contenders:
        contender.lap()
