"""The process that is killed: a composed bot whose clock plans and whose sender sends."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.synchronize import Event
from typing import NoReturn

from bot import logging
from bot.app import Kam, compose
from bot.background import Background, Watched, Work
from bot.settings import Settings
from bot.slack import SLACK_PATIENCE
from bot.workers import Workers
from handlers.outbox.sender import Sender
from scheduler.jobs import attempt
from tests.slack.fake.people import TOKEN

REST = 0.05
"""Seconds between two passes."""


@dataclass(frozen=True)
class FastClock:
    """A clock that all processes of a run share, and on which a minute passes in a second.

    `begun` is when the machine's own clock (Unix seconds) was where this one shows `start`.
    """

    start: datetime
    begun: float
    speed: float

    def __call__(self) -> datetime:
        """Now, in UTC."""
        passed = (time.time() - self.begun) * self.speed
        return (self.start + timedelta(seconds=passed)).astimezone(UTC)

    def seconds(self) -> float:
        """Seconds on this clock, for what is only measured."""
        return time.monotonic() * self.speed


class Nobody(Background):
    """The background of a bot that nobody talks to."""

    def __init__(self, sender: Sender, workers: int, watched: Watched) -> None:
        """The tick wakes its workers."""
        self.workers = Workers(sender, workers, longest_rest=REST)
        self.workers.stay_for_a_moment()
        self.drain = watched(self.workers.watch)

    def finish_sending(self) -> None:
        """Nobody asks for it."""

    stop_sending = finish_sending

    def submit(self, work: Work) -> None:
        """There is nothing to do for later."""

    def wake(self) -> None:
        """Send what is due, here and now."""
        self.drain()

    def close(self) -> None:
        """Nothing was begun."""


def live(database_url: str, api_url: str, clock: FastClock, ready: Event) -> NoReturn:
    """Plan and send, pass after pass, until killed."""
    logging.set_up("CRITICAL")
    kam = composed(database_url, api_url, clock)
    passes = [job for job in kam.runner.jobs if job.name in {"plan", "wake"}]
    ready.set()
    while True:
        for job in passes:
            attempt(job.name, job.work)  # a database that is busy for once ends no process
        time.sleep(REST)


def composed(database_url: str, api_url: str, clock: FastClock) -> Kam:
    """The bot as it runs for a team, but for its clock."""
    settings = Settings(
        slack_bot_token=TOKEN,
        slack_api_url=api_url,
        database_url=database_url,
    )
    kam = compose(settings, clock, Nobody, clock.seconds)
    kam.sender.client.timeout = int(SLACK_PATIENCE * clock.speed)
    return kam
