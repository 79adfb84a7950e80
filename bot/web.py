"""The HTTP side: Slack's endpoint behind a signature guard, and nothing else."""

import asyncio
import re
import time
from collections.abc import Callable, Mapping

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
from handlers.failures import MISSHAPEN

LARGEST_BODY = 1024 * 1024
BODY_WITHIN = 5.0
"""Seconds in which a body must be there: Slack itself waits no longer than three."""

GOOD_FOR = 300
"""Seconds that a timestamp may be off, as Slack recommends."""

NO_MORE = {"Connection": "close"}
"""Who was refused sends nothing more on this connection."""

TIMESTAMP = re.compile(r"[0-9]{1,12}")
SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")
LONGEST_NUMBER = 12
"""Digits of a length that are looked at."""


class Guard:
    """Lets in what Slack signed. A request that it did not sign is never read further."""

    def __init__(self, secret: str, seconds: Callable[[], float] = time.time) -> None:
        """`secret`: the app's signing secret; raises ValueError for an empty one."""
        if not secret:
            raise ValueError("with an empty secret, anybody could sign")
        self.seconds = seconds
        self._verifier = SignatureVerifier(secret, clock=_Clock(seconds))

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
            return self._verifier.is_valid(body, timestamp, signature)
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


def application(kam: Kam, secret: str) -> Starlette:
    """The web application of one bot, which serves Slack and nobody else."""
    guard, metrics = Guard(secret), kam.metrics

    def refused(outcome: str, status: int) -> Response:
        metrics.requests.labels(outcome).inc()
        return PlainTextResponse("", status, headers=NO_MORE)

    async def slack(request: Request) -> Response:
        if not guard.may_go_on(request.headers):
            return refused("refused", 401)
        try:
            async with asyncio.timeout(BODY_WITHIN):
                body = await _body(request)
        except (TimeoutError, ClientDisconnect):
            return refused("late", 408)
        if body is None or not guard.admits(request.headers, body):
            return refused("refused", 401)
        bolt_request = _read(body, request.headers)
        if bolt_request is None:
            return refused("unreadable", 400)
        try:
            answer = await run_in_threadpool(kam.app.dispatch, bolt_request)
        except MISSHAPEN:  # in Bolt itself, before it finds a listener
            return refused("unreadable", 400)
        metrics.requests.labels("taken").inc()
        return to_starlette_response(answer)

    return Starlette(routes=[Route("/slack/events", slack, methods=["POST"])])


def _read(body: bytes, headers: Mapping[str, str]) -> BoltRequest | None:
    """What Bolt makes of a body; None where it is nothing that Slack would send."""
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
