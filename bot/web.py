"""The HTTP side: Slack's endpoint behind a signature guard, and nothing else."""

import asyncio
import re
import time
from collections.abc import Callable, Mapping
from urllib.parse import parse_qs

from slack_bolt import BoltRequest
from slack_bolt.adapter.starlette.handler import to_starlette_response
from slack_sdk.signature import Clock as SlackClock
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.app import Kam
from bot.metrics import Metrics
from handlers.failures import MISSHAPEN
from storage import patience

LARGEST_BODY = 1024 * 1024
BODY_WITHIN = 5.0
"""Seconds in which a body must be there: Slack itself waits no longer than three."""

GOOD_FOR = 300
"""Seconds that a timestamp may be off, as Slack recommends."""

SSL_CHECK = 500
"""Bytes of the longest form by which Slack looks at the certificate: a flag and a token."""

FORM = "application/x-www-form-urlencoded"

NO_MORE = {"Connection": "close"}
"""Who was refused sends nothing more on this connection."""

TIMESTAMP = re.compile(r"[0-9]{1,12}")
SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")
LONGEST_NUMBER = 12
"""Digits of a length that are looked at."""


class Guard:
    """Lets in what Slack signed. A request that it did not sign is never read further."""

    def __init__(
        self, secret: str, seconds: Callable[[], float] = time.time, before: str = ""
    ) -> None:
        """`secret`: the app's signing secret; raises ValueError for an empty one.

        `before`: the one before, which still counts while the secret is being changed.
        """
        if not secret:
            raise ValueError("with an empty secret, anybody could sign")
        self.seconds = seconds
        secrets = [secret, before] if before else [secret]
        self._verifiers = [SignatureVerifier(each, clock=_Clock(seconds)) for each in secrets]

    def may_go_on(self, headers: Mapping[str, str]) -> bool:
        """Whether the headers are worth reading a body for: well formed, fresh, not too long."""
        timestamp, signature = _signed(headers)
        if not (TIMESTAMP.fullmatch(timestamp) and SIGNATURE.fullmatch(signature)):
            return False
        length = headers.get("content-length", "0")
        is_short = length.isdecimal() and int(length[:LONGEST_NUMBER]) <= LARGEST_BODY
        return is_short and abs(self.seconds() - int(timestamp)) <= GOOD_FOR

    def admits(self, headers: Mapping[str, str], body: bytes) -> bool:
        """Whether the signature is Slack's and fresh; malformed headers are simply wrong."""
        if not self.may_go_on(headers):
            return False
        timestamp, signature = _signed(headers)
        try:
            return any(each.is_valid(body, timestamp, signature) for each in self._verifiers)
        except UnicodeDecodeError:
            return False


def _signed(headers: Mapping[str, str]) -> tuple[str, str]:
    return (
        headers.get("x-slack-request-timestamp", ""),
        headers.get("x-slack-signature", ""),
    )


class _Clock(SlackClock):
    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds

    def now(self) -> float:
        return self._seconds()


def application(kam: Kam, secret: str, before: str = "") -> Starlette:
    """The web application of one bot, which serves Slack and nobody else.

    `before` is the signing secret that is being replaced.
    """
    guard, metrics = Guard(secret, before=before), kam.metrics

    async def slack(request: Request) -> Response:
        with patience.answering():
            return await answer(request)

    async def answer(request: Request) -> Response:
        if not (guard.may_go_on(request.headers) or may_be_ssl_check(request.headers)):
            return _refused(metrics, "refused", 401)
        try:
            async with asyncio.timeout(BODY_WITHIN):
                body = await _body(request)
        except (TimeoutError, ClientDisconnect):
            return _refused(metrics, "late", 408)
        if is_ssl_check(request.headers, body or b""):
            return PlainTextResponse("")
        if body is None or not guard.admits(request.headers, body):
            return _refused(metrics, "refused", 401)
        return await _carried_out(kam, body, request.headers)

    return Starlette(routes=[Route("/slack/events", slack, methods=["POST"])])


def _refused(metrics: Metrics, outcome: str, status: int) -> Response:
    metrics.requests.labels(outcome).inc()
    return PlainTextResponse("", status, headers=NO_MORE)


async def _carried_out(kam: Kam, body: bytes, headers: Mapping[str, str]) -> Response:
    bolt_request = _read(body, headers)
    if bolt_request is None:
        return _refused(kam.metrics, "unreadable", 400)
    try:
        answer = await run_in_threadpool(kam.app.dispatch, bolt_request)
    except MISSHAPEN:  # in Bolt itself, before it finds a listener
        return _refused(kam.metrics, "unreadable", 400)
    kam.metrics.requests.labels("taken").inc()
    return to_starlette_response(answer)


def may_be_ssl_check(headers: Mapping[str, str]) -> bool:
    """Whether it is a form as short as the one by which Slack looks at the certificate.

    Such a request need not be signed, and nothing comes of it.
    """
    length = headers.get("content-length", "")
    is_short = length.isdecimal() and len(length) < LONGEST_NUMBER and int(length) <= SSL_CHECK
    return is_short and headers.get("content-type", "").startswith(FORM)


def is_ssl_check(headers: Mapping[str, str], body: bytes) -> bool:
    """Whether Slack only looks whether the certificate is in order."""
    return may_be_ssl_check(headers) and parse_qs(body.decode("ascii", "replace")).get(
        "ssl_check"
    ) == ["1"]


def _read(body: bytes, headers: Mapping[str, str]) -> BoltRequest | None:
    """A body as Bolt's request; None where it is nothing that Slack would send."""
    try:
        return BoltRequest(body=body.decode(), headers={**headers})
    except (*MISSHAPEN, RecursionError):
        return None


async def _body(request: Request) -> bytes | None:
    """The body, or None where it is larger than anything Slack sends."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            return None
    return bytes(body)
