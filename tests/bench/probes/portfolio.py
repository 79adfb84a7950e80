"""How long a leader waits for the first page of the portfolio of so many accounts.

Stands alone, so that older code can be measured beside this: `python portfolio.py URL ACCOUNTS`.
"""

import json
import statistics
import sys
from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from time import perf_counter, process_time

from sqlalchemy import Engine, MetaData

sys.path.insert(0, str(Path(__file__).parent))

from ground import MONDAY, TEAM, Row, complete, fill  # type: ignore[import-not-found]

from domain.portfolio import Filter
from services import portfolio
from storage import migrate
from storage.engine import open_engine
from storage.unit_of_work import OpenUnitOfWork, units_of_work

TIMES = 7
LEADER = "U1"
CHUNK = 1_000


def main(url: str, accounts: int) -> dict[str, float]:
    """Fill, ask, ask again."""
    engine = open_engine(url)
    migrate.upgrade(engine)
    fill(engine, accounts, due=False)
    for first in range(1, accounts + 1, CHUNK):
        _furnish(engine, range(first, min(first + CHUNK, accounts + 1)))
    open_uow = units_of_work(engine)
    with open_uow(TEAM) as uow:
        person = uow.people.get(LEADER)
        assert person is not None
        person.is_leader = True
        uow.commit()
    found = [_page(open_uow) for _ in range(TIMES)]
    return {
        "page_ms": statistics.median(wall for wall, _ in found) * 1000,
        "page_cpu_ms": statistics.median(cpu for _, cpu in found) * 1000,
    }


def _page(open_uow: OpenUnitOfWork) -> tuple[float, float]:
    """Seconds that a page takes from the question to its facts, and those of work here."""
    begun, working = perf_counter(), process_time()
    with open_uow(TEAM) as uow:
        portfolio.mine(uow, LEADER, Filter(), MONDAY)
    return perf_counter() - begun, process_time() - working


def _furnish(engine: Engine, numbers: range) -> None:
    metadata = MetaData()
    metadata.reflect(engine)
    with engine.begin() as connection:
        for name, rows in _rows(numbers):
            table = metadata.tables[name]
            connection.execute(table.insert(), [complete(table, engine, row) for row in rows])


def _rows(numbers: range) -> Iterator[tuple[str, Sequence[Row]]]:
    yield "lights", [_light(n, place) for n in numbers for place in range(3)]
    yield "goals", [_goal(n) for n in numbers]
    yield "milestones", [_milestone(n, place) for n in numbers for place in range(3)]
    yield "activities", [_activity(n, place) for n in numbers for place in range(20)]


def _light(n: int, place: int) -> Row:
    return {
        "workspace_id": TEAM,
        "account_id": n,
        "number": place + 1,
        "colour": ("green", "amber", "red")[(n + place) % 3] if place < n % 4 else "green",
        "text": "Budget agreed",
        "logged_by": LEADER,
        "logged_at": MONDAY,
        "since": MONDAY,
    }


def _goal(n: int) -> Row:
    return {
        "workspace_id": TEAM,
        "id": n,
        "account_id": n,
        "number": 1,
        "kind": "business",
        "text": "Products sold",
        "owner_id": LEADER,
        "start_date": (MONDAY - timedelta(days=300)).date(),
        "created_at": MONDAY,
        "unit": "products",
        "start_value": "2",
        "target_value": "5",
        "deadline": (MONDAY + timedelta(days=300)).date(),
        "version_of_numbers": 1,
        "state": "open",
    }


def _milestone(n: int, place: int) -> Row:
    return {
        "workspace_id": TEAM,
        "account_id": n,
        "goal_id": n,
        "number": place + 1,
        "value": str(Decimal(3 + place)),
        "due": (MONDAY + timedelta(days=30 * (place - n % 2))).date(),
        "redated": 0,
        "state": "on_track",
    }


def _activity(n: int, place: int) -> Row:
    return {
        "workspace_id": TEAM,
        "account_id": n,
        "by": LEADER,
        "at": MONDAY - timedelta(hours=4 * place),
        "kind": "light.turned",
        "subject": f"L{1 + place % 3}",
        "before": {"colour": "green"},
        "after": {"colour": "red"},
    }


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]))))
