"""The processes: everything in one, or web and worker apart. SIGTERM ends each in order."""

import signal
import time
from collections.abc import Callable
from contextlib import nullcontext, suppress

import structlog
from slack_bolt.adapter.socket_mode import SocketModeHandler

from bot import http, web
from bot.app import Kam
from bot.clock import real
from bot.settings import Settings
from bot.start import explaining

log = structlog.get_logger()

LOOK_EVERY = 0.2
"""Seconds between two looks at whether we are to stop."""


class Stop:
    """Waits for SIGTERM, Ctrl-C and `others`, from when it is made.

    It looks at a flag, because a threading.Event hangs where a signal comes while its lock is
    held or just before it blocks.
    """

    def __init__(self, *others: signal.Signals) -> None:
        self._asked = False
        for name in (signal.SIGTERM, signal.SIGINT, *others):
            signal.signal(name, self._ask)

    def wait(self) -> None:
        """Return once one of the signals has come."""
        while not self._asked:
            time.sleep(LOOK_EVERY)

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
    with explaining():
        socket = connect(kam, settings)
    kam.runner.start(real())
    ready()
    log.info("kam.running", workspace=kam.installation.team_id)
    stop.wait()
    disconnect(socket)
    kam.close()
    log.info("kam.stopped")


def connect(kam: Kam, settings: Settings) -> SocketModeHandler:
    """Connect to Slack by Socket Mode."""
    handler = SocketModeHandler(kam.app, settings.slack_app_token.get_secret_value())
    handler.connect()  # type: ignore[no-untyped-call]
    return handler


def disconnect(handler: SocketModeHandler) -> None:
    """Leave Slack at once.

    The SDK's receiver looks up once it has heard something, or after 3 s: so we ask for a pong. An
    empty one would be too short for it, as it reads three bytes or more. It may also begin anew
    while the SDK closes the session under it, and then never end: so it is ended before.
    """
    client = handler.client
    client.auto_reconnect_enabled = False
    receiver = client.current_session_runner
    receiver.event.set()
    while receiver.is_alive():
        client.current_session_state.terminated = True
        if client.current_session is not None:
            with suppress(OSError):
                client.current_session.ping("farewell")
        receiver.thread.join(LOOK_EVERY)
    handler.close()  # type: ignore[no-untyped-call]


def work(kam: Kam) -> None:
    """Scheduler and sender only, until SIGTERM or Ctrl-C."""
    stop = Stop()
    kam.runner.start(real())
    log.info("kam.working", workspace=kam.installation.team_id)
    stop.wait()
    kam.close()


def serve(kam: Kam, secret: str, port: int, watch: tuple[str, int] | None = None) -> None:
    """The HTTP endpoint, until SIGTERM or Ctrl-C; requests under way are finished.

    `watch` is the address of health and figures; None: there are none. uvicorn raises the signal
    again once it is done: ours, set first, keeps it from killing us.
    """
    Stop()
    metrics = web.Metrics(kam)
    app = web.application(kam, secret, metrics)
    main = http.server(app, "0.0.0.0", port)  # noqa: S104 - a container's port is reached from outside
    with http.beside(http.server(web.watching(kam, metrics), *watch)) if watch else nullcontext():
        main.run()
    kam.close()
