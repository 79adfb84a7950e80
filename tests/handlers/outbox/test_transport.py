"""A call of Slack's has one deadline for the whole of it, however its answer comes."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from socket import create_server, socket
from threading import Semaphore, Thread

import pytest

from handlers.outbox.client import SlackClient
from tests.builders import NOW

PATIENCE = 20
"""Seconds that a call may take in all."""

APART = 1.0
"""Seconds between two bytes of an answer that trickles: less than any single read waits."""

BODY = b'{"ok": true, "user_id": "U1"}'
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(BODY), BODY)


@dataclass
class Trickle:
    """A Slack that gives a byte of its answer for each look at the clock, which then moves on."""

    apart: float = APART
    now: float = 0.0
    looked: Semaphore = field(default_factory=lambda: Semaphore(0))
    server: socket = field(default_factory=lambda: create_server(("127.0.0.1", 0)))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.getsockname()[1]}/api/"

    def seconds(self) -> float:
        self.looked.release()
        self.now += self.apart
        return self.now

    def serve(self) -> None:
        with suppress(OSError):
            connection, _address = self.server.accept()
            with connection:
                connection.recv(65_536)
                for byte in ANSWER:
                    assert self.looked.acquire(timeout=10)
                    connection.sendall(bytes([byte]))

    def asked(self) -> str:
        client = SlackClient("xoxb-1", self.url, PATIENCE, lambda: NOW, self.seconds)
        return str(client.api_call("auth.test")["user_id"])


@pytest.fixture
def trickle() -> Iterator[Trickle]:
    slack = Trickle()
    serving = Thread(target=slack.serve, daemon=True)
    serving.start()
    yield slack
    for _ in ANSWER:
        slack.looked.release()
    slack.server.close()
    serving.join(10)


def test_an_answer_that_trickles_ends_at_the_deadline_of_the_call(trickle: Trickle) -> None:
    with pytest.raises(TimeoutError):
        trickle.asked()

    assert trickle.now <= PATIENCE + 2 * APART


def test_an_answer_that_trickles_and_is_there_in_time_counts(trickle: Trickle) -> None:
    trickle.apart = 0.01

    assert trickle.asked() == "U1"
