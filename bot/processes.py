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
    stop: StopSignal | None = None,
) -> None:
    """Socket Mode, scheduler and sender, until `stop`: by default SIGTERM or Ctrl-C."""
    stop = stop or StopSignal()
    with explaining():
        socket = connect(kam, settings)
    about = Health(kam, ticks=True, signs=SocketHealth(socket))
    with health.served(about, settings.kam_watch_host, settings.kam_watch_port):
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


@dataclass(frozen=True)
class SocketHealth:
    """What can be seen of a connection by Socket Mode."""

    handler: SocketModeHandler

    @property
    def is_connected(self) -> bool:
        """Whether the SDK has an open session."""
        return bool(self.handler.client.is_connected())

    @property
    def silence(self) -> float | None:
        """Seconds since Slack last pinged the session; None before the first time."""
        session = self.handler.client.current_session
        at = getattr(session, "last_ping_pong_time", None)
        return None if at is None else max(time.time() - at, 0)


def work(kam: Kam, settings: Settings) -> None:
    """Scheduler and sender only, until SIGTERM or Ctrl-C."""
    stop = StopSignal()
    port = WORKER_WATCH_PORT if settings.kam_watch_port is None else settings.kam_watch_port
    with health.served(Health(kam, ticks=True), settings.kam_watch_host, port):
        kam.runner.start(real())
        log.info("kam.working", workspace=kam.installation.team_id)
        stop.wait()
    kam.close()


def serve(
    kam: Kam, secret: str, port: int, watch: tuple[str, int] | None = None, before: str = ""
) -> None:
    """The HTTP endpoint, until SIGTERM or Ctrl-C; requests under way are finished.

    `before` is the signing secret that is being replaced; `watch` the address of health and
    figures; None: there are none. uvicorn raises the signal again once it is done: ours, set
    first, keeps it from killing us.
    """
    StopSignal()
    main = http.server(
        web.application(kam, secret, before),
        "0.0.0.0",  # noqa: S104 - a container's port is reached from outside
        port,
    )
    with health.served(Health(kam), *watch) if watch else nullcontext():
        main.run()
    kam.close()
