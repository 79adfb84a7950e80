"""Socket Mode: the SDK's client, with a watchdog of our own, and an end that loses nothing.

The SDK looks at its connection every 10 s, believes a silent one for 40 s more, never looks at
one that died right after its handshake, and stops looking once a new connection failed.
"""

import json
import socket
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from contextlib import suppress
from threading import Event, Lock, Thread
from typing import Any

import structlog
from slack_bolt import App
from slack_bolt.adapter.socket_mode.internals import run_bolt_app, send_response
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.builtin.connection import Connection
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from handlers.outbox.slack_errors import UNANSWERED
from storage import patience
from storage.engine import ANSWERING

log = structlog.get_logger()

LOOK_EVERY = 1.0
PING_EVERY = 3.0
DEAF = 8.0
"""Seconds without a word from Slack, which answers pings, after which a connection is dropped."""

CONNECTING = 4
"""Seconds to wait for Slack's answer when we ask for a new connection."""

LONGEST_WAIT = 4.0
"""Seconds between two attempts to connect: with the rest at most 15 s deaf."""

REFUSED = frozenset(
    {"invalid_auth", "not_authed", "account_inactive", "token_revoked", "not_allowed_token_type"}
)
"""What Slack says of a token that will never do."""

LOST = (*UNANSWERED, SlackClientError, OSError)
"""How an attempt to reach Slack may end."""


class Client(SocketModeClient):
    """The SDK's client; every delivery begins at once, and its patience when it came."""

    def __init__(self, app_token: str, web_client: WebClient, handle: Callable[..., None]) -> None:
        """`handle` answers a delivery."""
        super().__init__(
            app_token=app_token,
            web_client=web_client,
            ping_interval=PING_EVERY,
            concurrency=ANSWERING,
        )
        self.current_app_monitor_started = True  # ours looks in its place
        self.socket_mode_request_listeners.append(handle)
        self.heard_at = time.monotonic()
        self.is_ending = self.is_asked_to_move = False
        self._under_way: set[Future[None]] = set()
        self._taking = Lock()

    def enqueue_message(self, message: str) -> None:
        """Take what came: to a thread that answers it, unless the end has begun."""
        self.heard_at = arrived = time.monotonic()
        found = json.loads(message) if message.startswith("{") else {}
        if found.get("type") == "disconnect":
            self.is_asked_to_move = True
            return
        with self._taking:  # so that the end knows of everything that has begun
            if self.is_ending:
                return
            begun = self.message_workers.submit(self._take, found, message, arrived)
            self._under_way.add(begun)
        begun.add_done_callback(self._under_way.discard)

    def finish(self, seconds: float) -> None:
        """Take nothing more; wait until what is under way is answered, no longer than this."""
        self.auto_reconnect_enabled = self.default_auto_reconnect_enabled = False
        with self._taking:
            self.is_ending = True
            under_way = list(self._under_way)
        wait(under_way, timeout=seconds)

    def hang_up(self) -> None:
        """Wake whoever reads from the connection: it is over."""
        session = self.current_session
        if session is not None and session.sock is not None:
            with suppress(OSError):
                session.sock.shutdown(socket.SHUT_RDWR)

    def _take(self, found: dict[str, Any], message: str, arrived: float) -> None:
        with patience.answering(arrived):
            self.run_message_listeners(found, message)


class SocketMode:
    """The bot's connection to Slack, kept up until it is closed."""

    def __init__(self, app: App, app_token: str, slack_url: str) -> None:
        """Connects nothing yet."""
        self.app = app
        asking = WebClient(base_url=slack_url, timeout=CONNECTING, retry_handlers=[])
        self.client = Client(app_token, asking, self._handle)
        self._connected = Event()
        self._ended = Event()
        self._watchdog = Thread(target=self._watch, name="kam-watchdog", daemon=True)

    def connect(self) -> None:
        """Connect, and stay connected; raises SlackApiError where Slack refuses the token."""
        try:
            self._connect()
        except SlackApiError as error:
            if error.response.get("error") in REFUSED:
                raise
            log.warning("slack.unreachable", reason=type(error).__name__)
        except LOST as error:
            log.warning("slack.unreachable", reason=type(error).__name__)
        self._watchdog.start()

    def has_connected(self) -> bool:
        """Whether there was a connection at all."""
        return self._connected.is_set()

    @property
    def is_connected(self) -> bool:
        """Whether there is a connection now."""
        return bool(self.client.is_connected())

    @property
    def silence(self) -> float | None:
        """Seconds since Slack last gave a sign of life; None before the first connection."""
        return time.monotonic() - self.client.heard_at if self.has_connected() else None

    def close(self, seconds: float) -> None:
        """Stop receiving, answer what is under way, close; no longer than so many seconds."""
        self._ended.set()
        self.client.finish(seconds)
        self.client.current_session_state.terminated = True
        self.client.current_session_runner.event.set()
        self.client.closed = True
        self.client.hang_up()
        if self._watchdog.is_alive():
            self._watchdog.join(1)
        closing = Thread(target=self._close, name="kam-closing", daemon=True)
        closing.start()
        closing.join(1)

    def _close(self) -> None:
        with suppress(*LOST):
            self.client.disconnect()

    def _connect(self) -> None:
        """A new connection; an old one that still works is kept until there is one."""
        if not self.client.is_asked_to_move:
            self.client.hang_up()
        self.client.connect_to_new_endpoint(force=True)
        if self.client.is_connected():
            self.client.is_asked_to_move = False
            self.client.heard_at = time.monotonic()
            self._connected.set()

    def _watch(self) -> None:
        """Look at the connection for as long as there is to be one."""
        dog = Watch(self.client)
        pause = LOOK_EVERY
        while not self._ended.wait(pause):
            if dog.is_well():
                pause = LOOK_EVERY
                continue
            log.warning("slack.connecting", seconds=round(dog.silence))
            with suppress(*LOST):
                self._connect()
            pause = LOOK_EVERY if self.client.is_connected() else min(LONGEST_WAIT, pause * 2)

    def _handle(self, client: BaseSocketModeClient, request: SocketModeRequest) -> None:
        begun = time.time()
        send_response(client, request, run_bolt_app(self.app, request), begun)


class Watch:
    """Tells whether somebody is at the other end: they answer our pings, or speak."""

    def __init__(self, client: Client) -> None:
        """Nothing was heard of this client yet."""
        self.client = client
        self.silence = 0.0
        self._session: Connection | None = None
        self._ponged: float | None = None
        self._pinged_at = 0.0

    def is_well(self) -> bool:
        """Whether the connection is there, and was heard of lately; pings it."""
        session, now = self.client.current_session, time.monotonic()
        if session is None or not session.is_active() or self.client.is_asked_to_move:
            return False
        if session is not self._session:
            self._session, self._ponged = session, session.last_ping_pong_time
        if session.last_ping_pong_time != self._ponged:
            self._ponged = session.last_ping_pong_time
            self.client.heard_at = now
        self.silence = now - self.client.heard_at
        return self.silence < DEAF and self._ping(session, now)

    def _ping(self, session: Connection, now: float) -> bool:
        if now - self._pinged_at < PING_EVERY:
            return True
        self._pinged_at = now
        try:
            session.ping(f"{session.session_id}:{time.time()}")
        except OSError:
            return False
        return True
