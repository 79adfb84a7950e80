"""Figures of clock, start and memory, of this code and, in turn, of older code beside it.

`python -m tests.bench.beside [--old CHECKOUT] [--quick] [--only WORD]`: CHECKOUT is a working copy
of another revision with its own `.venv`. Each probe stands alone and runs in the tree it measures.
Seconds of work (`cpu`) are told beside seconds on the clock, which a busy machine makes many.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import running
from tests.databases import PostgreSQL, a_postgresql_server, sqlite_url

HERE = Path(__file__).parents[2]
PROBES = Path(__file__).parent / "probes"
STARTS = 5
DATABASES = ("SQLite", "PostgreSQL")
AIMS = {
    "plan_s": 20.0,
    "tick_ms": 2.0,
    "lock_p99_ms": 20.0,
    "lock_cpu_p99_ms": 20.0,
    "lock_cpu_max_ms": 20.0,
    "lock_work_ms": 50.0,
    "page_ms": 300.0,
    "connected_s": 1.2,
    "rss_end_mib": 100.0,
}

Figures = dict[str, float]


@dataclass(frozen=True)
class Sizes:
    """How much each probe goes through."""

    monday: int = 20_000
    tick: int = 100_000
    daily: int = 2_000
    portfolio: int = 5_000
    commands: int = 3_000
    notices: int = 50_000
    lines: int = 10_000
    digests: int = 100


SHORT = Sizes()
LONG = Sizes(daily=10_000, commands=30_000, notices=200_000, digests=1_000)
QUICK = Sizes(
    monday=100, tick=100, daily=50, portfolio=50, commands=50, notices=2_000, lines=50, digests=5
)


def probe(tree: Path, name: str, *words: str) -> Figures:
    """What a probe finds in a tree; nothing where the code there cannot do it."""
    python = tree / ".venv" / "bin" / "python"
    done = subprocess.run(
        [str(python), str(PROBES / name), *words],
        cwd=tree,
        env={"PYTHONPATH": str(tree), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=tree == HERE,
    )
    if done.returncode:
        return {}
    found: Figures = json.loads(done.stdout.splitlines()[-1])
    return found


def starts(trees: Sequence[Path]) -> list[Figures]:
    """Several starts of each, in turn; the middle of each figure."""
    seen: list[list[Figures]] = [[] for _ in trees]
    for _ in range(STARTS):
        for at, tree in enumerate(trees):
            seen[at].append(probe(tree, "start.py"))
    return [middle(each) for each in seen]


def middle(seen: Sequence[Figures]) -> Figures:
    """The middle of each figure."""
    return {key: statistics.median(one[key] for one in seen) for key in seen[0]}


@dataclass(frozen=True)
class Bench:
    """The trees that are measured, one beside the other, and a server for their databases."""

    trees: Sequence[Path]
    server: PostgreSQL
    only: str

    def on_each_database(
        self, title: str, name: str, *words: str, databases: Sequence[str] = DATABASES
    ) -> None:
        """A probe that takes the address of an empty database, in every tree."""
        if self.only not in title:
            return
        for database in databases:
            found = [self._on(database, tree, name, *words) for tree in self.trees]
            show(f"{title} on {database}", found)

    def _on(self, database: str, tree: Path, name: str, *words: str) -> Figures:
        with TemporaryDirectory() as folder:
            is_file = database == "SQLite"
            url = sqlite_url(Path(folder) / "kam.db") if is_file else self.server.new_database()
            return probe(tree, name, url, *words)

    def alone(self, title: str, measure: Callable[[], Sequence[Figures]]) -> None:
        """What needs no database of its own."""
        if self.only in title:
            show(title, measure())

    def all(self, sizes: Sizes) -> None:
        """Everything."""
        trees = self.trees
        self.alone("What `kam run` imports", lambda: starts(trees))
        self.alone("`kam run`", lambda: [middle(each) for each in running.starts(list(trees))])
        self.on_each_database(
            f"A Monday of {sizes.monday} accounts", "monday.py", f"{sizes.monday}"
        )
        self.on_each_database(
            f"A tick with nothing due at {sizes.tick} accounts",
            "monday.py",
            f"{sizes.tick}",
            "quiet",
        )
        self.on_each_database(
            f"The daily look at {sizes.daily} accounts", "daily.py", f"{sizes.daily}"
        )
        for title, words in (("", ()), (", 1 % of the calls hanging", ("hanging",))):
            self.on_each_database(
                f"{sizes.digests} digests due at once{title}",
                *("outbox.py", f"{sizes.digests}", *words),
                databases=DATABASES[:1],
            )
        self.on_each_database(
            f"The portfolio of {sizes.portfolio} accounts", "portfolio.py", f"{sizes.portfolio}"
        )
        self.on_each_database(
            f"Metrics at {sizes.notices} notices", "counts.py", f"{sizes.notices}"
        )
        self.on_each_database(f"An import of {sizes.lines} lines", "importing.py", f"{sizes.lines}")
        self.on_each_database(
            f"An import of {sizes.lines} lines, a fifth of them new accounts",
            *("importing.py", f"{sizes.lines}", "accounts"),
        )
        self.alone(
            f"Memory after {sizes.commands} commands",
            lambda: [probe(tree, "memory.py", f"{sizes.commands}") for tree in trees],
        )


def show(title: str, figures: Sequence[Figures]) -> None:
    """This code's figures, and how they stand to the older ones."""
    print(f"\n{title}")
    for key, value in figures[-1].items():
        aim = AIMS.get(key)
        verdict = f"   aim {aim:g}: {'holds' if value <= aim else 'MISSED'}" if aim else ""
        before = figures[0].get(key) if len(figures) > 1 else None
        beside = f"   before {before:10.2f}   x {value / before:.2f}" if before else ""
        print(f"  {key:16}{value:10.2f}{beside}{verdict}", flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(prog="tests.bench.beside", description=__doc__)
    options.add_argument("--old", type=Path, help="a checkout of older code")
    options.add_argument("--long", action="store_true", help="everything at its full size")
    options.add_argument("--quick", action="store_true", help="does it work at all?")
    options.add_argument("--only", default="", help="what has this word in its title")
    chosen = options.parse_args(arguments)
    trees = [chosen.old.resolve(), HERE] if chosen.old else [HERE]
    print(f"Waiting for the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.")
    with a_postgresql_server(durable=True) as server:
        sizes = LONG if chosen.long else QUICK if chosen.quick else SHORT
        Bench(trees, server, chosen.only).all(sizes)
    return 0


if __name__ == "__main__":
    sys.exit(main())
