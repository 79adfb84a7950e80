"""The processes: everything in one, or web and worker apart. SIGTERM ends each in order."""

import signal
from collections.abc import Callable
from threading import Event

import structlog
import uvicorn
from slack_bolt.adapter.socket_mode import SocketModeHandler

from bot import web
from bot.app import Kam
from bot.clock import real
from bot.settings import Settings

log = structlog.get_logger()


def run(kam: Kam, settings: Settings, ready: Callable[[], None] = lambda: None) -> None:
    """Socket Mode, scheduler and sender, until SIGTERM or Ctrl-C."""
    stop = stop_event()
    socket = connect(kam, settings)
    kam.runner.start(real())
    ready()
    log.info("kam.running", workspace=kam.installation.team_id)
    stop.wait()
    socket.close()  # type: ignore[no-untyped-call]
    kam.close()
    log.info("kam.stopped")


def connect(kam: Kam, settings: Settings) -> SocketModeHandler:
    """Connect to Slack by Socket Mode."""
    handler = SocketModeHandler(kam.app, settings.slack_app_token.get_secret_value())
    handler.connect()  # type: ignore[no-untyped-call]
    return handler


def work(kam: Kam) -> None:
    """Scheduler and sender only, until SIGTERM or Ctrl-C."""
    stop = stop_event()
    kam.runner.start(real())
    log.info("kam.working", workspace=kam.installation.team_id)
    stop.wait()
    kam.close()


def serve(kam: Kam, settings: Settings) -> None:
    """The HTTP endpoint, until SIGTERM or Ctrl-C; requests under way are finished.

    uvicorn raises the signal again once it is done: ours, set first, keeps it from killing us.
    """
    stop_event()
    secret = settings.slack_signing_secret.get_secret_value()
    uvicorn.run(
        web.application(kam, secret),
        host="0.0.0.0",  # noqa: S104 - a container's port is reached from outside
        port=settings.port,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=10,
    )
    kam.close()


def stop_event() -> Event:
    """Set by SIGTERM and by Ctrl-C."""
    stop = Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    return stop
