"""Engines: SQLite embedded, PostgreSQL when that is outgrown; the same code above them."""

from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url

BUSY_TIMEOUT_MS = 2_500
"""How long SQLite waits for another writer: under the 3 s in which Slack wants its answer."""

OURS_ALONE = 0o600

PRAGMAS = (
    "journal_mode=WAL",
    "foreign_keys=ON",
    "synchronous=FULL",
    f"busy_timeout={BUSY_TIMEOUT_MS}",
)


def open_engine(url: str, **options: Any) -> Engine:  # noqa: ANN401 - handed on to SQLAlchemy
    """An engine for `url`; `postgres://` and `postgresql://` mean psycopg 3."""
    address = make_url(url)
    if address.drivername in ("postgres", "postgresql"):
        address = address.set(drivername="postgresql+psycopg")
    if address.get_backend_name() != "sqlite":
        return create_engine(address, pool_pre_ping=True, hide_parameters=True, **options)
    _keep_private(address)
    engine = create_engine(address, hide_parameters=True, **options)
    _prepare_sqlite(engine)
    return engine


def _keep_private(address: URL) -> None:
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


def _prepare_sqlite(engine: Engine) -> None:
    """Transactions take the write lock at BEGIN: a deferred one fails when it comes to write."""

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: object) -> None:  # noqa: ANN401 - a DBAPI connection
        connection.isolation_level = None
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Any) -> None:  # noqa: ANN401 - typed by the event
        connection.exec_driver_sql("BEGIN IMMEDIATE")
