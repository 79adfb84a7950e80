from pathlib import Path
from typing import cast

import pytest
from sqlalchemy import Engine, QueuePool, text
from sqlalchemy.exc import DBAPIError

from storage.engine import open_engine
from tests.databases import sqlite_url

PROMISED = {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2, "busy_timeout": 2_500}


@pytest.mark.parametrize("url", ["postgres://h/kam", "postgresql://h/kam"])
def test_a_postgresql_address_means_psycopg_3_however_it_is_written(url: str) -> None:
    engine = open_engine(url)
    assert engine.url.drivername == "postgresql+psycopg"
    assert engine.driver == "psycopg"


@pytest.mark.parametrize("pragma,value", PROMISED.items())
def test_every_sqlite_connection_keeps_its_promises(
    sqlite_engine: Engine, pragma: str, value: object
) -> None:
    with sqlite_engine.connect() as first, sqlite_engine.connect() as second:
        for connection in (first, second):
            driver = connection.connection.driver_connection
            assert driver is not None
            assert driver.execute(f"PRAGMA {pragma}").fetchone() == (value,)
            connection.rollback()


@pytest.mark.parametrize("before", [None, 0o644])
def test_nobody_else_reads_the_file_or_what_stands_beside_it(
    tmp_path: Path, before: int | None
) -> None:
    file = tmp_path / "kam.db"
    if before is not None:
        for name in ("kam.db", "kam.db-wal"):
            (tmp_path / name).touch(mode=before)
    engine = open_engine(sqlite_url(file))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE t (x)"))
        modes = {each.name: each.stat().st_mode & 0o777 for each in tmp_path.iterdir()}
    engine.dispose()
    assert modes == dict.fromkeys(("kam.db", "kam.db-wal", "kam.db-shm"), 0o600)


def test_a_failure_shows_nothing_of_what_people_wrote(engine: Engine) -> None:
    with engine.connect() as connection, pytest.raises(DBAPIError) as failed:
        connection.execute(text("SELECT :said FROM nowhere"), {"said": "finance director"})
    assert "finance" not in str(failed.value)


def test_of_many_connections_to_a_file_four_are_kept(tmp_path: Path) -> None:
    engine = open_engine(sqlite_url(tmp_path / "kam.db"))
    busy = [engine.connect() for _ in range(20)]
    for connection in busy:
        connection.close()

    assert cast(QueuePool, engine.pool).checkedin() == 4
    engine.dispose()
