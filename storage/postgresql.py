"""PostgreSQL through psycopg 3, with an end to every wait.

The server gives up statements and locks by itself. A server that is frozen, or a network that is
cut without a word, cannot: there the client looks at its own clock.
"""

from collections.abc import Generator
from time import monotonic
from typing import Any, TypeVar

import psycopg
from psycopg import errors
from psycopg.abc import PQGen, PQGenConn
from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext

from storage import patience
from storage.sqlite import REPEATABLE

Result = TypeVar("Result")

LOCK = patience.STATEMENT - 0.5

CONNECTING: dict[str, str | int] = {
    "connect_timeout": 2,
    "keepalives": 1,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 8_000,
    "target_session_attrs": "read-write",
}
"""Words of libpq: a connection that is cut without a word is noticed within 11 s, and one to a
server that became read-only is not taken."""

LIMITS = (
    f"-c statement_timeout={patience.STATEMENT * 1000:.0f} -c lock_timeout={LOCK * 1000:.0f}"
    " -c idle_in_transaction_session_timeout=30000"
)

READ_ONLY = "25006"
"""PostgreSQL's word for a write to a server that became a replica."""


class PatientConnection(psycopg.Connection[Any]):
    """A connection that waits as long as whoever uses it has patience, and is closed then."""

    def wait(
        self,
        gen: PQGen[Result],
        interval: float = 0.1,
        timeout: float | None = None,
    ) -> Result:
        """Wait for the server; raises OperationalError, and closes, once patience is at its end."""
        if timeout is None and not patience.is_unhurried():
            timeout = patience.left()
        try:
            return super().wait(gen, interval, timeout)
        except errors._WaitTimeout as error:  # noqa: SLF001 - psycopg names it nowhere else
            self.pgconn.finish()
            raise psycopg.OperationalError("the database did not answer in time") from error

    @classmethod
    def _connect_gen(cls, *args: Any, **options: Any) -> PQGenConn[Any]:  # noqa: ANN401 - psycopg's own
        """Connecting has no more patience than the rest."""
        return _within(patience.left(), super()._connect_gen(*args, **options))


def _within(seconds: float, gen: PQGenConn[Result]) -> Generator[Any, Any, Result]:
    """The result that `gen` waits for, looked at every 0.1 s, no longer than so many seconds."""
    until = monotonic() + seconds
    waited_for = next(gen)
    try:
        while True:
            ready = yield waited_for
            if not ready and monotonic() >= until:
                gen.close()
                raise errors.ConnectionTimeout("the database could not be reached in time")
            waited_for = gen.send(ready)
    except StopIteration as end:
        result: Result = end.value
        return result


def prepare(engine: Engine) -> None:
    """Connect with limits; drop connections that cannot write any more."""
    event.listen(engine, "do_connect", _connect)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _look_at)


def _connect(
    _dialect: object, _record: object, arguments: list[Any], options: dict[str, Any]
) -> PatientConnection:
    given = {**CONNECTING, **options}
    given["options"] = f"{LIMITS} {options.get('options', '')}"
    return PatientConnection.connect(*arguments, **given)


def _begin(connection: Any) -> None:  # noqa: ANN401 - typed by the event
    if connection.get_execution_options().get(REPEATABLE):
        connection.exec_driver_sql("SET LOCAL synchronous_commit = off")
    if patience.is_unhurried():
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
        connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")


def _look_at(context: ExceptionContext) -> None:
    """A server that only reads now: its connections are dropped, new ones may lead to another."""
    if getattr(context.original_exception, "sqlstate", None) == READ_ONLY:
        context.is_disconnect = True
