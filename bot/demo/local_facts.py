"""Facts about people and channels that the local Slack leaves out, added on their way to the bot.

It knows no language, guest, admin or shared channel, and what is not known about a person
counts against them. So the bot asks this Web API, which asks the local Slack and completes
what comes back; the bot itself needs no demo mode.
"""

import json
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

Json = dict[str, Any]

LOOPBACK = "127.0.0.1"
_PATIENCE = 10.0  # seconds for an answer of the local Slack
_FORWARDED = ("Authorization", "Content-Type")
_PEOPLE = ("user", "members")  # where users.info and users.list put people
_CHANNELS = ("channel", "channels")  # likewise conversations.info and its listings
_NOBODY_SPECIAL: Json = {
    "locale": "en-US",
    "is_owner": False,
    "is_restricted": False,
    "is_ultra_restricted": False,
}
_NOT_SHARED: Json = {
    "is_shared": False,
    "is_ext_shared": False,
    "is_pending_ext_shared": False,
}


@dataclass(frozen=True)
class LocalFacts:
    """Completes answers; `people` says what is particular about whom, by user id."""

    people: Mapping[str, Json]

    def completed(self, answer: Json) -> Json:
        """`answer` with every person and channel in it as Slack would describe them."""
        people = {key: _each(answer[key], self._person) for key in _PEOPLE if key in answer}
        channels = {key: _each(answer[key], _channel) for key in _CHANNELS if key in answer}
        return answer | people | channels

    def _person(self, person: Json) -> Json:
        return {**_NOBODY_SPECIAL, **person, **self.people.get(person["id"], {})}


def _channel(channel: Json) -> Json:
    return {**_NOT_SHARED, **channel}


def _each(value: object, complete: Callable[[Json], Json]) -> object:
    """`complete` for the objects in `value`; ids (as in conversations.members) stay ids."""
    if isinstance(value, list):
        return [_each(item, complete) for item in value]
    return complete(value) if isinstance(value, dict) else value


class CompletedApi(ThreadingHTTPServer):
    """The Web API at `url`, on the loopback interface only, while its `with` block runs."""

    daemon_threads = True

    def __init__(self, port: int, facts: LocalFacts) -> None:
        super().__init__((LOOPBACK, 0), _Request)
        self.local_slack_port = port
        self.facts = facts
        self.url = f"http://{LOOPBACK}:{self.server_port}/api/"
        self._thread = threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self._thread.join()
        self.server_close()

    def ask(self, request: "_Request", body: bytes) -> tuple[int, bytes]:
        """The status and completed answer of the local Slack."""
        connection = HTTPConnection(LOOPBACK, self.local_slack_port, timeout=_PATIENCE)
        headers = {name: request.headers[name] for name in _FORWARDED if name in request.headers}
        try:
            connection.request(request.command, request.path, body, headers)
            response = connection.getresponse()
            return response.status, self._completed(response.read())
        finally:
            connection.close()

    def _completed(self, body: bytes) -> bytes:
        with suppress(ValueError):
            return json.dumps(self.facts.completed(json.loads(body))).encode()
        return body


class _Request(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: CompletedApi

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            status, answer = self.server.ask(self, body)
        except OSError:  # the local Slack is going down: so does this
            status, answer = 503, b'{"ok": false, "error": "service_unavailable"}'
        self._answer(status, answer)

    def log_request(self, *_: object) -> None:
        """Say nothing: the local Slack keeps the log."""

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
