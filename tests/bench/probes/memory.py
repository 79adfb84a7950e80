"""How much memory a `kam web` takes after so many commands, and whether it grows.

Stands alone, so that older code can be measured beside this: `python memory.py COMMANDS`.
"""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

from tests.bench import commands
from tests.bench.client import KeepAlive
from tests.bench.steps import SQLITE
from tests.bench.world import World, a_world
from tests.slack.fake.people import TOKEN

TEAMS = 20
SENTENCES = (
    commands.SENTENCE,
    *("light L1 green", "lights", "light L1 red", "", "help light") * 3,
)
STARTING = 60
PAGE = 4096
MIB = 1 << 20


def main(count: int) -> dict[str, float]:
    """Say so many sentences, and look at the memory on the way."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = int(found.getsockname()[1])
    with a_world(TEAMS) as world, serving(world, port) as process, connected(port) as client:
        channels, sentences = cycle(world.channels), cycle(SENTENCES)
        seen = [resident(process.pid)]
        for number in range(count):
            said = commands.delivery(next(channels), next(sentences))
            client.ask(commands.over_http(said))
            if number % (count // 10) == count // 10 - 1:
                seen.append(resident(process.pid))
    return {
        "rss_start_mib": seen[0],
        "rss_tenth_mib": seen[1],
        "rss_half_mib": seen[5],
        "rss_end_mib": seen[-1],
    }


@contextmanager
def serving(world: World, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A `kam web` as it runs for a team; it sends what comes of the commands."""
    settings = {
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_SIGNING_SECRET": commands.SECRET,
        "SLACK_API_URL": world.slack.api_url,
        "DATABASE_URL": world.urls[SQLITE],
        "PORT": str(port),
        "KAM_WATCH_PORT": "0",
        "KAM_PACE": "0",
    }
    command = [sys.executable, "-m", "bot", "web"]
    with (world.folder / "web.log").open("w") as log:
        process = subprocess.Popen(command, env=os.environ | settings, stdout=log, stderr=log)
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def connected(port: int) -> KeepAlive:
    """A connection, once there is somebody to answer it."""
    until = time.monotonic() + STARTING
    while True:
        try:
            return KeepAlive(f"http://127.0.0.1:{port}")
        except ConnectionRefusedError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def resident(process: int | str = "self") -> float:
    """The memory of a process, in MiB."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE / MIB


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
