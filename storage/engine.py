"""Engines: SQLite embedded, PostgreSQL when that is outgrown; the same code above them."""

from typing import Any

from sqlalchemy import Engine, create_engine, make_url

from storage import sqlite

ANSWERING = 40
"""Threads that answer Slack, over HTTP (Starlette's own number) or by Socket Mode."""

BESIDE = 24
"""Threads beside them: the bot's own, the clock's, health and metrics."""

SENDING = 8
"""Threads that send, unless more are asked for; one that hangs in a call has no connection."""

KEPT = 16
"""Connections kept open; more are opened while they are needed, so that no thread waits for one."""

KEPT_OF_FILE = 4
"""As KEPT, of a file: each takes 1 MiB of pages and statements, and another is open in 1 ms."""

POOL_TIMEOUT = 2
"""Seconds to wait for a connection, if ever there should be none."""


def open_engine(url: str, sending: int = SENDING, **options: Any) -> Engine:  # noqa: ANN401 - handed on to SQLAlchemy
    """An engine for `url`; `postgres://` and `postgresql://` mean psycopg 3.

    `sending`: so many threads send.
    """
    address = make_url(url)
    if address.drivername in ("postgres", "postgresql"):
        address = address.set(drivername="postgresql+psycopg")
    is_file = address.get_backend_name() == "sqlite"
    kept = KEPT_OF_FILE if is_file else KEPT
    pool = {
        "pool_size": kept,
        "max_overflow": ANSWERING + BESIDE + sending - kept,
        "pool_timeout": POOL_TIMEOUT,
        "pool_use_lifo": True,  # one that was used last has its statements and pages ready
    }
    if is_file:
        sqlite.keep_private(address)
        engine = create_engine(
            address, hide_parameters=True, connect_args=sqlite.KEEPING, **pool, **options
        )
        sqlite.prepare(engine)
    else:
        from storage import postgresql  # noqa: PLC0415 - psycopg takes 60 ms that SQLite saves

        engine = create_engine(address, pool_pre_ping=True, hide_parameters=True, **pool, **options)
        postgresql.prepare(engine)
    return engine
