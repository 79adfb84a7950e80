"""Failures on order: which call fails next, how, and how often."""

import random
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

RATELIMITED = "ratelimited"
DROP_BEFORE = "drop_before"
ACCEPT_THEN_DROP = "accept_then_drop"
ACCEPT_THEN_500 = "accept_then_500"
HANG = "hang"
AFTER_ACCEPTANCE = frozenset({ACCEPT_THEN_DROP, ACCEPT_THEN_500, HANG})


@dataclass
class Failure:
    """One order: `kind` for calls of `method` that match, `times` times (None: for ever)."""

    method: str
    kind: str
    times: int | None = 1
    retry_after: int = 30
    when: Callable[[Json], bool] | None = None
    match: Mapping[str, object] = field(default_factory=dict)
    chance: float = 1.0
    used: int = 0
    _reached: threading.Event = field(default_factory=threading.Event)
    _released: threading.Event = field(default_factory=threading.Event)

    def applies(self, method: str, args: Json, luck: random.Random) -> bool:
        """Whether this call is meant; `*` as method means every one."""
        return (
            self.method in {method, "*"}
            and (self.times is None or self.used < self.times)
            and all(args.get(key) == value for key, value in self.match.items())
            and (self.when is None or self.when(args))
            and (self.chance >= 1.0 or luck.random() < self.chance)
        )

    def reach(self) -> None:
        """A call has got as far as this failure."""
        self._reached.set()

    def wait_until_reached(self, seconds: float = 10.0) -> bool:
        """Wait for the first call to fail this way: with `hang`, it is accepted by then."""
        return self._reached.wait(seconds)

    def release(self) -> None:
        """Let hanging calls be answered."""
        self._released.set()

    def wait_until_released(self) -> None:
        """Hold a hanging call."""
        self._released.wait()


class Failures:
    """The orders of one server, first come first served; safe to use from any thread."""

    def __init__(self) -> None:
        """Nothing fails unless told to."""
        self._orders: list[Failure] = []
        self._lock = threading.Lock()
        self._luck = random.Random(0)

    def order(self, failure: Failure) -> Failure:
        """Add a failure after those ordered before."""
        with self._lock:
            self._orders.append(failure)
        return failure

    def take(self, method: str, args: Json) -> Failure | None:
        """The failure this call meets, counted as used."""
        with self._lock:
            for failure in self._orders:
                if failure.applies(method, args, self._luck):
                    failure.used += 1
                    return failure
        return None

    def release(self) -> None:
        """Let everything that hangs be answered."""
        with self._lock:
            for failure in self._orders:
                failure.release()

    def clear(self) -> None:
        """Forget the orders; what hangs is answered, and luck begins anew."""
        self.release()
        with self._lock:
            self._orders.clear()
            self._luck.seed(0)
