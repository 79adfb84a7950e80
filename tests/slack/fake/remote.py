"""Control of a fake that runs in a process of its own, so that it outlives what a test kills."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

Json = dict[str, Any]

_ROOT = Path(__file__).parents[3]


class RemoteFakeSlack:
    """`slack.do("add_user", TEAM, "U1", "anna")`, `slack.see("ledger")`: as on the object."""

    def __init__(self, url: str) -> None:
        """Use the fake at `url`."""
        self.url = url
        self.api_url = f"{url}/api/"

    def do(self, action: str, *args: object, **kwargs: object) -> Any:  # noqa: ANN401
        """Call a method of the control API; what it gives must be JSON."""
        body = json.dumps({"args": args, "kwargs": kwargs}).encode()
        headers = {"Content-Type": "application/json"}
        request = Request(f"{self.url}/_control/{action}", body, headers)  # noqa: S310
        with urlopen(request, timeout=30) as reply:  # noqa: S310
            answer = json.load(reply)
        if "error" in answer:
            raise LookupError(answer["error"])
        return answer["result"]

    def see(self, what: str) -> list[Json]:
        """One of ledger, ephemerals, responses, views, rejections."""
        found: list[Json] = self.do(what)
        return found


@contextmanager
def fake_slack_process(ledger: Path | None = None) -> Iterator[RemoteFakeSlack]:
    """A fake in its own process, for as long as the block lasts."""
    command = [sys.executable, "-m", "tests.slack.fake_slack", "--port", "0"]
    command += ["--ledger", str(ledger)] if ledger is not None else []
    with subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield RemoteFakeSlack(process.stdout.readline().strip())
        finally:
            process.terminate()
