"""Engines: SQLite embedded, PostgreSQL when that is outgrown; the same code above them."""

from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url

BUSY_TIMEOUT_MS = 2_500
"""How long SQLite waits for another writer: under the 3 s in which Slack wants its answer."""

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
        return create_engine(address, pool_pre_ping=True, **options)
    engine = create_engine(address, **options)
    _prepare_sqlite(engine)
    return engine


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
