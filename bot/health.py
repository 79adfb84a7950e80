"""Whether a process is alive and ready, with the reason in words; and its figures.

Every process serves it on an address of its own, which only those who look after it can reach.
"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

import structlog
from prometheus_client import CONTENT_TYPE_LATEST
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.app import Kam
from storage import migrate
from storage.migrate import SchemaState

log = structlog.get_logger()

LATE_TICK = 180
"""Seconds after which a clock that has not ticked is out of order: it ticks every 30."""

SILENT_SOCKET = 90
"""Seconds after which a socket without a sign of life is out of order: Slack pings every 10."""

SCHEMA_REASONS = {
    SchemaState.EMPTY: "the database is empty: kam migrate",
    SchemaState.BEHIND: "the database is not migrated: kam migrate",
    SchemaState.TOO_NEW: "the database was migrated by a newer version: start that one",
}


class SocketSigns(Protocol):
    """The visible signs of a connection by Socket Mode."""

    @property
    def is_connected(self) -> bool: ...

    @property
    def silence(self) -> float | None:
        """Seconds since Slack last gave a sign of life; None before the first."""
        ...


@dataclass
class Health:
    """The state of one process; `ticks`: whether it runs the clock.

    `signs` reads the connection by Socket Mode, where there is one.
    """

    kam: Kam
    ticks: bool = False
    signs: SocketSigns | None = None

    def reasons(self) -> list[str]:
        """Why the process is not ready, in words; nothing where it is."""
        looks = (self._database, self._token, self._tick, self._socket)
        return [reason for look in looks for reason in look()]

    def _database(self) -> Iterator[str]:
        try:
            state = migrate.state(self.kam.engine)
        except SQLAlchemyError:
            yield "the database does not answer"
        else:
            if not state.is_usable:
                yield SCHEMA_REASONS[state]

    def _token(self) -> Iterator[str]:
        access = self.kam.access
        if access.removed is not None:
            yield f"the app was removed from Slack ({access.removed}); the data is kept"
        elif access.refused is not None:
            yield f"Slack refuses the token ({access.refused}): reinstall the app"

    def _tick(self) -> Iterator[str]:
        if not self.ticks:
            return
        age = self.kam.metrics.tick_age
        if age is None:
            yield "the clock has not ticked yet"
        elif age > LATE_TICK:
            yield f"the clock has not ticked for {age:.0f} s"

    def _socket(self) -> Iterator[str]:
        if self.signs is None:
            return
        silence = self.signs.silence
        if not self.signs.is_connected:
            yield "the socket to Slack is not connected"
        elif silence is not None and silence > SILENT_SOCKET:
            yield f"the socket to Slack has been silent for {silence:.0f} s"

    def figures(self) -> bytes:
        """The figures for Prometheus."""
        metrics = self.kam.metrics
        if self.signs is not None:
            metrics.up.labels("socket").set(self.signs.is_connected)
            if self.signs.silence is not None:
                metrics.ages.labels("socket").set(self.signs.silence)
        return metrics.text(self.kam.queues, self.kam.installation.team_id, self.kam.clock)


def watching(health: Health) -> Starlette:
    """`/live`, `/ready` and `/metrics` of a process."""

    def live(_request: Request) -> Response:
        return PlainTextResponse("alive\n")

    def ready(_request: Request) -> Response:
        reasons = health.reasons()
        said = "\n".join(reasons or ["ready"])
        return PlainTextResponse(f"{said}\n", 503 if reasons else 200)

    def metrics(_request: Request) -> Response:
        return Response(health.figures(), media_type=CONTENT_TYPE_LATEST)

    return Starlette(
        routes=[Route("/live", live), Route("/ready", ready), Route("/metrics", metrics)]
    )


@contextmanager
def served(health: Health, host: str, port: int | None) -> Iterator[None]:
    """Serve the health of a process as long as the block runs, unless `port` is None.

    A port that is taken is no reason not to work: it is said in the log.
    """
    if port is None:
        yield
    elif not _is_free(host, port):
        log.warning("health.not_served", port=port, reason="the port is taken")
        yield
    else:
        from bot import http  # noqa: PLC0415 - uvicorn, where it is wanted

        with http.beside(http.server(watching(health), host, port)):
            log.info("health.served", port=port)
            yield


def _is_free(host: str, port: int) -> bool:
    try:
        socket.create_server((host, port)).close()
    except OSError:
        return False
    return True
