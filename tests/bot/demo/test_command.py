"""`kam demo` as somebody types it."""

import json
import os
import queue
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

from bot import processes
from bot.cli import app
from bot.demo import local_slack
from bot.demo.local_slack import LocalSlackMissing
from bot.demo.world import ACME

PATIENCE = 120
"""Seconds for the demo to stand, and to be gone: it takes two, unless the machine is busy."""

pytestmark = pytest.mark.timeout(600)

DEMO = [sys.executable, "-m", "bot", "demo", "--port", "0"]


class Demo:
    """A demo that runs; its pages are read as they come."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self.process.stdout or ():
            self._lines.put(line)
        self._lines.put("")

    def read_until(self, text: str) -> str:
        """What it has printed, up to the line that says this."""
        said = ""
        while text not in said:
            line = self._lines.get(timeout=PATIENCE)
            assert line, said
            said += line
        return said

    def end(self, with_signal: signal.Signals) -> int:
        """Its exit code."""
        self.process.send_signal(with_signal)
        return self.process.wait(PATIENCE)


@contextmanager
def a_demo(folder: Path, *options: str) -> Iterator[Demo]:
    """Start `kam demo` in an empty folder; nothing of it stays."""
    with subprocess.Popen(
        [*DEMO, *options],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            yield Demo(process)
        finally:
            process.kill()


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    started = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for thread in started for child in thread.read_text().split()]


def is_running(pid: int) -> bool:
    """Whether there is such a process."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.browser
@pytest.mark.parametrize(
    "with_signal", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda name: name.name
)
def test_the_demo_says_where_it_is_and_what_to_try_and_ends_without_a_trace(
    tmp_path: Path, with_signal: signal.Signals
) -> None:
    with a_demo(tmp_path) as running:
        said = running.read_until("Ctrl-C")
        local_slacks = children(running.process.pid)
        url = re.findall(r"http://\S+", said)[0]
        with urlopen(url, timeout=PATIENCE) as page:  # noqa: S310 - the demo's own page
            assert page.status == 200

        assert '/kam light red "finance director leaving"' in said
        assert "/kam lights" in said
        assert "/kam ampel rot „Finanzdirektor geht“" in said
        assert "Everybody on your network" in said
        assert local_slacks
        assert running.end(with_signal) == 0
        assert not any(is_running(pid) for pid in local_slacks)
        with pytest.raises(URLError):
            urlopen(url, timeout=PATIENCE)  # noqa: S310 - as above

    assert list(tmp_path.iterdir()) == []


@pytest.mark.browser
def test_a_tick_beside_the_demo_shows_the_review_at_the_end_of_the_month(tmp_path: Path) -> None:
    with a_demo(tmp_path, "--now", "2027-04-12T09:00+02:00") as running:
        said = running.read_until("Ctrl-C")
        url = re.findall(r"http://\S+", said)[0]
        typed = re.findall(r"kam (tick --now \S+)", said)[0]
        assert typed == "tick --now 2027-04-30T09:00+02:00"

        ticked = subprocess.run(
            [sys.executable, "-m", "bot", *typed.split()],
            cwd=tmp_path,
            capture_output=True,
            check=False,
            timeout=PATIENCE,
        )

        assert ticked.returncode == 0, ticked.stderr
        with urlopen(f"{url}_control/messages/{ACME.id}", timeout=PATIENCE) as answer:  # noqa: S310 - as above
            texts = [each["text"] for each in json.load(answer)["messages"]]
        assert [text for text in texts if text.startswith("Roll Acme GmbH's plan: May to July")]
        assert running.end(signal.SIGINT) == 0

    assert list(tmp_path.iterdir()) == []


@pytest.mark.browser
def test_the_demo_keeps_its_account_where_that_is_asked_for(tmp_path: Path) -> None:
    kept = tmp_path / "acme.sqlite"
    for _again in range(2):
        with a_demo(tmp_path, "--keep", str(kept)) as running:
            assert f"kept in {kept}" in running.read_until("Ctrl-C")
            assert running.end(signal.SIGINT) == 0

    assert kept.exists()


def test_without_the_local_slack_the_demo_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(local_slack, "find_binary", partial(local_slack.find_binary, tmp_path))
    monkeypatch.setattr(processes, "StopSignal", lambda *_signals: None)

    result = CliRunner().invoke(app, ["demo"])

    assert result.exit_code == 1
    assert result.stderr == f"{LocalSlackMissing()}\n"
    assert result.stdout == ""


def test_where_there_is_no_local_slack_to_install_that_is_said() -> None:
    said = str(LocalSlackMissing("Darwin", "arm64"))

    assert "Linux on x64 only" in said
    assert "Darwin on arm64" in said
    assert "npm install" not in said


def test_a_clock_that_cannot_be_read_is_said_before_anything_starts() -> None:
    result = CliRunner().invoke(app, ["demo", "--now", "soon"])

    assert result.exit_code == 2
    assert "soon" in result.stderr
