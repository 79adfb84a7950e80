"""Connections that nobody waits for, against a real server on a real socket."""

import socket
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot import http

WHOLE = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Where a server listens that is even less patient, and takes two connections."""
    monkeypatch.setattr(http, "HEADERS_WITHIN", 1.0)
    monkeypatch.setattr(http, "MOST_CONNECTIONS", 2)

    def hello(_request: Request) -> PlainTextResponse:
        return PlainTextResponse("hello")

    server = http.server(Starlette(routes=[Route("/", hello)]), "127.0.0.1", 0)
    taken = server.config.bind_socket()
    server.config.bind_socket = lambda: taken  # type: ignore[method-assign]
    with http.beside(server):
        yield taken.getsockname()[1]


def connected(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=10)


def answer(connection: socket.socket) -> bytes:
    """What is answered, up to the last word of it."""
    heard = b""
    while not heard.endswith(b"hello"):
        heard += connection.recv(1_000) or b"hello"
    return heard


def is_closed(connection: socket.socket) -> bool:
    """Whether the other side has hung up; waits for what it does next."""
    try:
        return connection.recv(1_000) == b""
    except ConnectionResetError:
        return True


def test_a_whole_request_is_answered(port: int) -> None:
    with connected(port) as client:
        client.sendall(WHOLE)
        assert b"200 OK" in answer(client)


@pytest.mark.parametrize("begun", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: x\r\n"])
def test_a_head_that_does_not_come_is_given_up(port: int, begun: bytes) -> None:
    with connected(port) as client:
        client.sendall(begun)
        assert is_closed(client)


def test_a_second_head_on_a_connection_is_waited_for_no_longer(port: int) -> None:
    with connected(port) as client:
        client.sendall(WHOLE)
        assert b"200 OK" in answer(client)
        client.sendall(b"GET /")
        assert is_closed(client)


def test_one_connection_too_many_is_closed_at_once(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "HEADERS_WITHIN", 30)
    with connected(port), connected(port), connected(port) as third:
        assert is_closed(third)
