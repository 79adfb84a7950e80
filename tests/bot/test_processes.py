"""How the processes wait for Slack and for the database, and how they end."""

import time
from dataclasses import replace
from threading import Event
from typing import cast

import pytest
from slack_sdk.errors import SlackApiError
from sqlalchemy import Engine, QueuePool

from bot import processes
from bot.app import compose
from bot.background import THREADS, WAKING, Background
from bot.processes import StopSignal, wait_for_schema
from bot.start import patiently
from storage import migrate
from storage.engine import ANSWERING
from tests.slack.office import AtOnce, Journal, Office


class Answer(dict[str, str]):
    """What Slack answered."""

    status_code = 200


def says(code: str) -> SlackApiError:
    return SlackApiError("no", Answer(error=code))  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("trouble", [OSError("no route"), TimeoutError(), says("internal_error")])
def test_a_slack_that_is_down_is_waited_for_longer_each_time(trouble: Exception) -> None:
    pauses: list[float] = []
    down = iter([trouble] * 7)

    def connect() -> str:
        for failure in down:
            raise failure
        return "connected"

    assert patiently(connect, pauses.append) == "connected"
    assert pauses == [1, 2, 4, 8, 16, 20, 20]


def test_a_token_that_slack_refuses_is_not_tried_again() -> None:
    def connect() -> str:
        raise says("invalid_auth")

    with pytest.raises(SlackApiError):
        patiently(connect, lambda _seconds: pytest.fail("it waits"))


def test_a_worker_says_that_the_schema_is_missing_and_waits_for_it(
    office: Office, unmigrated: Engine, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Patient(StopSignal):
        def sleep(self, seconds: float) -> None:
            assert seconds
            migrate.upgrade(unmigrated)

    monkeypatch.setattr(processes, "log", journal)
    wait_for_schema(replace(office.kam, engine=unmigrated), Patient())
    (said,) = journal.read()
    assert said["reason"] == "the database is empty: kam migrate"


@pytest.mark.parametrize("workers", [1, 8, 64])
def test_there_is_a_connection_for_every_thread(office: Office, workers: int) -> None:
    """For those that answer, the bot's own, the workers and those that wake them, each job."""
    kam = compose(replace(office.settings, kam_workers=workers), office.clock, AtOnce)
    pool = cast(QueuePool, kam.engine.pool)
    wanted = ANSWERING + THREADS + workers + WAKING + len(kam.runner.jobs)
    assert pool.size() + pool._max_overflow >= wanted  # noqa: SLF001 - it says so nowhere else
    kam.close()


def test_what_hangs_does_not_keep_a_process_from_ending(office: Office) -> None:
    hangs, begun = Event(), Event()

    class Hanging:
        def stop_sending(self) -> None:
            pass

        def close(self) -> None:
            begun.set()
            hangs.wait(20)

    kam = replace(office.open(), background=cast(Background, Hanging()))
    since = time.monotonic()
    kam.close(0.3)
    assert time.monotonic() - since < 5
    assert begun.wait(5)
    hangs.set()
