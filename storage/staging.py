"""Many new rows: laid beside the database first, then moved into it at once.

Writing ten thousand rows one by one takes long, and SQLite has one lock. So they are written into
temporary tables of one connection, which keeps nobody waiting; moving them takes one statement a
table. Nobody sees a part of them, and whatever ends in between leaves nothing behind.
"""

from collections.abc import Collection, Mapping
from contextlib import suppress
from functools import cache
from typing import Any, cast

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Index,
    MetaData,
    Table,
    bindparam,
    insert,
    select,
    update,
)
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import class_mapper

from domain.entity import Entity
from storage.session import WorkspaceSession
from storage.sqlite import READS

NewRows = Mapping[type[Entity], Collection[Entity]]
"""New rows by kind, in the order in which they are kept."""


class Staging:
    """New rows that lie beside the database, on the connection that their session goes on with."""

    def __init__(self, session: WorkspaceSession, rows: NewRows) -> None:
        """Lay the rows down; the session must not have begun anything yet."""
        self.session = session
        self.tables = [_table(kind) for kind, found in rows.items() if found]
        engine = session.get_bind()
        assert isinstance(engine, Engine)  # noqa: S101 - a session that has begun nothing
        self.connection = engine.connect()
        try:
            self._lay_down([found for found in rows.values() if found])
        except BaseException:
            self.close()
            raise
        self.connection.execution_options(**{READS: False})
        session.bind = self.connection

    def _lay_down(self, rows: Collection[Collection[Entity]]) -> None:
        with _reading(self.connection).begin():
            for table, found in zip(self.tables, rows, strict=True):
                for row in found:
                    self.session.must_own(row)
                beside = _beside(table)
                beside.create(self.connection)
                names = [column.key for column in beside.c]
                facts = [{name: getattr(row, name) for name in names} for row in found]
                self.connection.execute(insert(beside), facts)

    def move(self, ids: Mapping[int, int]) -> None:
        """Keep the rows; `ids` of accounts by the number that stands in the rows in their place."""
        connection = self.session.connection()
        known = [{"placeholder": one, "known": known} for one, known in ids.items()]
        for table in self.tables:
            beside = _beside(table)
            if known:
                mine = beside.c.account_id == bindparam("placeholder")
                told = update(beside).where(mine).values(account_id=bindparam("known"))
                connection.execute(told, known)
            names = [column.key for column in beside.c]
            connection.execute(insert(table).from_select(names, select(beside)))

    def close(self) -> None:
        """Take the temporary tables away, and give the connection back."""
        with suppress(SQLAlchemyError), _reading(self.connection).begin():
            for table in self.tables:
                _beside(table).drop(self.connection, checkfirst=True)
        self.connection.close()


def _reading(connection: Connection) -> Connection:
    """The connection, whose next transaction locks nobody out."""
    return connection.execution_options(**{READS: True})


def _table(kind: type[Entity]) -> Table:
    return cast(Table, class_mapper(kind).local_table)


@cache
def _beside(table: Table) -> Table:
    columns: list[Column[Any]] = [
        Column(column.key, column.type) for column in table.c if column.key != "id"
    ]
    name = f"staged_{table.name}"
    by_account = Index(f"ix_{name}", "account_id")
    return Table(name, MetaData(), *columns, by_account, prefixes=["TEMPORARY"])
