"""How much is worked on in one transaction, so that nobody waits for long for what it locks."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import sleep, thread_time

BATCH = 50
"""Rows worked on in the first transaction."""

FEWEST, MOST = 20, 400

AIM = 0.009
"""Seconds of work in a transaction: with the wait for the disk under the 20 ms others may wait.

It is the thread's own time that counts: smaller batches make no disk and no neighbour faster.
"""

REST = 0.004
"""Seconds between two transactions, in which whoever waits for the lock gets it."""


@dataclass
class Batches:
    """Batches that grow while they are quick and shrink when they are not.

    `aim`: seconds of work in each; `most` rows; `pause`: seconds of rest after each.
    """

    size: int = BATCH
    rest: Callable[[float], None] = sleep
    aim: float = AIM
    most: int = MOST
    pause: float = REST

    def all(self, work: Callable[[int], int]) -> int:
        """Work until nothing is left; how much was worked on.

        `work` takes how many rows at most, and gives how many there were.
        """
        done = 0
        while worked_on := self._timed(work):
            done += worked_on
            if self.pause:
                self.rest(self.pause)
        return done

    def _timed(self, work: Callable[[int], int]) -> int:
        begun = thread_time()
        with uncollected():
            worked_on = work(self.size)
        if worked_on == self.size:
            share = self.aim / max(thread_time() - begun, 0.000_1)
            self.size = round(self.size * min(1.3, max(0.5, share)))
            self.size = min(self.most, max(FEWEST, self.size))
        return worked_on


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no garbage meanwhile: to look through everything takes longer than a whole batch.

    Python looks right afterwards, when nobody waits for it.
    """
    was_looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_looking:
            gc.enable()


def roomy() -> Batches:
    """Batches where only the rows that are worked on are locked, as on PostgreSQL."""
    return Batches(size=500, aim=0.25, most=1_000, pause=0)
