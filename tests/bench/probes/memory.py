"""How much memory a bot takes after so many commands, and whether it grows.

Stands alone, so that older code can be measured beside this: `python memory.py COMMANDS`.
"""

import json
import sys
from itertools import cycle
from pathlib import Path
from time import process_time

from tests.bench import commands
from tests.bench.steps import SQLITE
from tests.bench.world import a_world

TEAMS = 20
SENTENCES = (
    commands.SENTENCE,
    *("light L1 green", "lights", "light L1 red", "", "help light") * 3,
)
PAGE = 4096
MIB = 1 << 20


def main(count: int) -> dict[str, float]:
    """Say so many sentences, and look at the memory on the way."""
    with a_world(TEAMS) as world, world.bot(SQLITE) as kam:
        channels, sentences = cycle(world.channels), cycle(SENTENCES)
        seen = [resident()]
        working = process_time()
        for number in range(count):
            body = commands.delivery(next(channels), next(sentences))
            assert kam.app.dispatch(commands.in_process(body)).status == 200
            kam.background.waiting.clear()  # type: ignore[attr-defined] # nobody does it here
            if number % (count // 10) == count // 10 - 1:
                seen.append(resident())
        took = process_time() - working
    return {
        "rss_start_mib": seen[0],
        "rss_tenth_mib": seen[1],
        "rss_end_mib": seen[-1],
        "cpu_ms_each": took / count * 1000,
    }


def resident(process: int | str = "self") -> float:
    """The memory of a process, in MiB; of this one, the fakes of the tests are a fifth."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE / MIB


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
