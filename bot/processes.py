"""The processes: everything in one, or web and worker apart. SIGTERM ends each in order."""

import signal
import time
from collections.abc import Callable
from contextlib import nullcontext, suppress
from dataclasses import dataclass

import structlog
from slack_bolt.adapter.socket_mode import SocketModeHandler

from bot import health, http, web
from bot.app import Kam
from bot.clock import real
from bot.health import Health
from bot.settings import Settings
from bot.start import explaining

log = structlog.get_logger()

LOOK_EVERY = 0.2
"""Seconds between two looks at whether we are to stop."""

ENDING = 8.0
"""Seconds from being asked to end until the end, which must come within 10."""

ANSWERED = 3.0
"""Seconds of them for what is being answered: Slack waits no longer either."""

SCHEMA_EVERY = 5.0
"""Seconds between two looks at whether somebody has migrated the database."""


WORKER_WATCH_PORT = 9464
"""Where a worker serves its health unless KAM_WATCH_PORT says otherwise; `run` does not."""


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
    stop: Stop | None = None,
) -> None:
    """Socket Mode, scheduler and sender, until `stop`: by default SIGTERM or Ctrl-C."""
    stop = stop or Stop()
    token = settings.slack_app_token.get_secret_value()
    socket = SocketMode(kam.app, token, settings.slack_api_url)
    with explaining():
        socket.connect()
    kam.runner.start(real())
    stop.wait(socket.connected.is_set)
    ready()
    log.info("kam.running", workspace=kam.installation.team_id)
    stop.wait()
    ends = monotonic() + ENDING
    socket.close(ANSWERED)
    kam.close(ends - monotonic())
    log.info("kam.stopped")


def work(kam: Kam) -> None:
    """Scheduler and sender only, until SIGTERM or Ctrl-C."""
    stop = Stop()
    wait_for_schema(kam, stop)
    kam.runner.start(real())
    log.info("kam.working", workspace=kam.installation.team_id)
    stop.wait()
    kam.close(ENDING)
    log.info("kam.stopped")


def wait_for_schema(kam: Kam, stop: Stop) -> None:
    """Say why nothing is done where the database is not ready, until it is."""
    said = ""
    while (missing := migrate.what_is_missing(kam.engine)) and not stop.is_asked:
        if missing != said:
            log.error("database.not_ready", reason=missing)
        said = missing
        stop.sleep(SCHEMA_EVERY)


def serve(kam: Kam, secret: str, port: int) -> None:
    """The HTTP endpoint, until SIGTERM or Ctrl-C; requests under way are finished.

    uvicorn raises the signal again once it is done: ours, set first, keeps it from killing us.
    """
    Stop()
    uvicorn.run(
        web.application(kam, secret),
        host="0.0.0.0",  # noqa: S104 - a container's port is reached from outside
        port=port,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=round(ANSWERED),
    )
    kam.close(ENDING - ANSWERED)
    log.info("kam.stopped")


def leave() -> None:
    """End the process now; a thread that hangs in a call of Slack's keeps nobody waiting.

    What such a thread was sending is known to the database as being sent, and looked up later.
    """
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)
