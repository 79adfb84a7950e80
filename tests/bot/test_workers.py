"""The workers of a process end when they are told to."""

from datetime import UTC, datetime
from threading import Thread
from typing import cast

from bot.workers import Workers
from handlers.outbox.sender import Sender

NOW = datetime(2026, 4, 28, 9, tzinfo=UTC)


class Idle:
    """A sender with nothing to send."""

    def claim(self, _count: int, _busy: set[str]) -> list[object]:
        return []

    def next_due(self) -> datetime:
        return NOW

    def clock(self) -> datetime:
        return NOW

    def seconds(self) -> float:
        return 0.0


def test_who_watches_the_outbox_ends_when_the_process_stops() -> None:
    workers = Workers(cast(Sender, Idle()), count=1)
    watching = Thread(target=workers.watch, daemon=True)
    watching.start()

    workers.stop(within=0)
    watching.join(10)

    assert not watching.is_alive()


def test_who_begins_to_watch_after_the_stop_ends_at_once() -> None:
    workers = Workers(cast(Sender, Idle()), count=1)
    workers.stop(within=0)
    watching = Thread(target=workers.watch, daemon=True)
    watching.start()
    watching.join(10)

    assert not watching.is_alive()
