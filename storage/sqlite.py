"""SQLite in a file: one writer at a time, and a file that can vanish under an open connection."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, event
from sqlalchemy.exc import DisconnectionError

from storage import patience

BUSY_TIMEOUT_MS = 2_500
"""How long SQLite waits for another writer where a transaction does not say."""

PRAGMAS = (
    "journal_mode=WAL",
    "foreign_keys=ON",
    "synchronous=FULL",
    f"busy_timeout={BUSY_TIMEOUT_MS}",
)

LONGEST_MS = 60_000

OURS_ALONE = 0o600

READS = "kam_reads"
"""The option of a connection whose transactions write nothing that others wait for."""


class File:
    """The database's file, and which one it is: a deleted one is still written to, in vain."""

    def __init__(self, path: str | None) -> None:
        """`path`: None or empty for a database in memory."""
        self.path = Path(path) if path and path != ":memory:" else None
        self._was_there = False

    def must_still_be_there(self) -> None:
        """Raises OperationalError where the file was there before: SQLite would make a new one."""
        if self.path and self._was_there and not self.path.exists():
            raise sqlite3.OperationalError("unable to open database file: it has been deleted")

    def identity(self) -> tuple[int, int] | None:
        """Which file it is; None where there is none."""
        if self.path is None:
            return None
        try:
            found = os.stat(self.path)  # noqa: PTH116 - a third of the time of Path.stat, each time
        except FileNotFoundError:
            return None
        self._was_there = True
        return found.st_dev, found.st_ino


def keep_private(address: URL) -> None:
    """Nobody but us reads the file, nor what SQLite puts beside it, which takes its rights after.

    What cannot be opened is said by SQLite, once it is used.
    """
    if not address.database or address.database == ":memory:" or address.query.get("uri"):
        return
    with suppress(OSError):
        Path(address.database).touch(mode=OURS_ALONE)
        for beside in ("", "-wal", "-shm", "-journal"):
            file = Path(address.database + beside)
            if file.exists():
                file.chmod(OURS_ALONE)


def reading(engine: Engine) -> Connection:
    """A connection on which nothing will be written: it neither waits for the lock nor takes it."""
    return engine.connect().execution_options(**{READS: True})


def prepare(engine: Engine) -> None:
    """Transactions take the write lock at BEGIN: a deferred one fails when it comes to write.

    Those that only read say so, and take none.
    """
    file = File(engine.url.database)

    @event.listens_for(engine, "do_connect")
    def look_for_file(*_: object) -> None:
        file.must_still_be_there()

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, record: Any) -> None:  # noqa: ANN401 - a DBAPI connection
        connection.isolation_level = None
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        record.info["file"] = file.identity()

    @event.listens_for(engine, "checkout")
    def on_checkout(_connection: object, record: Any, _proxy: object) -> None:  # noqa: ANN401 - typed by the event
        if file.identity() != record.info["file"]:
            raise DisconnectionError("the database's file is another one")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Any) -> None:  # noqa: ANN401 - typed by the event
        wait = min(LONGEST_MS, patience.left() * 1000)
        connection.exec_driver_sql(f"PRAGMA busy_timeout={wait:.0f}")
        reads = connection.get_execution_options().get(READS)
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
