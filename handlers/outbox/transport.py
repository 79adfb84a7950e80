"""HTTP with a deadline for the whole of a call: the standard library's counts each read anew."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from socket import socket
from ssl import SSLContext
from typing import Any, cast
from urllib.request import HTTPHandler, HTTPSHandler, ProxyHandler, Request, build_opener

LEAST = 0.001
"""Seconds: a socket with none at all would not wait, instead of not waiting longer."""


class TooLate(Exception):
    """The request did not leave: what it was about may be somebody else's by now."""


@dataclass(frozen=True)
class Patience:
    """By when a request must leave and its answer be there, on a steady clock."""

    seconds: Callable[[], float]
    answered_by: float
    leave_by: float

    def must_leave(self) -> None:
        """Raises TooLate."""
        if self.seconds() > self.leave_by:
            raise TooLate

    def left(self) -> float:
        """The seconds that are left; raises TimeoutError where there are none."""
        rest = self.answered_by - self.seconds()
        if rest <= 0:
            raise TimeoutError("no answer in time")
        return max(rest, LEAST)


def opened(
    request: Request, patience: Patience, context: SSLContext | None, proxy: str | None
) -> HTTPResponse:
    """The answer to a request; raises what urllib raises, and TooLate."""
    handlers = [_Handler(patience), _SecureHandler(patience, context)]
    through = [ProxyHandler({"http": proxy, "https": proxy})] if proxy else []
    opener = build_opener(*handlers, *through)
    return cast(HTTPResponse, opener.open(request, timeout=patience.left()))


class _Handler(HTTPHandler):
    def __init__(self, patience: Patience) -> None:
        super().__init__()
        self.patience = patience

    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(partial(_Connection, patience=self.patience), req)


class _SecureHandler(HTTPSHandler):
    def __init__(self, patience: Patience, context: SSLContext | None) -> None:
        super().__init__(context=context)
        self.patience, self.context = patience, context

    def https_open(self, req: Request) -> HTTPResponse:
        made = partial(_SecureConnection, patience=self.patience)
        return self.do_open(made, req, context=self.context)


class _Timed(HTTPConnection):
    """A connection that looks at the clock before each step."""

    def __init__(self, host: str, *, patience: Patience, **options: Any) -> None:  # noqa: ANN401
        super().__init__(host, **options)
        self.patience = patience
        self.response_class = partial(_Response, patience=patience)  # type: ignore[assignment]

    def connect(self) -> None:
        self.timeout = self.patience.left()
        super().connect()

    def send(self, data: Any) -> None:  # noqa: ANN401 - bytes, or what gives them
        if self.sock is None:
            self.connect()
        self.patience.must_leave()
        self.sock.settimeout(self.patience.left())
        super().send(data)


class _Connection(_Timed):
    pass


class _SecureConnection(_Timed, HTTPSConnection):
    pass


class _Response(HTTPResponse):
    def __init__(self, sock: socket, *rest: Any, patience: Patience, **options: Any) -> None:  # noqa: ANN401
        super().__init__(sock, *rest, **options)
        self.fp = io.BufferedReader(_TimedReader(sock, self.fp.detach(), patience))


class _TimedReader(io.RawIOBase):
    """Reads from a socket, never longer than there is time."""

    def __init__(self, sock: socket, raw: io.RawIOBase, patience: Patience) -> None:
        super().__init__()
        self._sock, self._raw, self._patience = sock, raw, patience

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:  # noqa: ANN401 - a buffer
        self._sock.settimeout(self._patience.left())
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()
