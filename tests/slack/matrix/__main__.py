"""`make matrix`: every door in every cell, each cell in an office of its own."""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from storage import migrate
from storage.engine import open_engine
from tests.databases import sqlite_url
from tests.slack.matrix.cells import (
    ALOUD,
    STATES,
    TESTERS,
    Cell,
    every_cell,
)
from tests.slack.matrix.doors import every_door
from tests.slack.matrix.trying import the_team_reads, try_cell


def main(arguments: Sequence[str] | None = None) -> int:
    """Try, print the table, and say by the exit code whether nothing was disclosed."""
    options = argparse.ArgumentParser(prog="tests.slack.matrix", description=__doc__)
    options.add_argument("--only", default="", help="cells with these words in their name")
    options.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1))
    chosen = options.parse_args(arguments)
    cells = [each for each in every_cell() if chosen.only in str(each)]
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        if not the_team_reads(_migrated(Path(folder))):
            print("The team itself reads nothing: the matrix could not fail.")
            return 1
        with ProcessPoolExecutor(chosen.jobs, mp_context=get_context("spawn")) as pool:
            found = []
            for cell, said in zip(cells, pool.map(try_cell, cells, _same(folder)), strict=True):
                print(
                    f"{cell}: {len(said)}", *(each[:300] for each in said), sep="\n  ", flush=True
                )
                found.append((cell, said))
    print(_table(found))
    tried = f"{len(list(every_door()))} doors and {len(ALOUD)} messages read along"
    disclosed = sum(len(said) for _cell, said in found)
    took = time.monotonic() - begun
    print(f"{len(found)} cells of {tried}, in {took:.0f} s: {disclosed} disclosures.")
    return int(any(said for _cell, said in found))


def _migrated(folder: Path) -> Path:
    file = folder / "migrated.sqlite"
    engine = open_engine(sqlite_url(file))
    migrate.upgrade(engine)
    engine.dispose()
    return file


def _same(folder: str) -> Iterator[Path]:
    while True:
        yield Path(folder) / "migrated.sqlite"


def _table(found: Sequence[tuple[Cell, list[str]]]) -> str:
    """Disclosures by person and state."""
    counts = Counter({(cell.tester.name, cell.state): len(said) for cell, said in found})
    wide = max(len(each.name) for each in TESTERS)
    lines = [" " * wide + "".join(f"  {state:>12.12}" for state in STATES)]
    lines += [
        f"{each.name:<{wide}}" + "".join(f"  {counts[each.name, state]:>12}" for state in STATES)
        for each in TESTERS
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
