"""How the processes end, whatever goes on in the SDK's threads meanwhile."""

from threading import Event

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.socket_mode.builtin.connection import ConnectionState

from bot.processes import disconnect


class Session:
    """A session that Slack says nothing in, and that takes a while to be closed."""

    session_id = "1"

    def __init__(self) -> None:
        self.is_open = True
        self.begun = Event()
        self.nothing = Event()

    def is_active(self) -> bool:
        return self.is_open

    def run_until_completion(self, state: ConnectionState) -> None:
        self.begun.set()
        while not state.terminated:
            self.nothing.wait(0.01)

    def ping(self, _payload: str) -> None:
        raise OSError("the connection is gone")

    def close(self) -> None:
        self.begun.clear()
        self.begun.wait(0.5)  # as long as it takes the SDK's receiver to begin anew
        self.is_open = False


@pytest.mark.timeout(20)
def test_a_session_that_is_slow_to_close_does_not_keep_the_process_from_ending() -> None:
    app = App(token="xoxb-fake", token_verification_enabled=False)
    handler = SocketModeHandler(app, "xapp-1-fake")
    session = Session()
    handler.client.current_session = session  # type: ignore[assignment]
    assert session.begun.wait(5)

    disconnect(handler)

    assert not session.is_open
    assert not handler.client.current_session_runner.is_alive()
