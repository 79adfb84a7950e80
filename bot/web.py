"""The HTTP side: Slack's endpoint behind a signature guard, health and metrics."""

import re
import time
from collections.abc import Callable, Mapping

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    generate_latest,
)
from slack_bolt import BoltRequest
from slack_bolt.adapter.starlette.handler import to_starlette_response
from slack_sdk.signature import Clock as SlackClock
from slack_sdk.signature import SignatureVerifier
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.app import Kam
from domain.notice import State
from storage import migrate

LARGEST_BODY = 1024 * 1024
TIMESTAMP = re.compile(r"[0-9]{1,12}")
SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")


class Guard:
    """Lets in what Slack signed. A request that it did not sign is never read further."""

    def __init__(self, secret: str, seconds: Callable[[], float] = time.time) -> None:
        """`secret`: the app's signing secret; raises ValueError for an empty one."""
        if not secret:
            raise ValueError("with an empty secret, anybody could sign")
        self.seconds = seconds
        self._verifier = SignatureVerifier(secret, clock=_Clock(seconds))

    def admits(self, headers: Mapping[str, str], body: bytes) -> bool:
        """Whether the signature is Slack's and fresh; malformed headers are simply wrong."""
        timestamp = headers.get("x-slack-request-timestamp", "")
        signature = headers.get("x-slack-signature", "")
        if not (TIMESTAMP.fullmatch(timestamp) and SIGNATURE.fullmatch(signature)):
            return False
        try:
            return self._verifier.is_valid(body, timestamp, signature)
        except UnicodeDecodeError:
            return False


class _Clock(SlackClock):
    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds

    def now(self) -> float:
        return self._seconds()


class Metrics:
    """What there is to watch, for Prometheus."""

    def __init__(self, kam: Kam) -> None:
        """A registry of its own: two apps in one process do not collide."""
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "kam_requests", "Requests from Slack by outcome", ["outcome"], registry=self.registry
        )
        self.notices = Gauge("kam_notices", "Notices by state", ["state"], registry=self.registry)
        self._everywhere = kam.queues

    def text(self) -> bytes:
        """The present figures."""
        counts = self._everywhere.count_notices()
        for state in State:
            self.notices.labels(state.value).set(counts.get(state, 0))
        return generate_latest(self.registry)


def application(kam: Kam, secret: str) -> Starlette:
    """The web application of one bot."""
    guard, metrics = Guard(secret), Metrics(kam)

    async def slack(request: Request) -> Response:
        body = await _body(request)
        if body is None or not guard.admits(request.headers, body):
            metrics.requests.labels("refused").inc()
            return PlainTextResponse("", 401)
        try:
            bolt_request = BoltRequest(body=body.decode(), headers=dict(request.headers))
        except ValueError:
            metrics.requests.labels("unreadable").inc()
            return PlainTextResponse("", 400)
        metrics.requests.labels("taken").inc()
        return to_starlette_response(await run_in_threadpool(kam.app.dispatch, bolt_request))

    def live(_request: Request) -> Response:
        return PlainTextResponse("alive")

    def ready(_request: Request) -> Response:
        return _readiness(kam)

    def figures(_request: Request) -> Response:
        return Response(metrics.text(), media_type=CONTENT_TYPE_LATEST)

    return Starlette(
        routes=[
            Route("/slack/events", slack, methods=["POST"]),
            Route("/live", live),
            Route("/ready", ready),
            Route("/metrics", figures),
        ]
    )


async def _body(request: Request) -> bytes | None:
    """The body, or None where it is larger than anything Slack sends."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            return None
    return bytes(body)


def _readiness(kam: Kam) -> Response:
    """Ready: the database answers and has the newest schema."""
    try:
        current = migrate.is_current(kam.engine)
    except SQLAlchemyError:
        return PlainTextResponse("the database does not answer", 503)
    if not current:
        return PlainTextResponse("the database is not migrated: kam migrate", 503)
    return PlainTextResponse("ready")
