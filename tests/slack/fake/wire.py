"""HTTP/1.1 with keep-alive on a thread per connection; each reply is one write."""

import contextlib
import json
import socket
import socketserver
import sys
import threading
from collections.abc import Callable
from email.utils import formatdate
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import Any, cast
from urllib.parse import parse_qsl, urlsplit

from tests.slack.fake.api import Api, Reply

Json = dict[str, Any]
Control = Callable[[str, Json], Json]

_FORM = "application/x-www-form-urlencoded"


class Wire(socketserver.ThreadingTCPServer):
    """The listening socket; `control` answers what is under /_control/."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    request_queue_size = 256

    def __init__(self, port: int, api: Api, control: Control) -> None:
        """Listen on 127.0.0.1; port 0 takes a free one."""
        super().__init__(("127.0.0.1", port), _Handler)
        self.api = api
        self.control = control
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        """The address without a slash at its end."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def track(self, connection: socket.socket) -> None:
        """Remember a connection, so that closing the server closes it too."""
        with self._lock:
            self._open.add(connection)

    def untrack(self, connection: socket.socket) -> None:
        """Forget a connection that has ended."""
        with self._lock:
            self._open.discard(connection)

    def drop_connections(self) -> None:
        """Close every connection, answered or not."""
        with self._lock:
            for connection in self._open:
                _hang_up(connection)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """A client that was killed is no error here; anything else is a defect of the fake."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


def _bytes(body: Json | str | bytes) -> bytes:
    return body if isinstance(body, bytes) else str(body).encode()


def _hang_up(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def setup(self) -> None:
        super().setup()
        self.wire.track(self.connection)

    def finish(self) -> None:
        self.wire.untrack(self.connection)
        super().finish()

    @property
    def wire(self) -> Wire:
        return cast("Wire", self.server)

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        # Half a request, from a client killed while sending, counts for nothing.
        self._send(self._route(body) if len(body) == length else None)

    do_GET = do_POST  # noqa: N815

    def _route(self, body: bytes) -> Reply | None:
        parts = urlsplit(self.path)
        room, _, rest = parts.path.strip("/").partition("/")
        if room == "upload":
            return self.wire.api.upload(rest, body)
        if room == "download":
            return self.wire.api.download(rest, self._token())
        args = dict(parse_qsl(parts.query)) | self._arguments(body)
        if room == "api":
            return self._absolute(self.wire.api.web(rest, args, self._token()))
        if room == "response":
            return self.wire.api.response_url(rest, args)
        if room == "_control":
            return Reply(self.wire.control(rest, args))
        return Reply("not found", 404)

    def _arguments(self, body: bytes) -> Json:
        kind = self.headers.get("Content-Type", _FORM).partition(";")[0].strip().lower()
        text = body.decode("utf-8")
        if kind == "application/json":
            return cast("Json", json.loads(text)) if text else {}
        return dict(parse_qsl(text, keep_blank_values=True))

    def _token(self) -> str:
        scheme, _, token = self.headers.get("Authorization", "").partition(" ")
        return token.strip() if scheme.lower() == "bearer" else ""

    def _absolute(self, reply: Reply | None) -> Reply | None:
        if reply is not None and isinstance(reply.body, dict) and "upload_path" in reply.body:
            reply.body["upload_url"] = self.wire.url + reply.body.pop("upload_path")
        if reply is not None and isinstance(reply.body, dict) and "download_path" in reply.body:
            home = self.wire.api.world.files_from or self.wire.url
            reply.body["file"]["url_private_download"] = home + reply.body.pop("download_path")
        return reply

    def _send(self, reply: Reply | None) -> None:
        if reply is None:
            self.close_connection = True
            _hang_up(self.connection)
            return
        kind, payload = "text/plain; charset=utf-8", _bytes(reply.body)
        if isinstance(reply.body, dict):
            kind, payload = "application/json; charset=utf-8", json.dumps(reply.body).encode()
        head = {"Content-Type": kind, "Content-Length": str(len(payload)), **reply.headers}
        head.setdefault("Date", formatdate(self.wire.api.world.clock(), usegmt=True))
        lines = [f"HTTP/1.1 {reply.status} {HTTPStatus(reply.status).phrase}"]
        lines += [f"{name}: {value}" for name, value in head.items()]
        with contextlib.suppress(OSError):
            self.wfile.write("\r\n".join([*lines, "", ""]).encode() + payload)

    def log_message(self, *_: object) -> None:
        """Say nothing: the log of calls is what tests read."""
