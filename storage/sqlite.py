"""SQLite in a file: one writer at a time, and a file that can vanish under an open connection."""

import os
import sqlite3
from contextlib import suppress
from itertools import count
from pathlib import Path
from time import monotonic
from typing import Any

from sqlalchemy import URL, Connection, Engine, event
from sqlalchemy.exc import DisconnectionError

from storage import patience

BUSY_TIMEOUT_MS = 2_500
"""How long SQLite waits for another writer where a transaction does not say."""

LONGEST_MS = 60_000

COMMITS = "commits"
"""How a connection commits, in its `info`."""

SPELL_MS = 5
"""How long SQLite itself waits for the lock before it begins to wait anew: it looks ever more
seldom, at last ten times a second, and misses the moments in which a busy writer rests."""

TO_WRITE = "BEGIN IMMEDIATE"

OURS_ALONE = 0o600

READS = "kam_reads"
"""The option of a connection whose transactions write nothing that others wait for."""

REPEATABLE = "kam_repeatable"
"""The option of a connection whose transactions are done again where a power cut takes them."""

AT_ONCE = ("synchronous=FULL", "wal_autocheckpoint=1000")

WITH_THE_NEXT = ("synchronous=NORMAL", "wal_autocheckpoint=0")
"""What is committed is on the disk once something is that is committed `AT_ONCE` after it: so the
lock is not held while the disk works. SQLite's log keeps their order."""

TRANSFERRED_AFTER = 16
"""Transactions of that kind after which SQLite's log is moved to its file; nobody waits for it."""

PAGES_KIB = 256
"""KiB of pages that each connection keeps; the system keeps all that are in use beside it."""

KEEPING = {"cached_statements": 24}
"""Prepared statements that each connection keeps, some 40 KiB each: Python's 128 were more memory
than all else that a command needs."""

PRAGMAS = (
    "journal_mode=WAL",
    "foreign_keys=ON",
    *AT_ONCE,
    f"busy_timeout={BUSY_TIMEOUT_MS}",
    f"cache_size=-{PAGES_KIB}",
)


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
        options = connection.get_execution_options()
        _commit_like(connection, WITH_THE_NEXT if options.get(REPEATABLE) else AT_ONCE)
        if options.get(READS):
            connection.exec_driver_sql(f"PRAGMA busy_timeout={wait:.0f}")
            connection.exec_driver_sql("BEGIN")
        else:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={min(wait, SPELL_MS):.0f}")
            _take_lock(connection, wait)

    _keep_log_short(engine)


def _keep_log_short(engine: Engine) -> None:
    """Move SQLite's log to its file now and then, where commits do not do it themselves."""
    committed = count(1)

    @event.listens_for(engine, "checkin")
    def on_checkin(connection: Any, record: Any) -> None:  # noqa: ANN401 - a DBAPI connection
        is_theirs = record.info.get(COMMITS, AT_ONCE) is WITH_THE_NEXT
        if connection is not None and is_theirs and next(committed) % TRANSFERRED_AFTER == 0:
            with suppress(sqlite3.Error):  # the next one does it; this one is given back anyhow
                connection.execute("PRAGMA wal_checkpoint(PASSIVE)")


def _take_lock(connection: Any, wait: float) -> None:  # noqa: ANN401 - typed by the event
    """Begin to write once nobody else does; raises OperationalError after `wait` milliseconds."""
    ends, driver = monotonic() + wait / 1000, connection.connection.dbapi_connection
    while monotonic() < ends:
        try:
            driver.execute(TO_WRITE)
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_BUSY:
                break  # and is met below once more
        else:
            return
    connection.exec_driver_sql(TO_WRITE)


def _commit_like(connection: Any, how: tuple[str, ...]) -> None:  # noqa: ANN401 - typed by the event
    """Have the next transaction committed like this; before it begins, or SQLite refuses."""
    if connection.info.get(COMMITS, AT_ONCE) is not how:
        for pragma in how:
            connection.exec_driver_sql(f"PRAGMA {pragma}")
        connection.info[COMMITS] = how
