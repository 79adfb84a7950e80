"""How much is worked on in one transaction, so that SQLite's one lock is never held for long."""

from collections.abc import Callable
from dataclasses import dataclass
from time import sleep, thread_time

BATCH = 50
"""Rows worked on in the first transaction."""

FEWEST, MOST = 20, 200

AIM = 0.009
"""Seconds of work in a transaction: with the wait for the disk under the 20 ms others may wait.

It is the thread's own time that counts: smaller batches make no disk and no neighbour faster.
"""

REST = 0.004
"""Seconds between two transactions, in which whoever waits for the lock gets it."""


@dataclass
class Batches:
    """Batches that grow while they are quick and shrink when they are not."""

    size: int = BATCH
    rest: Callable[[float], None] = sleep

    def all(self, work: Callable[[int], int]) -> int:
        """Work until nothing is left; how much was worked on.

        `work` takes how many rows at most, and gives how many there were.
        """
        done = 0
        while worked_on := self._timed(work):
            done += worked_on
            self.rest(REST)
        return done

    def _timed(self, work: Callable[[int], int]) -> int:
        begun = thread_time()
        worked_on = work(self.size)
        if worked_on == self.size:
            share = AIM / max(thread_time() - begun, 0.000_1)
            self.size = round(self.size * min(1.3, max(0.5, share)))
            self.size = min(MOST, max(FEWEST, self.size))
        return worked_on
