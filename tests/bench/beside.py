"""Figures of clock and start, of this code and, in turn, of older code beside it.

`python -m tests.bench.beside [--old CHECKOUT] [--accounts N]`: CHECKOUT is a working copy of
another revision with its own `.venv`. Each probe stands alone and runs in the tree it measures.
"""

import argparse
import json
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.databases import PostgreSQL, a_postgresql_server, sqlite_url

HERE = Path(__file__).parents[2]
PROBES = Path(__file__).parent / "probes"
STARTS = 5
AIMS = {
    "plan_s": 20.0,
    "tick_ms": 2.0,
    "lock_p99_ms": 20.0,
    "lock_work_ms": 50.0,
    "import_cpu_s": None,
}

Figures = dict[str, float]


def probe(tree: Path, name: str, *words: str) -> Figures:
    """What a probe finds in a tree."""
    python = tree / ".venv" / "bin" / "python"
    done = subprocess.run(
        [str(python), str(PROBES / name), *words],
        cwd=tree,
        env={"PYTHONPATH": str(tree)},
        capture_output=True,
        text=True,
        check=True,
    )
    found: Figures = json.loads(done.stdout.splitlines()[-1])
    return found


def starts(trees: Sequence[Path]) -> list[Figures]:
    """Several starts of each, in turn; the middle of each figure."""
    seen: list[list[Figures]] = [[] for _ in trees]
    for _ in range(STARTS):
        for at, tree in enumerate(trees):
            seen[at].append(probe(tree, "start.py"))
    return [{key: statistics.median(one[key] for one in each) for key in each[0]} for each in seen]


def imports(trees: Sequence[Path], lines: int) -> list[Figures]:
    """An import of so many lines on SQLite, where one lock is everybody's."""
    found = []
    for tree in trees:
        with TemporaryDirectory() as folder:
            url = sqlite_url(Path(folder) / "kam.db")
            found.append(probe(tree, "importing.py", url, str(lines)))
    return found


def mondays(trees: Sequence[Path], server: PostgreSQL, accounts: int) -> dict[str, list[Figures]]:
    """A Monday on each database."""
    found: dict[str, list[Figures]] = {}
    for database in ("SQLite", "PostgreSQL"):
        for tree in trees:
            with TemporaryDirectory() as folder:
                is_file = database == "SQLite"
                url = sqlite_url(Path(folder) / "kam.db") if is_file else server.new_database()
                measured = probe(tree, "monday.py", url, str(accounts))
                found.setdefault(database, []).append(measured)
    return found


def show(title: str, figures: Sequence[Figures]) -> None:
    """This code's figures, and how they stand to the older ones."""
    print(f"\n{title}")
    for key, value in figures[-1].items():
        aim = AIMS.get(key)
        wanted = f"   aim {aim:g}" if aim else ""
        before = f"   before {figures[0][key]:10.2f}" if len(figures) > 1 else ""
        ratio = f"   x {value / figures[0][key]:.2f}" if before and figures[0][key] else ""
        print(f"  {key:14}{value:10.2f}{before}{ratio}{wanted}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(prog="tests.bench.beside", description=__doc__)
    options.add_argument("--old", type=Path, help="a checkout of older code")
    options.add_argument("--accounts", type=int, default=20_000)
    options.add_argument("--lines", type=int, default=10_000)
    chosen = options.parse_args(arguments)
    trees = [chosen.old.resolve(), HERE] if chosen.old else [HERE]
    show("The start: what `kam run` imports", starts(trees))
    show(f"An import of {chosen.lines} lines on SQLite", imports(trees, chosen.lines))
    with a_postgresql_server(durable=True) as server:
        for database, figures in mondays(trees, server, chosen.accounts).items():
            show(f"A Monday of {chosen.accounts} accounts on {database}", figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
