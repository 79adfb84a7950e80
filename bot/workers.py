"""The workers of one process: several messages on their way at once, one a channel."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from threading import Event, Lock

from handlers.outbox.sender import Delivery, Sender
from scheduler.jobs import attempt

SLOW = 2.0
"""Seconds after which a delivery that hangs no longer counts among the workers."""

SPARE = 4
"""So many threads for each worker: one that hangs is stood in for."""

MOMENT = 2.0
"""Seconds within which something must be due to be waited for in a pass by the clock."""

WHILE = 30.0
"""Seconds within which something must be due to be waited for by who watches the outbox."""

LONGEST_REST = 1.0
"""Seconds between two looks while something is about to be due."""

FAREWELL = 8.0
"""Seconds in which what is on its way may end when the process stops."""


class Workers:
    """Takes what is due, notice by notice, and hands each to a thread of its own.

    One thread of the process decides at a time; who comes second makes it look again.
    """

    def __init__(self, sender: Sender, count: int, longest_rest: float = LONGEST_REST) -> None:
        """`count`: how many deliveries are under way at once, those not counted that hang."""
        self.sender, self.count, self.longest_rest = sender, count, longest_rest
        self._pool = ThreadPoolExecutor(count * SPARE, thread_name_prefix="kam-worker")
        self._under_way: dict[Future[None], tuple[Delivery, float]] = {}
        self._claimed: Sequence[Delivery] = ()
        self._deciding, self._lock = Lock(), Lock()
        self._look = Event()
        self._within = WHILE
        self._stopped = False

    def watch(self) -> None:
        """Send what is due, and stay for what will be due soon."""
        self._look.set()
        while self._is_wanted and self._deciding.acquire(blocking=False):
            try:
                self._send_all()
            finally:
                self._deciding.release()

    @property
    def _is_wanted(self) -> bool:
        """Whether somebody must look again; nobody must once the process stops."""
        return self._look.is_set() and not self._stopped

    def stay_for_a_moment(self) -> None:
        """Wait from now on only for what is due within a moment."""
        self._within = MOMENT
        self._look.set()

    def stop(self, within: float = FAREWELL) -> None:
        """Begin nothing more, and wait a while for what is leaving; the rest is let go at once."""
        with self._lock:
            self._stopped = True
            under_way = dict(self._under_way)
            mine = {id(each): each for each, _at in under_way.values()}
            mine |= {id(each): each for each in self._claimed}
        self._look.set()
        for delivery in mine.values():
            attempt("let go", partial(self.sender.let_go, delivery))
        wait(under_way, within)
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _send_all(self) -> None:
        while not self._stopped:
            self._look.clear()
            idle = self._idle()
            claimed = self.sender.claim(idle, self._busy_channels()) if idle else []
            self._claimed = claimed
            self.sender.list_channels(claimed)
            for delivery in claimed:
                self._begin(delivery)
            self._claimed = ()
            if not claimed and not self._rest(idle):
                return

    def _begin(self, delivery: Delivery) -> None:
        with self._lock:
            future = None if self._stopped else self._submit(delivery)
        if future is None:
            self.sender.let_go(delivery)
        else:
            future.add_done_callback(self._end)

    def _submit(self, delivery: Delivery) -> Future[None]:
        work = partial(self.sender.deliver, delivery)
        future = self._pool.submit(attempt, "deliver", work)
        self._under_way[future] = delivery, self.sender.seconds()
        return future

    def _end(self, future: Future[None]) -> None:
        with self._lock:
            del self._under_way[future]
        self._look.set()

    def _idle(self) -> int:
        """How many more deliveries may begin."""
        now = self.sender.seconds()
        with self._lock:
            begun = [at for _delivery, at in self._under_way.values()]
        quick = sum(now - at < SLOW for at in begun)
        return max(min(self.count - quick, self.count * SPARE - len(begun)), 0)

    def _busy_channels(self) -> set[str]:
        with self._lock:
            return {delivery.channel for delivery, _at in self._under_way.values()}

    def _rest(self, idle: int) -> bool:
        """Wait until there is something to do; False where there will be nothing soon."""
        if self._under_way:
            self._look.wait(self.longest_rest if idle else self.longest_rest / 4)
            return True
        due = self.sender.next_due()
        if due is None:
            return self._look.is_set()
        rest = (due - self.sender.clock()).total_seconds()
        if rest > self._within:
            return self._look.is_set()
        self._look.wait(min(max(rest, 0.0), self.longest_rest))
        return True
