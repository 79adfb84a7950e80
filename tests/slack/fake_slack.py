"""A fake of Slack's Web API on a local port, strict where Slack is strict.

In a test::

    with FakeSlack() as slack:
        slack.add_user(TEAM, "U1", "anna", locale="de-DE")
        slack.add_channel("C1", "acme-team", ["U1"])
        client = WebClient(TOKEN, base_url=slack.api_url, retry_handlers=[])

On its own, for tests that kill their clients: `python -m tests.slack.fake_slack --port 3999`,
driven through `tests.slack.fake.remote`.
"""

import argparse
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, Self

from tests.slack.fake.api import Rejection
from tests.slack.fake.control import Control
from tests.slack.fake.people import ALL_SCOPES, APP_ID, TEAM, TOKEN
from tests.slack.fake.wire import Wire
from tests.slack.fake.world import World

Json = dict[str, Any]

BOT_USER = "U0KAMBOT"

# What a test in another process may ask for by name; the rest needs Python objects.
_REMOTE_ACTIONS = frozenset(
    {
        "add_channel",
        "add_team",
        "add_user",
        "calls",
        "change_channel",
        "change_user",
        "count",
        "delete_channel",
        "delete_message",
        "direct_messages",
        "fail",
        "home",
        "join",
        "leave",
        "messages",
        "release",
        "reset",
        "response_url",
        "say",
        "set_history_lag",
        "set_clock",
        "set_latency",
        "set_socket",
        "set_scopes",
    },
)
_REMOTE_VIEWS = frozenset({"ephemerals", "ledger", "rejections", "responses", "views"})


class FakeSlack(Control):
    """The server and the control of it; a context manager that starts and stops it."""

    def __init__(
        self,
        port: int = 0,
        *,
        clock: Callable[[], float] = time.time,
        ledger_file: Path | None = None,
    ) -> None:
        """Listen on 127.0.0.1 at `port` (0: a free one); `clock` gives Unix seconds."""
        super().__init__(World(clock=clock, ledger_file=ledger_file))
        self._wire = Wire(port, self.api, self._remote)
        self._thread = threading.Thread(target=self._wire.serve_forever, args=(0.02,), daemon=True)

    def start(self) -> Self:
        """Begin to answer."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Release what hangs, close every connection and the port."""
        self.release()
        self._wire.shutdown()
        self._wire.drop_connections()
        self._wire.server_close()

    def __enter__(self) -> Self:
        """Start."""
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Stop."""
        self.stop()

    @property
    def url(self) -> str:
        """The address, without a slash at its end."""
        return self._wire.url

    @property
    def api_url(self) -> str:
        """What `WebClient(base_url=…)` and `SLACK_API_URL` take."""
        return f"{self.url}/api/"

    def response_url(
        self,
        channel_id: str,
        user: str,
        message_ts: str = "",
        *,
        team: str = TEAM,
    ) -> str:
        """A whole `response_url` whose use shows in the channel, to the person, on the message."""
        return self.url + super().response_url(channel_id, user, message_ts, team=team)

    def drop_connections(self) -> None:
        """Close every open connection, as when a proxy restarts."""
        self._wire.drop_connections()

    def _remote(self, name: str, request: Json) -> Json:
        if name in _REMOTE_VIEWS:
            return {"result": _plain(getattr(self, name))}
        if name not in _REMOTE_ACTIONS:
            return {"error": f"no control named {name}"}
        action = getattr(self, name)
        return {"result": _plain(action(*request.get("args", []), **request.get("kwargs", {})))}


def _plain(value: object) -> object:
    """What can travel as JSON; objects that only mean something here become null."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict | str | int | None):
        return value
    return asdict(value) if isinstance(value, Rejection) else None


def main() -> None:
    """Serve until interrupted; the first line printed is the address."""
    options = argparse.ArgumentParser(description="A fake of Slack's Web API for tests.")
    options.add_argument("--port", type=int, default=0, help="0 takes a free one")
    options.add_argument("--ledger", type=Path, help="also append each accepted post to this file")
    chosen = options.parse_args()
    done = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        done.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    with FakeSlack(chosen.port, ledger_file=chosen.ledger) as slack:
        print(slack.url, flush=True)  # noqa: T201
        done.wait()


__all__ = ["ALL_SCOPES", "APP_ID", "BOT_USER", "TEAM", "TOKEN", "FakeSlack"]

if __name__ == "__main__":
    main()
