"""How soon `kam run` is connected, as a process of its own: this code's, or older code's."""

import os
import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.bench.probes.memory import resident
from tests.bot.slack_socket import SlackSocket
from tests.databases import sqlite_url
from tests.slack.fake.people import APP_TOKEN, TOKEN
from tests.slack.fake.remote import fake_slack_process

CONNECTED = "kam.running"
PATIENCE = 60
STARTS = 5


def starts(trees: list[Path], times: int = STARTS) -> list[list[dict[str, float]]]:
    """Several starts of each tree, in turn, the first of which counts not: it is cold."""
    socket = SlackSocket()
    with TemporaryDirectory() as folder, fake_slack_process() as slack:
        slack.do("set_socket", socket.url)
        seen: list[list[dict[str, float]]] = [[] for _ in trees]
        for lap in range(times + 1):
            for at, tree in enumerate(trees):
                file = Path(folder) / f"{at}.sqlite"
                found = start(tree, slack.api_url, file)
                seen[at] += [found] if lap else []
    socket.close()
    return seen


def start(tree: Path, api_url: str, file: Path) -> dict[str, float]:
    """One start and one end."""
    settings = {
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_API_URL": api_url,
        "DATABASE_URL": sqlite_url(file),
        "KAM_WATCH_PORT": "0",
        "PYTHONPATH": str(tree),
    }
    python = tree / ".venv" / "bin" / "python"
    worked, begun = _worked(), perf_counter()
    with subprocess.Popen(
        [str(python), "-m", "bot", "run"],
        cwd=file.parent,
        env={"PATH": os.environ["PATH"]} | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        assert process.stdout is not None
        said: list[str] = []
        for line in process.stdout:
            said.append(line)
            if CONNECTED in line:
                break
        connected = perf_counter() - begun
        taken = resident(process.pid)
        process.terminate()
        process.stdout.read()
        code = process.wait(PATIENCE)
    if code or CONNECTED not in said[-1]:
        sys.exit("".join(said))
    return {
        "connected_s": connected,
        "whole_cpu_s": _worked() - worked,
        "rss_mib": taken,
        "ended_s": perf_counter() - begun - connected,
    }


def _worked() -> float:
    """Seconds that the processes have worked that this one waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
