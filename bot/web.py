"""The HTTP side: Slack's endpoint behind a signature guard, health and metrics."""

import re
import time
from collections.abc import Callable, Mapping

from slack_bolt import BoltRequest
from slack_bolt.adapter.starlette.handler import to_starlette_response
from slack_sdk.signature import Clock as SlackClock
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.app import Kam
from bot.health import Health

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


def application(kam: Kam, secret: str) -> Starlette:
    """The web application of one bot."""
    guard, metrics = Guard(secret), kam.metrics

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

    return Starlette(
        routes=[Route("/slack/events", slack, methods=["POST"]), *Health(kam).routes()]
    )


async def _body(request: Request) -> bytes | None:
    """The body, or None where it is larger than anything Slack sends."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            return None
    return bytes(body)
