"""A client that keeps its connection and does next to nothing: what is measured is the server."""

import socket
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

END_OF_HEAD = b"\r\n\r\n"
OK = b"HTTP/1.1 200 "
LENGTH = b"content-length:"
PATIENCE = 10
"""Seconds after which an answer is not worth waiting for."""


class NotAnswered(Exception):
    """The server closed the connection or answered with something else than 200."""


class KeepAlive:
    """One connection to a server on this machine."""

    def __init__(self, address: str) -> None:
        """Connect to `address`, as in http://127.0.0.1:3000."""
        parts = urlsplit(address)
        self._socket = socket.create_connection((parts.hostname or "", parts.port or 0), PATIENCE)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def __enter__(self) -> Self:
        """Use the connection."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the connection."""
        self._socket.close()

    def ask(self, request: bytes) -> bytes:
        """The body of the answer to a whole request; raises NotAnswered."""
        self._socket.sendall(request)
        head, body = self._head()
        if not head.startswith(OK):
            raise NotAnswered(head.decode())
        missing = _length(head) - len(body)
        while missing > 0:
            more = self._more()
            body += more
            missing -= len(more)
        return body

    def _head(self) -> tuple[bytes, bytes]:
        received = self._more()
        while END_OF_HEAD not in received:
            received += self._more()
        head, _, body = received.partition(END_OF_HEAD)
        return head, body

    def _more(self) -> bytes:
        received = self._socket.recv(65_536)
        if not received:
            raise NotAnswered
        return received


def _length(head: bytes) -> int:
    line = next(line for line in head.lower().split(b"\r\n") if line.startswith(LENGTH))
    return int(line.removeprefix(LENGTH))


def post(body: str, headers: dict[str, str]) -> bytes:
    """A whole request to the bot's address, as it goes over the wire."""
    content = body.encode()
    lines = [
        "POST /slack/events HTTP/1.1",
        "Host: 127.0.0.1",
        f"Content-Length: {len(content)}",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join(lines).encode() + END_OF_HEAD + content
