"""The workers of a process: what hangs keeps nobody waiting, and they end when they are told to."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Event, Thread
from typing import cast

import pytest
from sqlalchemy import select

from bot.workers import Workers
from domain.notice import Notice, State
from handlers.outbox.sender import Delivery, Sender
from tests.slack import payloads
from tests.slack.fake.failures import Failure
from tests.slack.office import ACME, BEN, GLOBEX, Office, open_for

NOW = datetime(2026, 4, 28, 9, tzinfo=UTC)
POST, INFO = "chat.postMessage", "conversations.info"
PATIENCE = 20.0
"""Seconds after which a condition has failed, however busy the machine is."""


class Idle:
    """A sender with nothing to send."""

    def claim(self, _count: int, _busy: set[str]) -> list[object]:
        return []

    def list_channels(self, _claimed: object) -> None:
        pass

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


# -------------------------------------------------------------------------- with a Slack that hangs


def owe(office: Office, channel: str, *texts: str) -> None:
    """Lights that are logged, and not announced yet."""
    for text in texts:
        said = payloads.slash_command(
            f"light red {text}", by=BEN, channel=channel, slack=office.slack
        )
        office.deliver(said, settle=False)
    background = office.kam.background
    background.waiting.clear()  # type: ignore[attr-defined] # the office's own


def hang(office: Office, method: str, channel: str) -> Failure:
    found = office.slack.fail(method, kind="hang", match={"channel": channel})
    assert isinstance(found, Failure)
    return found


@contextmanager
def watching(office: Office, count: int) -> Iterator[Workers]:
    """Workers at their work; in the end what hangs is answered."""
    workers = Workers(office.kam.sender, count)
    thread = Thread(target=workers.watch, daemon=True)
    thread.start()
    try:
        yield workers
    finally:
        office.slack.release()
        workers.stop()
        thread.join(PATIENCE)
        assert not thread.is_alive()


def until(condition: Callable[[], bool]) -> bool:
    """Wait for it."""
    tick = Event()
    return any(condition() or tick.wait(0.01) for _ in range(int(PATIENCE / 0.01)))


def states(office: Office, channel: str) -> list[State]:
    with open_for(office) as uow:
        kept: Sequence[Notice] = uow.session.scalars(select(Notice).order_by(Notice.id)).all()  # type: ignore[arg-type]
        return [each.state for each in kept if each.to == channel and each.subject]


def claimable(office: Office) -> list[str]:
    """The channels of what another process may take at this very moment."""
    queues, team = office.kam.queues, office.kam.installation.team_id
    return sorted(each.to for each in queues.claim(team, office.clock(), 99))


def test_a_call_that_hangs_delays_its_own_channel_only(globex: Office) -> None:
    stuck = hang(globex, POST, ACME)
    owe(globex, ACME, "one", "two")
    owe(globex, GLOBEX, "three", "four", "five")

    with watching(globex, count=2):
        assert stuck.wait_until_reached(PATIENCE)
        assert until(lambda: states(globex, GLOBEX) == [State.SENT] * 3)
        assert states(globex, ACME) == [State.SENDING, State.PLANNED]
        globex.slack.release()
        assert until(lambda: states(globex, ACME) == [State.SENT] * 2)


def test_a_worker_that_hangs_is_stood_in_for(
    globex: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.workers.SLOW", 0.0)
    stuck = hang(globex, POST, ACME)
    owe(globex, ACME, "one")
    owe(globex, GLOBEX, "two")

    with watching(globex, count=1):
        assert stuck.wait_until_reached(PATIENCE)
        assert until(lambda: states(globex, GLOBEX) == [State.SENT])


# ------------------------------------------------------------------------------------- to the end


def test_what_waits_when_the_process_stops_stays_owed(globex: Office) -> None:
    stuck = hang(globex, POST, ACME)
    owe(globex, ACME, *(f"number {n}" for n in range(20)))

    with watching(globex, count=8) as workers:
        assert stuck.wait_until_reached(PATIENCE)
        workers.stop(within=0)
    assert len(globex.slack.calls(POST)) == 1
    assert states(globex, ACME)[1:] == [State.PLANNED] * 19


def test_a_claim_whose_message_has_not_left_is_released_at_once(globex: Office) -> None:
    globex.clock.forward(minutes=5)  # what is known of a channel is old
    stuck = hang(globex, INFO, ACME)
    owe(globex, ACME, "one")

    with watching(globex, count=2) as workers:
        assert stuck.wait_until_reached(PATIENCE)
        workers.stop(within=0)
        assert claimable(globex) == [ACME]
    assert globex.slack.calls(POST) == []


def test_a_message_that_is_leaving_is_not_released(globex: Office) -> None:
    stuck = hang(globex, POST, ACME)
    owe(globex, ACME, "one", "two")

    with watching(globex, count=2) as workers:
        assert stuck.wait_until_reached(PATIENCE)
        workers.stop(within=0)
        assert claimable(globex) == []
        assert states(globex, ACME) == [State.SENDING, State.PLANNED]


@dataclass
class Interrupted:
    """A sender in whose midst the process is told to stop."""

    sender: Sender
    workers: Workers | None = None

    def __getattr__(self, name: str) -> object:
        return getattr(self.sender, name)

    def list_channels(self, claimed: Sequence[Delivery]) -> None:
        assert claimed
        assert self.workers is not None
        self.workers.stop(within=0)


def test_a_claim_with_which_nothing_was_begun_is_released_at_once(globex: Office) -> None:
    owe(globex, ACME, "one")
    owe(globex, GLOBEX, "two")
    interrupted = Interrupted(globex.kam.sender)
    interrupted.workers = Workers(cast(Sender, interrupted), count=8)

    interrupted.workers.watch()

    assert claimable(globex) == [ACME, GLOBEX]
    assert globex.slack.calls(POST) == []
