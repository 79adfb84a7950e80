"""The one reader of the clock."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]

EXAMPLE = "2027-04-30T09:00+02:00"


def real() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


def steady() -> float:
    """Seconds on a clock that nobody sets, and that runs on while the machine sleeps."""
    asleep_too = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if asleep_too is None else time.clock_gettime(asleep_too)


def starting(at: datetime) -> Clock:
    """A clock that shows `at` (aware) now and runs on from there: for rehearsals."""
    if at.tzinfo is None:
        raise ValueError(f"the moment needs an offset, such as {EXAMPLE}")
    begun = time.monotonic()
    return lambda: (at + timedelta(seconds=time.monotonic() - begun)).astimezone(UTC)


def clock(now: str | None) -> Clock:
    """The real clock, or one that starts at `now` in ISO 8601; raises ValueError."""
    return real if now is None else starting(_moment(now))


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is no moment; write it like {EXAMPLE}") from error
