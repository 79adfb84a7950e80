"""How long an import of so many lines keeps the lock of the database, and how long it takes.

Stands alone, so that older code can be measured beside this: `python importing.py URL LINES`, and
with `accounts` behind it a fifth of the lines set up accounts, in which the others belong.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, thread_time
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection, Engine, event

sys.path.insert(0, str(Path(__file__).parent))

from ground import MONDAY, TEAM, fill  # type: ignore[import-not-found]

from bot import importing
from storage import migrate
from storage.engine import open_engine
from storage.unit_of_work import units_of_work

ACCOUNTS = 5
HEAD = "account,text,due\n"


def main(url: str, lines: int, what: str = "") -> dict[str, float]:
    """Fill, import."""
    engine = open_engine(url)
    migrate.upgrade(engine)
    fill(engine, ACCOUNTS, due=False)
    with engine.connect() as connection:
        names, person = _team(connection)
    texts = []
    if what == "accounts":
        names = [f"New {n}" for n in range(lines // 5)]
        texts.append("name,channel\n" + "".join(f"{each},C0NEW{each[4:]}\n" for each in names))
    text = HEAD + "".join(
        f"{names[n % len(names)]},call number {n} about the renewal,2026-11-{n % 28 + 1:02}\n"
        for n in range(lines - len(names) if texts else lines)
    )
    texts.append(text)
    directory = SimpleNamespace(open_uow=units_of_work(engine), clock=lambda: MONDAY)
    kam: Any = SimpleNamespace(directory=directory, installation=SimpleNamespace(team_id=TEAM))
    held = _locks(engine)
    with TemporaryDirectory() as folder:
        files = [Path(folder) / f"{number}.csv" for number, _text in enumerate(texts)]
        for file, each in zip(files, texts, strict=True):
            file.write_text(each, encoding="utf-8")
        begun = perf_counter()
        plan = importing._planned(kam, files, person, dry=False)  # noqa: SLF001 - every version has it
    assert plan.size == lines, plan.problems[:3]
    took = perf_counter() - begun
    return {
        "import_s": took,
        "lock_max_ms": max(wall for wall, _cpu in held) * 1000,
        "lock_work_ms": max(cpu for _wall, cpu in held) * 1000,
    }


def _team(connection: Connection) -> tuple[list[str], str]:
    """The names of the accounts of somebody, and their id."""
    (person,) = connection.exec_driver_sql("SELECT owner_id FROM accounts LIMIT 1").one()
    rows = connection.exec_driver_sql(f"SELECT name FROM accounts WHERE owner_id = '{person}'")  # noqa: S608 - our own
    return [name for (name,) in rows], person


def _locks(engine: Engine) -> list[tuple[float, float]]:
    """How long each transaction that writes lasts, and how long it works in that time."""
    held: list[tuple[float, float]] = []
    begun: list[tuple[float, float]] = []

    @event.listens_for(engine, "begin")
    def begins(connection: Connection) -> None:
        if not connection.get_execution_options().get("kam_reads"):
            begun.append((perf_counter(), thread_time()))

    def ending(end: Callable[[Any], None]) -> Callable[[Any], None]:
        def ends(connection: Any) -> None:  # noqa: ANN401 - a DBAPI connection
            end(connection)
            if begun:
                wall, cpu = begun.pop()
                held.append((perf_counter() - wall, thread_time() - cpu))

        return ends

    engine.dialect.do_commit = ending(engine.dialect.do_commit)  # type: ignore[assignment, method-assign]
    engine.dialect.do_rollback = ending(engine.dialect.do_rollback)  # type: ignore[assignment, method-assign]
    return held


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]), *sys.argv[3:])))
