import pytest
from sqlalchemy import Engine

from storage.engine import open_engine

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
