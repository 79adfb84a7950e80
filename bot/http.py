"""HTTP as it is served: how long one waits for whom, how many at once, and where health is."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

HEADERS_WITHIN = 5.0
"""Seconds in which the head of a request must be there."""

IDLE = 5
"""Seconds that a connection may stay open with nothing said on it."""

MOST_CONNECTIONS = 500
"""Connections at once; Slack needs a few."""

LAST_WORDS = 10
"""Seconds for requests under way, when the process is to end."""


class ImpatientProtocol(H11Protocol):
    """HTTP/1.1 that closes what says nothing, and what is one connection too many."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for a request, but not for long."""
        super().connection_made(transport)
        self.head: asyncio.TimerHandle | None = None
        if len(self.connections) > MOST_CONNECTIONS:
            transport.abort()
        else:
            self._wait_for_a_head()

    def data_received(self, data: bytes) -> None:
        """Read on; once the head of a request is there, the application says how long it waits."""
        super().data_received(data)
        if self._is_answering():
            self._wait_no_more()
        elif self.head is None:
            self._wait_for_a_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody is there any more."""
        self._wait_no_more()
        super().connection_lost(exc)

    def _is_answering(self) -> bool:
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is not None and not cycle.response_complete

    def _wait_for_a_head(self) -> None:
        self.head = self.loop.call_later(HEADERS_WITHIN, self._give_up)

    def _wait_no_more(self) -> None:
        if self.head is not None:
            self.head.cancel()
        self.head = None

    def _give_up(self) -> None:
        self.head = None
        if not self._is_answering():
            self.transport.abort()


def server(app: Starlette, host: str, port: int, **more: Any) -> uvicorn.Server:  # noqa: ANN401 - handed on to uvicorn
    """A server that is in no hurry to end, and in one with everybody who keeps it waiting."""
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        http=ImpatientProtocol,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=IDLE,
        timeout_graceful_shutdown=LAST_WORDS,
        **more,
    )
    return uvicorn.Server(config)


@contextmanager
def beside(other: uvicorn.Server) -> Iterator[None]:
    """Serve something else on a thread of its own, as long as the block runs.

    The address is taken before, so that a process which cannot have it ends with a word.
    """
    taken = other.config.bind_socket()
    taken.listen()  # who comes before the thread runs waits
    thread = threading.Thread(target=other.run, kwargs={"sockets": [taken]}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        other.should_exit = True
        thread.join()
