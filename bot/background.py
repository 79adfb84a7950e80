"""The bot's own threads: for everything slow, after the ack."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import Protocol

from scheduler.jobs import attempt

THREADS = 16

Work = Callable[[], object]


class Background(Protocol):
    """Where slow work goes."""

    def submit(self, work: Work) -> None:
        """Run `work` soon, on a thread of the bot's own."""

    def wake(self) -> None:
        """Have the sender run once more, soon; asking twice before it begins is asking once."""

    def close(self) -> None:
        """Finish what was asked for."""


class Threads(Background):
    """Thread pools; what fails is logged, never swallowed."""

    def __init__(self, drain: Work) -> None:
        """`drain` is the sender's work; it runs in one thread of this process, and nowhere else."""
        self._drain = drain
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="kam")
        self._sender = ThreadPoolExecutor(1, thread_name_prefix="kam-send")
        self._lock = Lock()
        self._next: Future[None] | None = None

    def submit(self, work: Work) -> None:
        """Run `work` soon."""
        self._pool.submit(attempt, "later", work)

    def wake(self) -> None:
        """Have the sender run once more, unless a run that has not begun is waiting."""
        with self._lock:
            if self._next is None or self._next.running() or self._next.done():
                self._next = self._sender.submit(attempt, "send", self._drain)

    def close(self) -> None:
        """Finish what was asked for."""
        self._pool.shutdown(wait=True)
        self._sender.shutdown(wait=True)
