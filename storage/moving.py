"""From one database to another: every row, looked at again one by one before it counts."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    Integer,
    Row,
    Table,
    func,
    insert,
    inspect,
    select,
    text,
    tuple_,
)

from storage import migrate, patience
from storage.mapping import SCHEMA
from storage.migrate import SchemaState

BATCH = 1_000

Report = Callable[[int], object]


class NotEmpty(Exception):
    """The database that is to be filled has rows, or tables of somebody else, in it."""


class NotCurrent(Exception):
    """The database that is to be copied has not the newest schema."""


class Differs(Exception):
    """A row is not what it was; the message names table and key. Nothing was kept."""


def count(engine: Engine) -> int:
    """How many rows there are in all."""
    with engine.connect() as connection:
        return sum(_count(connection, table) for table in SCHEMA.sorted_tables)


def copy(source: Engine, target: Engine, progress: Report) -> dict[str, int]:
    """Copy every row into an empty database, in one transaction; how many, by table.

    `progress` is told of rows written, and again of rows compared. The source cannot be written
    to meanwhile. Raises NotCurrent, NotEmpty, Differs.
    """
    if migrate.state(source) is not SchemaState.CURRENT:
        raise NotCurrent
    _must_be_empty(target)
    migrate.upgrade(target)
    with patience.unhurried(), source.begin() as old, target.begin() as new:
        found = {table.name: _fill(old, new, table, progress) for table in SCHEMA.sorted_tables}
        for table in SCHEMA.sorted_tables:
            _compare(old, new, table, progress)
            _count_on(new, table)
    return found


def _must_be_empty(target: Engine) -> None:
    names = set(inspect(target).get_table_names())
    if not names:
        return
    ours = {*SCHEMA.tables, "alembic_version", migrate.compatibility.name}
    if not names <= ours or migrate.state(target) is not SchemaState.CURRENT:
        raise NotEmpty
    if count(target):
        raise NotEmpty


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def _batches(connection: Connection, table: Table) -> Iterator[Sequence[Row[Any]]]:
    rows = connection.execution_options(yield_per=BATCH).execute(select(table))
    yield from rows.partitions(BATCH)


def _fill(old: Connection, new: Connection, table: Table, progress: Report) -> int:
    done = 0
    for rows in _batches(old, table):
        new.execute(insert(table), [row._asdict() for row in rows])
        done += len(rows)
        progress(len(rows))
    return done


def _compare(old: Connection, new: Connection, table: Table, progress: Report) -> None:
    """Look every row up in both databases; raises Differs for the first that is not the same."""
    if _count(old, table) != _count(new, table):
        raise Differs(f"{table.name}: another number of rows")
    keys = tuple_(*table.primary_key)
    for rows in _batches(old, table):
        there = new.execute(select(table).where(keys.in_([_key(table, row) for row in rows])))
        copies = {_key(table, row): row for row in there}
        for row in rows:
            if copies.get(_key(table, row)) != row:
                raise Differs(f"{table.name}: {_key(table, row)}")
        progress(len(rows))


def _key(table: Table, row: Row[Any]) -> tuple[Any, ...]:
    return tuple(getattr(row, column.name) for column in table.primary_key)


def _count_on(new: Connection, table: Table) -> None:
    """Have ids go on where they stopped, on the database that counts them apart from the rows."""
    if new.dialect.name != "postgresql" or "id" not in table.c:
        return
    if not isinstance(table.c.id.type, Integer):
        return
    latest = new.scalar(select(func.max(table.c.id)))
    if latest is not None:
        sequence = func.pg_get_serial_sequence(table.name, "id")
        new.execute(select(func.setval(sequence, latest)))
    new.execute(text(f'ANALYZE "{table.name}"'))
