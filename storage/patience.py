"""Patience: how long what is done now may wait for the database, counted from its arrival.

Slack shows a timeout after 3 s: whoever waits for an answer gets one before, honest as it may be.
Time is measured by the monotonic clock, which tells no time of day.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic

ANSWER = 2.3
"""Seconds from the arrival within which the database must have done its part of an answer."""

BACKGROUND = 10.0
"""Seconds for one wait of work that nobody waits for: jobs recover within 30 s of the database."""

STATEMENT = 2.5
"""Seconds after which PostgreSQL itself gives a statement up, and 0.5 s before it a lock."""

UNHURRIED = float("inf")

_until: ContextVar[float | None] = ContextVar("until", default=None)


@contextmanager
def answering(arrived: float | None = None) -> Iterator[None]:
    """Somebody waits for the answer to what `arrived` then, by the monotonic clock; else now.

    Where an answer is under way already its own end counts.
    """
    ends = (monotonic() if arrived is None else arrived) + ANSWER
    under_way = _until.get()
    with _ending(ends if under_way is None else min(under_way, ends)):
        yield


@contextmanager
def unhurried() -> Iterator[None]:
    """Migrations, imports and house-keeping take as long as they take."""
    with _ending(UNHURRIED):
        yield


def left() -> float:
    """Seconds that are left; infinite where nothing hurries."""
    until = _until.get()
    return BACKGROUND if until is None else max(0.0, until - monotonic())


def is_unhurried() -> bool:
    """Whether nothing hurries."""
    return _until.get() == UNHURRIED


@contextmanager
def _ending(until: float) -> Iterator[None]:
    token = _until.set(until)
    try:
        yield
    finally:
        _until.reset(token)
