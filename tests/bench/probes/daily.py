"""How long the daily look at so many accounts with ten milestones each takes.

Stands alone, so that older code can be measured beside this: `python daily.py URL ACCOUNTS`.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from time import perf_counter, process_time

from sqlalchemy import Engine, MetaData, text

sys.path.insert(0, str(Path(__file__).parent))

from ground import MONDAY, TEAM, Row, complete, fill  # type: ignore[import-not-found]

from scheduler.planner import Planner
from storage import migrate
from storage.engine import open_engine
from storage.unit_of_work import units_of_work

CHUNK = 500
MILESTONES = 10
DUE = (-35, -25, 10)
"""Days from today on which the first milestones are due: one reached, one missed, one close."""

MEASURED = {-65: "0.5", -4: "1.5"}


def main(url: str, accounts: int) -> dict[str, float]:
    """Fill, look, look again the day after."""
    engine = open_engine(url)
    migrate.upgrade(engine)
    fill(engine, accounts, due=False)
    for first in range(1, accounts + 1, CHUNK):
        _furnish(engine, range(first, min(first + CHUNK, accounts + 1)))
    with engine.begin() as connection:
        connection.exec_driver_sql("ANALYZE")
    first_s, first_cpu_s = _look(engine, days=0)
    next_s, next_cpu_s = _look(engine, days=1)
    return {
        "first_s": first_s,
        "first_cpu_s": first_cpu_s,
        "next_s": next_s,
        "next_cpu_s": next_cpu_s,
    }


def _look(engine: Engine, days: int) -> tuple[float, float]:
    now = MONDAY + timedelta(days=days)
    with engine.begin() as connection:
        elsewhere = {"later": now + timedelta(days=9), "now": now}
        if engine.dialect.name == "sqlite":
            elsewhere = {key: value.replace(tzinfo=None) for key, value in elsewhere.items()}
        aside = "CASE kind WHEN 'slips' THEN :now ELSE :later END"
        connection.execute(text(f"UPDATE routines SET next_at = {aside}"), elsewhere)  # noqa: S608
    begun, working = perf_counter(), process_time()
    Planner(TEAM, units_of_work(engine), lambda: now + timedelta(seconds=30)).plan()
    return perf_counter() - begun, process_time() - working


def _furnish(engine: Engine, numbers: range) -> None:
    metadata = MetaData()
    metadata.reflect(engine)
    with engine.begin() as connection:
        for name, rows in _rows(numbers):
            table = metadata.tables[name]
            connection.execute(table.insert(), [complete(table, engine, row) for row in rows])


def _rows(numbers: range) -> Iterator[tuple[str, Sequence[Row]]]:
    yield "goals", [_goal(n) for n in numbers]
    yield "milestones", [_milestone(n, place) for n in numbers for place in range(MILESTONES)]
    yield "progress", [_progress(n, day) for n in numbers for day in MEASURED]


def _goal(n: int) -> Row:
    return {
        "workspace_id": TEAM,
        "id": n,
        "account_id": n,
        "number": 1,
        "kind": "business",
        "text": "Products sold",
        "owner_id": f"U{n}",
        "start_date": (MONDAY - timedelta(days=300)).date(),
        "created_at": MONDAY,
        "unit": "products",
        "start_value": "0",
        "target_value": "12",
        "deadline": (MONDAY + timedelta(days=1500)).date(),
        "version_of_numbers": 1,
        "state": "open",
    }


def _milestone(n: int, place: int) -> Row:
    days = DUE[place] if place < len(DUE) else 400 + 60 * place
    return {
        "workspace_id": TEAM,
        "account_id": n,
        "goal_id": n,
        "number": place + 1,
        "value": str(Decimal(place + 1)),
        "due": (MONDAY + timedelta(days=days)).date(),
        "redated": 0,
        "state": "on_track",
    }


def _progress(n: int, day: int) -> Row:
    at = MONDAY + timedelta(days=day)
    return {
        "workspace_id": TEAM,
        "account_id": n,
        "goal_id": n,
        "value": MEASURED[day],
        "corrected": False,
        "on": at.date(),
        "by": f"U{n}",
        "at": at,
    }


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]))))
