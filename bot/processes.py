"""The processes: everything in one, or web and worker apart. SIGTERM ends each within 10 s."""

import logging
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from time import monotonic

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot import health
from bot.app import Kam
from bot.clock import real
from bot.health import Health
from bot.settings import Settings
from bot.socket_mode import SocketMode
from bot.start import explaining
from storage import migrate

log = structlog.get_logger()

LOOK_EVERY = 0.2
"""Seconds between two looks at whether we are to stop."""

QUICK = 0.02
"""Seconds between two looks where something else is waited for as well."""

ENDING = 8.0
"""Seconds from being asked to end until the end, which must come within 10."""

ANSWERED = 3.0
"""Seconds of them for what is being answered: Slack waits no longer either."""

SCHEMA_EVERY = 5.0
"""Seconds between two looks at whether somebody has migrated the database."""

WORKER_WATCH_PORT = 9464
"""Where a worker serves its health unless KAM_WATCH_PORT says otherwise; `run` does not."""


def never() -> bool:
    """It is not so."""
    return False


class StopSignal:
    """Waits for SIGTERM, Ctrl-C and `others`, from when it is made.

    It looks at a flag, because a threading.Event hangs where a signal comes while its lock is
    held or just before it blocks.
    """

    def __init__(self, *others: signal.Signals) -> None:
        self._asked = False
        for name in (signal.SIGTERM, signal.SIGINT, *others):
            signal.signal(name, self._ask)

    @property
    def is_asked(self) -> bool:
        """Whether one of the signals has come."""
        return self._asked

    def wait(self, other: Callable[[], bool] = never) -> None:
        """Return once one of the signals has come, or `other` is so."""
        while not self._asked and not other():
            time.sleep(LOOK_EVERY if other is never else QUICK)

    def sleep(self, seconds: float) -> None:
        """Return after so long, or once one of the signals has come."""
        ends = monotonic() + seconds
        self.wait(lambda: monotonic() >= ends)

    def _ask(self, *_: object) -> None:
        self._asked = True


def run(
    kam: Kam,
    settings: Settings,
    ready: Callable[[], None] = lambda: None,
    stop: StopSignal | None = None,
) -> None:
    """Socket Mode, scheduler and sender, until `stop`: by default SIGTERM or Ctrl-C."""
    stop = stop or StopSignal()
    socket = SocketMode(kam.app, settings.slack_app_token, settings.slack_api_url)
    about = Health(kam, ticks=True, signs=socket)
    with health.served(about, settings.kam_watch_host, settings.kam_watch_port):
        with explaining():
            socket.connect()
        kam.runner.start(real())
        stop.wait(socket.has_connected)
        ready()
        log.info("kam.running", workspace=kam.installation.team_id)
        stop.wait()
        ends = monotonic() + ENDING
        socket.close(ANSWERED)
    kam.close(ends - monotonic())
    log.info("kam.stopped")


def work(kam: Kam, settings: Settings) -> None:
    """Scheduler and sender only, until SIGTERM or Ctrl-C."""
    stop = StopSignal()
    port = WORKER_WATCH_PORT if settings.kam_watch_port is None else settings.kam_watch_port
    with health.served(Health(kam, ticks=True), settings.kam_watch_host, port):
        wait_for_schema(kam, stop)
        kam.runner.start(real())
        log.info("kam.working", workspace=kam.installation.team_id)
        stop.wait()
    kam.close(ENDING)
    log.info("kam.stopped")


def wait_for_schema(kam: Kam, stop: StopSignal) -> None:
    """Say why nothing is done while the database is not ready, and look again until it is."""
    said = None
    while not stop.is_asked and (reason := _why_not(kam)) is not None:
        if reason != said:
            log.error("database.not_ready", reason=reason)
        said = reason
        stop.sleep(SCHEMA_EVERY)


def _why_not(kam: Kam) -> str | None:
    try:
        found = migrate.state(kam.engine)
    except SQLAlchemyError:
        return "the database does not answer"
    return None if found.is_usable else health.SCHEMA_REASONS[found]


def serve(
    kam: Kam, secret: str, port: int, watch: tuple[str, int] | None = None, before: str = ""
) -> None:
    """The HTTP endpoint, until SIGTERM or Ctrl-C; requests under way are finished.

    `before` is the signing secret that is being replaced; `watch` the address of health and
    figures; None: there are none. uvicorn raises the signal again once it is done: ours, set
    first, keeps it from killing us.
    """
    from bot import http, web  # noqa: PLC0415 - uvicorn is of no use to the other processes

    StopSignal()
    kam.keeper.start(real())  # who may read what must not grow old where no worker runs
    main = http.server(
        web.application(kam, secret, before),
        "0.0.0.0",  # noqa: S104 - a container's port is reached from outside
        port,
    )
    with health.served(Health(kam), *watch) if watch else nullcontext():
        main.run()
    kam.close(ENDING - ANSWERED)
    log.info("kam.stopped")


def leave() -> None:
    """End the process now: a thread that hangs in a call of Slack's keeps nobody waiting.

    What such a thread was sending the database knows as being sent, and it is looked up later.
    """
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)
