"""How many requests a minute one person may send: a flood of theirs must not delay others."""

from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil
from threading import Lock

from domain.errors import Forbidden

MINUTE = timedelta(minutes=1)

PEOPLE = 10_000
"""People who are remembered; of whom nothing was heard for longest, nothing is known any more."""


@dataclass(eq=False)
class TooQuick(Forbidden):
    """One person says more in a minute than anybody means to; nothing of it was kept.

    `seconds` until they may go on.
    """

    most: int
    seconds: int


@dataclass(frozen=True)
class PersonRates:
    """Counts the requests of each person, in one process."""

    most: int
    clock: Callable[[], datetime]
    latest: OrderedDict[str, deque[datetime]] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def keep(self, person_id: str) -> None:
        """Count one more; raises TooQuick for who has said `most` within this minute."""
        now = self.clock()
        with self.lock:
            times = self.latest.setdefault(person_id, deque(maxlen=self.most))
            self.latest.move_to_end(person_id)
            if len(self.latest) > PEOPLE:
                self.latest.popitem(last=False)
            if len(times) == self.most and now - times[0] < MINUTE:
                raise TooQuick(self.most, ceil((times[0] + MINUTE - now).total_seconds()))
            times.append(now)
