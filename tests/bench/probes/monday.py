"""How long a Monday of so many accounts takes to plan, and a tick with nothing due after it.

Also how long each batch locks the database (rows of it, on PostgreSQL), and how long somebody who
writes meanwhile, as commands do, waits until it is kept.

Stands alone, so that older code can be measured beside this: `python monday.py URL ACCOUNTS`. With
`quiet` nothing is due, and only the tick is measured.
"""

import gc
import json
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread
from time import perf_counter, process_time, thread_time
from typing import Any

from sqlalchemy import Connection, Engine, event

sys.path.insert(0, str(Path(__file__).parent))

from ground import MONDAY, TEAM, fill  # type: ignore[import-not-found]

from scheduler.planner import Planner
from storage import migrate
from storage.engine import open_engine
from storage.unit_of_work import units_of_work

TICKS = 20
EVERY = 0.05
"""Seconds between two writes of somebody who does not wait for the plan."""


def main(url: str, accounts: int) -> dict[str, float]:
    """Fill, plan, tick."""
    engine = open_engine(url)
    migrate.upgrade(engine)
    fill(engine, accounts, due=True)
    gc.collect()
    gc.freeze()  # as every process of kam does: what was loaded is not looked through again
    held = _lock_times(engine)
    with _commands(url) as waited:
        begun, working = perf_counter(), process_time()
        Planner(TEAM, units_of_work(engine), lambda: MONDAY + timedelta(seconds=30)).plan()
        planned, worked = perf_counter() - begun, process_time() - working
    locked = "lock" if engine.dialect.name == "sqlite" else "rows"
    return {
        "routines": 6.0 * accounts,
        "plan_s": planned,
        "plan_cpu_s": worked,
        "batches": len(held),
        **_slowest(locked, [one for one, _ in held]),
        **_slowest(f"{locked}_cpu", [work for _, work in held]),
        **_slowest("command", waited),
        **_tick(engine),
    }


def _slowest(name: str, took: Sequence[float]) -> dict[str, float]:
    ranked = sorted(took)
    return {
        f"{name}_p99_ms": ranked[int(len(ranked) * 0.99)] * 1000,
        f"{name}_max_ms": ranked[-1] * 1000,
    }


@contextmanager
def _commands(url: str) -> Iterator[list[float]]:
    """Somebody writes meanwhile, again and again; how long each write takes with its wait."""
    engine, waited, over = open_engine(url), list[float](), Event()

    def write() -> None:
        while not over.wait(EVERY):
            begun = perf_counter()
            with engine.begin() as connection:
                connection.exec_driver_sql("UPDATE people SET name = 'Anna' WHERE id = 'U1'")
            waited.append(perf_counter() - begun)

    writing = Thread(target=write)
    writing.start()
    try:
        yield waited
    finally:
        over.set()
        writing.join()
        engine.dispose()


def quiet(url: str, accounts: int) -> dict[str, float]:
    """Fill, tick."""
    engine = open_engine(url)
    migrate.upgrade(engine)
    fill(engine, accounts, due=False)
    return {"routines": 6.0 * accounts, **_tick(engine)}


def _tick(engine: Engine) -> dict[str, float]:
    planner = Planner(TEAM, units_of_work(engine), lambda: MONDAY + timedelta(seconds=60))
    planner.plan()
    took = []
    for _ in range(TICKS):
        begun = perf_counter()
        planner.plan()
        took.append(perf_counter() - begun)
    return {"tick_ms": statistics.median(took) * 1000}


def _lock_times(engine: Engine) -> list[tuple[float, float]]:
    """How long each transaction is open, until it is committed or rolled back, and its work."""
    held: list[tuple[float, float]] = []
    begun: list[tuple[float, float]] = []

    @event.listens_for(engine, "begin")
    def begins(_connection: Connection) -> None:
        begun.append((perf_counter(), thread_time()))

    def timed(end: Callable[[Any], None]) -> Callable[[Any], None]:
        def ends(connection: Any) -> None:  # noqa: ANN401 - a DBAPI connection
            end(connection)
            if begun:
                began, working = begun.pop()
                held.append((perf_counter() - began, thread_time() - working))

        return ends

    dialect: Any = engine.dialect
    dialect.do_commit, dialect.do_rollback = timed(dialect.do_commit), timed(dialect.do_rollback)
    return held


if __name__ == "__main__":
    measured = quiet if sys.argv[3:] == ["quiet"] else main
    print(json.dumps(measured(sys.argv[1], int(sys.argv[2]))))
