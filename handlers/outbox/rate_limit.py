"""Slack's rate limits: no method before its Retry-After is over, and nothing while it is down."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

import structlog

from domain.notice import EVERY, LONGEST_PAUSE
from storage.rate_limits import EVERYTHING, ClosedMethod, RateLimits

log = structlog.get_logger()

SILENT_CALLS = 5
"""So many calls without an answer, one after the other, mean that Slack is down."""

FIRST_PAUSE = timedelta(seconds=15)
"""How long nothing is sent to a Slack that is down, at first."""

TRIAL = timedelta(seconds=30)
"""How long one process has to find out whether Slack answers again."""


@dataclass
class RateLimiter:
    """The methods that Slack has closed to the workspace, kept in the database for everybody.

    `every` is the time between two messages to one channel.
    """

    workspace_id: str
    kept: RateLimits
    clock: Callable[[], datetime]
    every: timedelta = EVERY
    _closed: dict[str, ClosedMethod] = field(default_factory=dict)
    _silent: int = 0
    _lock: Lock = field(default_factory=Lock)

    def refresh(self) -> None:
        """Learn what other processes have found closed."""
        self.learn(self.kept.closed(self.workspace_id))

    def learn(self, closed: Sequence[ClosedMethod]) -> None:
        """These are closed, as all processes know by now."""
        with self._lock:
            self._closed = {each.method: each for each in closed}

    def closed_until(self, method: str) -> datetime | None:
        """Until when nobody may call a method; None where it is open, as far as is known here."""
        closed = self._closed.get(method)
        return closed.until if closed and closed.until > self.clock() else None

    def seconds_closed(self, method: str) -> int:
        """For how many whole seconds nobody may call a method; 0 where it is open."""
        until = self.closed_until(method)
        return math.ceil((until - self.clock()).total_seconds()) if until else 0

    def close(self, method: str, rest: timedelta, times: int = 0) -> None:
        """Have nobody call a method for as long as `rest`."""
        closed = ClosedMethod(method, self.clock() + rest, times)
        with self._lock:
            self._closed = {**self._closed, method: closed}
        self.kept.close(self.workspace_id, closed)
        log.warning("slack.closed", method=method, seconds=rest.total_seconds())

    @property
    def down(self) -> ClosedMethod | None:
        """That Slack was found not to answer at all, and since has not."""
        return self._closed.get(EVERYTHING)

    def answered(self) -> None:
        """Slack has answered, whatever it said."""
        self._silent = 0

    def silent(self) -> None:
        """A call was not answered: after some of them nothing more is sent for a while."""
        with self._lock:
            self._silent += 1
            is_news = self._silent >= SILENT_CALLS and self.down is None
        if is_news:
            self.close(EVERYTHING, FIRST_PAUSE)

    def is_up(self, answers: Callable[[], bool]) -> bool:
        """Whether Slack may be sent to; one process asks it, once a pause is over."""
        down = self.down
        if down is None:
            return True
        now = self.clock()
        if down.until > now or not self._may_try(now):
            return False
        if not answers():
            self.close(EVERYTHING, pause(down.times + 1), down.times + 1)
            return False
        self._silent = 0
        self.kept.open(self.workspace_id, EVERYTHING)
        self.refresh()
        return True

    def _may_try(self, now: datetime) -> bool:
        return self.kept.try_again(self.workspace_id, EVERYTHING, now, now + TRIAL)


def pause(times: int) -> timedelta:
    """How long to leave a Slack alone that did not answer so many times: doubling, to a minute."""
    return min(FIRST_PAUSE * (1 << min(times, 5)), LONGEST_PAUSE)
