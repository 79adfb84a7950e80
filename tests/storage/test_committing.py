"""When a commit waits for the disk: whenever somebody was told, and not where it is done again."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from storage.engine import open_engine
from storage.sqlite import REPEATABLE
from storage.unit_of_work import OpenUnitOfWork, UnitOfWork, units_of_work
from tests.builders import HERE

ASKED = {"sqlite": "PRAGMA synchronous", "postgresql": "SHOW synchronous_commit"}
AT_ONCE = {"sqlite": 2, "postgresql": "on"}
WITH_THE_NEXT = {"sqlite": 1, "postgresql": "off"}

TIMES, LONG = 64, 40_000


def how(uow: UnitOfWork) -> object:
    return uow.session.scalar(text(ASKED[uow.session.dialect]))


@pytest.fixture
def open_uow(engine: Engine) -> Iterator[OpenUnitOfWork]:
    """Each database as it is out there: that of other tests waits for no disk."""
    durably = {"options": "-c synchronous_commit=on"}
    is_file = engine.dialect.name == "sqlite"
    url = engine.url if is_file else engine.url.update_query_dict(durably)
    own = open_engine(url.render_as_string(hide_password=False))
    yield units_of_work(own)
    own.dispose()


def test_a_commit_waits_for_the_disk_unless_it_may_be_done_again(
    engine: Engine, open_uow: OpenUnitOfWork
) -> None:
    for _ in range(2):  # the connection is the first one's
        with open_uow(HERE) as uow:
            uow.may_be_done_again()
            assert how(uow) == WITH_THE_NEXT[engine.dialect.name]
        with open_uow(HERE) as uow:
            assert how(uow) == AT_ONCE[engine.dialect.name]


def test_the_log_of_sqlite_does_not_grow_with_what_may_be_done_again(sqlite_engine: Engine) -> None:
    with sqlite_engine.begin() as connection:
        connection.execute(text("CREATE TABLE notes (said TEXT)"))
    repeatable = sqlite_engine.execution_options(**{REPEATABLE: True})
    for _ in range(TIMES):
        with repeatable.begin() as connection:
            connection.execute(text("INSERT INTO notes VALUES (:said)"), {"said": "x" * LONG})
    log = Path(f"{sqlite_engine.url.database}-wal")
    assert log.stat().st_size < TIMES * LONG / 2


def test_a_log_that_cannot_be_moved_keeps_no_connection(sqlite_engine: Engine) -> None:
    """As where the disk is full: what was committed is, and the connection is given back."""

    def refuse(_action: int, what: str | None, *_: object) -> int:
        return sqlite3.SQLITE_DENY if what == "wal_checkpoint" else sqlite3.SQLITE_OK

    repeatable = sqlite_engine.execution_options(**{REPEATABLE: True})
    with sqlite_engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        raw.set_authorizer(refuse)
    for _ in range(TIMES):
        with repeatable.connect() as connection:
            assert connection.scalar(text("SELECT 1")) == 1
