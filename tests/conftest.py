"""Real databases, started when the first test asks for one."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import Engine

from storage import migrate
from storage.engine import open_engine
from storage.queues import Queues
from storage.unit_of_work import OpenUnitOfWork, units_of_work
from tests.databases import (
    PostgreSQL,
    a_postgresql_server,
    empty,
    kept_engine,
    put_in_place,
    sqlite_url,
)

BOTH = ["sqlite", "postgresql"]

# A busy machine is no failure, and what passed once passes again.
settings.register_profile("kam", deadline=None, derandomize=True)
settings.load_profile("kam")


def pytest_collection_finish() -> None:
    """What is loaded by now stays; looking through it for garbage is a tenth of the whole run."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """A PostgreSQL server."""
    with a_postgresql_server() as server:
        yield server


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql: PostgreSQL) -> Iterator[Engine]:
    """A database at the newest revision, with the rows that the last test left in it."""
    engine = open_engine(postgresql.new_database())
    migrate.upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file at the newest revision, to copy."""
    file = tmp_path_factory.mktemp("sqlite") / "migrated.sqlite"
    engine = open_engine(sqlite_url(file))
    migrate.upgrade(engine)
    engine.dispose()
    return file


@pytest.fixture
def postgresql_engine(migrated_postgresql: Engine) -> Engine:
    """PostgreSQL without a row."""
    empty(migrated_postgresql)
    return migrated_postgresql


@pytest.fixture
def sqlite_engine(migrated_sqlite: Path) -> Iterator[Engine]:
    """SQLite without a row, in a file of the test's own."""
    file = migrated_sqlite.with_name("kam.sqlite")
    put_in_place(file, migrated_sqlite)
    engine = kept_engine(sqlite_url(file))
    yield engine
    engine.dispose()


@pytest.fixture(params=BOTH)
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each database in turn, migrated and without a row."""
    found: Engine = request.getfixturevalue(f"{request.param}_engine")
    return found


@pytest.fixture(params=BOTH)
def unmigrated(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Each database in turn, without a table."""
    if request.param == "sqlite":
        url = sqlite_url(tmp_path / "new.sqlite")
    else:
        url = request.getfixturevalue("postgresql").new_database()
    engine = open_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture
def open_uow(engine: Engine) -> OpenUnitOfWork:
    """Opens units of work on each database in turn."""
    return units_of_work(engine)


@pytest.fixture
def queues(engine: Engine) -> Queues:
    """All workspaces of each database in turn."""
    return Queues(engine)
