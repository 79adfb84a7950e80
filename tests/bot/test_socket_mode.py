"""The connection to Slack, when it goes dead, and when the process is to end."""

import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from threading import Event, Thread
from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_bolt.authorization import AuthorizeResult

from bot import socket_mode
from bot.socket_mode import SocketMode
from storage import patience
from tests.bot.slack_socket import SlackSocket
from tests.slack.office import ACME, BEN, Json

# The SDK leaves a socket to the garbage collector where it is hung up in a handshake.
pytestmark = pytest.mark.filterwarnings(
    "ignore:Exception ignored in. <socket:pytest.PytestUnraisableExceptionWarning"
)

AT_MOST = 15
"""Seconds that the bot may be deaf; the tests run against shorter ones."""


@pytest.fixture
def slack() -> Iterator[SlackSocket]:
    server = SlackSocket()
    yield server
    server.close()


@pytest.fixture
def app() -> App:
    return App(
        authorize=lambda: AuthorizeResult(
            enterprise_id=None, team_id="T1", bot_token="xoxb-1", bot_id="B1", bot_user_id="U1"
        ),
        process_before_response=True,
        request_verification_enabled=False,
    )


@pytest.fixture
def connected(
    slack: SlackSocket, app: App, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SocketMode]:
    monkeypatch.setattr(socket_mode, "PING_EVERY", 0.2)
    monkeypatch.setattr(socket_mode, "LOOK_EVERY", 0.1)
    monkeypatch.setattr(socket_mode, "DEAF", 60)  # however slow this machine is
    made = SocketMode(app, "xapp-1", "http://127.0.0.1:9/api/")
    monkeypatch.setattr(made.client, "issue_new_wss_url", lambda: slack.url)
    made.connect()
    yield made
    made.close(1)


@pytest.fixture
def impatient(connected: SocketMode, monkeypatch: pytest.MonkeyPatch) -> SocketMode:
    """A connection that is soon given up where nothing is heard of it."""
    monkeypatch.setattr(socket_mode, "DEAF", 1.5)
    return connected


def envelope(number: int) -> Json:
    body: Json = {"command": "/kam", "text": "help", "user_id": BEN, "channel_id": ACME}
    more = {"team_id": "T1", "token": "", "trigger_id": "1", "response_url": ""}
    return {"type": "slash_commands", "envelope_id": str(number), "payload": body | more}


def test_the_aims_add_up_to_less_than_fifteen_seconds() -> None:
    looks = socket_mode.DEAF + socket_mode.LOOK_EVERY + socket_mode.CONNECTING
    assert looks < AT_MOST
    assert socket_mode.LONGEST_WAIT + socket_mode.CONNECTING < AT_MOST


def test_a_connection_that_is_dropped_is_replaced(
    slack: SlackSocket, connected: SocketMode
) -> None:
    slack.arrived.get(timeout=10).shutdown(socket.SHUT_RDWR)
    slack.arrived.get(timeout=20)
    assert connected.has_connected()


def test_pings_that_nobody_answers_end_a_connection(
    slack: SlackSocket, impatient: SocketMode
) -> None:
    slack.arrived.get(timeout=10)
    slack.deaf = True
    slack.arrived.get(timeout=20)
    assert impatient.silence is not None


@pytest.mark.usefixtures("impatient")
def test_one_that_dies_right_after_its_handshake_is_noticed(slack: SlackSocket) -> None:
    slack.dies_after_handshake = True
    with suppress(OSError):  # it may have been given up already
        slack.arrived.get(timeout=10).shutdown(socket.SHUT_RDWR)
    slack.arrived.get(timeout=20)
    slack.arrived.get(timeout=20)


def test_a_new_connection_that_fails_is_tried_again(
    slack: SlackSocket, connected: SocketMode, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures = iter([OSError("no network"), OSError("no network")])

    def issue() -> str:
        for failure in failures:
            raise failure
        return slack.url

    monkeypatch.setattr(connected.client, "issue_new_wss_url", issue)
    slack.arrived.get(timeout=10).shutdown(socket.SHUT_RDWR)
    slack.arrived.get(timeout=20)


def test_what_is_being_worked_on_is_acknowledged_before_the_end(
    slack: SlackSocket, connected: SocketMode, app: App
) -> None:
    begun, go_on = Event(), Event()

    def slow(ack: Ack) -> None:
        begun.set()
        go_on.wait(10)
        ack(text="Logged.")

    app.command("/kam")(slow)
    slack.send(slack.arrived.get(timeout=10), envelope(7))
    assert begun.wait(10)
    connected.client.is_ending = True
    go_on.set()
    connected.close(5)
    assert slack.acknowledged.get(timeout=10)["envelope_id"] == "7"


def test_what_comes_at_the_very_moment_of_the_end_is_acknowledged(
    slack: SlackSocket, connected: SocketMode, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    ending, handed_over = Thread(target=connected.close, args=(5,)), Event()
    begin = connected.client.message_workers.submit

    def submit(*work: Any) -> Any:  # noqa: ANN401 - as the pool has it
        begun = begin(*work)
        ending.start()
        ending.join(0.3)  # the end does not overtake what has begun
        handed_over.set()
        return begun

    def answers(ack: Ack) -> None:
        handed_over.wait(10)
        ack(text="Logged.")

    app.command("/kam")(answers)
    monkeypatch.setattr(connected.client.message_workers, "submit", submit)
    slack.send(slack.arrived.get(timeout=10), envelope(8))
    assert slack.acknowledged.get(timeout=10)["envelope_id"] == "8"
    ending.join(10)


def test_a_command_that_hangs_does_not_keep_the_connection_from_ending(
    slack: SlackSocket, connected: SocketMode, app: App
) -> None:
    begun, go_on = Event(), Event()

    def hangs(ack: Ack) -> None:
        begun.set()
        go_on.wait(20)
        ack()

    app.command("/kam")(hangs)
    slack.send(slack.arrived.get(timeout=10), envelope(8))
    assert begun.wait(10)
    since = time.monotonic()
    connected.close(0.5)
    assert time.monotonic() - since < 5
    go_on.set()


def test_patience_begins_when_a_command_comes(
    slack: SlackSocket, connected: SocketMode, app: App
) -> None:
    left: list[float] = []

    def note(ack: Ack) -> None:
        left.append(patience.left())
        ack()

    app.command("/kam")(note)
    slack.send(slack.arrived.get(timeout=10), envelope(9))
    assert slack.acknowledged.get(timeout=10)["envelope_id"] == "9"
    assert 0 <= left[0] <= patience.ANSWER
    assert connected.is_connected
