"""What it takes to count the queue for the metrics, with few notices and with many.

Stands alone: `python counts.py URL NOTICES`.
"""

import json
import statistics
import sys
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from sqlalchemy import Engine, MetaData

sys.path.insert(0, str(Path(__file__).parent))

from ground import MONDAY, TEAM, Row, complete  # type: ignore[import-not-found]

from storage import migrate
from storage.engine import open_engine
from storage.queues import Queues

FEW = 1_000
CHUNK = 10_000
TIMES = 20
PLANNED = 100
"""One in so many has not been sent yet."""


def main(url: str, notices: int) -> dict[str, float]:
    """Fill, count, fill on, count again."""
    engine = open_engine(url)
    migrate.upgrade(engine)
    fill(engine, range(FEW))
    few = _count(engine)
    for first in range(FEW, notices, CHUNK):
        fill(engine, range(first, min(first + CHUNK, notices)))
    with engine.begin() as connection:
        connection.exec_driver_sql("ANALYZE")
    return {"count_few_ms": few, "count_ms": _count(engine)}


def _count(engine: Engine) -> float:
    queues, took = Queues(engine), []
    for _ in range(TIMES):
        begun = perf_counter()
        queues.standing(TEAM)
        took.append(perf_counter() - begun)
    return statistics.median(took) * 1000


def fill(engine: Engine, numbers: range) -> None:
    """So many notices of one workspace."""
    metadata = MetaData()
    metadata.reflect(engine, only=["notices"])
    table = metadata.tables["notices"]
    with engine.begin() as connection:
        connection.execute(table.insert(), [complete(table, engine, _notice(n)) for n in numbers])


def _notice(n: int) -> Row:
    is_sent = n % PLANNED != 0
    return {
        "workspace_id": TEAM,
        "account_id": None,
        "kind": "light",
        "period": str(n),
        "once": f"-/light/{n}",
        "to": f"C{n % 1000}",
        "facts": {},
        "token": f"token-{n}",
        "due_at": MONDAY - timedelta(seconds=n),
        "next_at": None if is_sent else MONDAY,
        "state": "sent" if is_sent else "planned",
        "attempts": 1,
        "rank": 0,
    }


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]))))
