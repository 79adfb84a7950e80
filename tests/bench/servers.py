"""Servers under test, started and stopped."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).parents[2]
STARTING = 30
"""Seconds within which every server must answer."""

Environment = dict[str, str]


class NotStarted(Exception):
    """A server did not answer in time; the message is what they had to say."""


@contextmanager
def servers(environments: Sequence[Environment], log: Path) -> Iterator[list[str]]:
    """The addresses of servers, one for each environment."""
    ports = [_free_port() for _ in environments]
    told = [{**each, "PORT": str(port)} for each, port in zip(environments, ports, strict=True)]
    with (
        log.open("w") as said,
        subprocess.Popen(
            [sys.executable, "-m", "tests.bench.serve", json.dumps(told)],
            cwd=ROOT,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        ) as process,
    ):
        try:
            yield [_address(port, process, log) for port in ports]
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def _address(port: int, process: subprocess.Popen[bytes], log: Path) -> str:
    until = time.monotonic() + STARTING
    while process.poll() is None and time.monotonic() < until:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return f"http://127.0.0.1:{port}"
        time.sleep(0.02)
    raise NotStarted(log.read_text())


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
