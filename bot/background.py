"""The bot's own threads: for everything slow, after the ack."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import Protocol

from bot.workers import Workers
from handlers.outbox.sender import Sender
from scheduler.jobs import attempt

THREADS = 16

WAKING = 2
"""Threads that hand out what is due: one does, and one waits to look again."""

Work = Callable[[], object]
Watched = Callable[[Work], Work]
"""Makes of the sender's work what is measured, and is not done once the app is removed."""


class Background(Protocol):
    """Where slow work goes."""

    def submit(self, work: Work) -> None:
        """Run `work` soon, on a thread of the bot's own."""

    def wake(self) -> None:
        """Have what is due sent, soon; asking twice before that begins is asking once."""

    def finish_sending(self) -> None:
        """Wait until everything that is due now is sent."""

    def stop_sending(self) -> None:
        """Begin nothing more: what is not sent yet stays pending."""

    def close(self) -> None:
        """Finish what was asked for, but what is to be sent."""


class Threads(Background):
    """Thread pools; what fails is logged, never swallowed."""

    def __init__(self, sender: Sender, workers: int, watched: Watched) -> None:
        """`workers`: how many messages are on their way to Slack at once."""
        self._workers = Workers(sender, workers)
        self._drain = watched(self._workers.watch)
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="kam")
        self._sender = ThreadPoolExecutor(WAKING, thread_name_prefix="kam-send")
        self._lock = Lock()
        self._next: Future[None] | None = None

    def submit(self, work: Work) -> None:
        """Run `work` soon."""
        self._pool.submit(attempt, "later", work)

    def wake(self) -> None:
        """Have what is due sent, unless a run that has not begun is waiting."""
        with self._lock:
            if self._next is None or self._next.running() or self._next.done():
                self._next = self._sender.submit(attempt, "send", self._drain)

    def finish_sending(self) -> None:
        """Wait until everything that is due now, or will be in a moment, is sent."""
        self._workers.stay_for_a_moment()
        self.wake()
        self._sender.shutdown(wait=True)

    def stop_sending(self) -> None:
        """Begin nothing more; what is on its way is waited for, for a while."""
        self._workers.stop()

    def close(self) -> None:
        """Finish what was asked for, but what is to be sent."""
        self._workers.stop()
        self._pool.shutdown(wait=True)
        self._sender.shutdown(wait=True)
