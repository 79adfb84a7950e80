"""Many new rows: laid beside the database first, then moved into it at once.

Writing ten thousand rows one by one takes long, and SQLite has one lock. So they are written into
temporary tables of one connection, which keeps nobody waiting; moving them takes one statement a
table. Nobody sees a part of them, and whatever ends in between leaves nothing behind.

A new account has a number below 0 in place of its id, and whatever belongs to it names that.
"""

from collections.abc import Collection, Mapping
from contextlib import suppress
from functools import cache
from typing import Any, cast

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    Select,
    Subquery,
    Table,
    and_,
    func,
    insert,
    literal,
    select,
)
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import class_mapper

from domain.entity import Entity
from storage.accounts import accounts
from storage.numbers import numbers
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
                names = [column.key for column in beside.c if column.key != PLACE]
                facts = [
                    {name: getattr(row, name) for name in names} | {PLACE: place}
                    for place, row in enumerate(found)
                ]
                self.connection.execute(insert(beside), facts)

    def is_taken(self, kind: type[Entity], columns: Collection[str]) -> bool:
        """Whether a row is kept that equals one of these in one of the columns."""
        table, connection = _table(kind), self.session.connection()
        return table in self.tables and any(
            connection.execute(_same(table, column)).first() is not None for column in columns
        )

    def move(self, letters: Mapping[type[Entity], str]) -> None:
        """Keep the rows, and count on behind those of new accounts."""
        connection = self.session.connection()
        founds = accounts in self.tables
        for table in self.tables:
            names = [each for each in _names(table) if each != "id"]
            rows = _resolved(table) if founds and "account_id" in names else _in_order(table)
            connection.execute(insert(table).from_select(names, rows))
        for kind, letter in letters.items() if founds else ():
            if (table := _table(kind)) in self.tables:
                connection.execute(insert(numbers).from_select(COUNTER, _last(table, letter)))

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


PLACE = "place"
"""The column that keeps the rows in their order."""

COUNTER = ("workspace_id", "account_id", "letter", "last")


def _names(table: Table) -> list[str]:
    """The columns that are laid down: the database itself gives ids, but see `accounts`."""
    return [column.key for column in table.c if column.key != "id" or table is accounts]


@cache
def _beside(table: Table) -> Table:
    columns: list[Column[Any]] = [
        Column(name, table.c[name].type, primary_key=name == "id", autoincrement=False)
        for name in _names(table)
    ]
    place = Column(PLACE, Integer)
    return Table(f"staged_{table.name}", MetaData(), *columns, place, prefixes=["TEMPORARY"])


def _in_order(table: Table) -> Select[Any]:
    beside = _beside(table)
    return select(*(beside.c[each] for each in _names(table) if each != "id")).order_by(
        beside.c[PLACE]
    )


def _resolved(table: Table) -> Select[Any]:
    """The rows with the ids of the new accounts that they belong to."""
    beside, new = _beside(table), _new_accounts()
    account = func.coalesce(new.c.id, beside.c.account_id)
    columns = (account if name == "account_id" else beside.c[name] for name in _names(table))
    places = new.c.placeholder == beside.c.account_id
    return select(*columns).outerjoin_from(beside, new, places).order_by(beside.c[PLACE])


def _new_accounts() -> Subquery:
    """The ids of the accounts that were just kept, by what stands in the rows in their place."""
    beside = _beside(accounts)
    found = select(beside.c.id.label("placeholder"), accounts.c.id)
    return found.join_from(beside, accounts, _equal(accounts, "channel_id")).subquery()


def _equal(table: Table, column: str) -> Any:  # noqa: ANN401 - a condition
    beside = _beside(table)
    own = table.c.workspace_id == beside.c.workspace_id
    return and_(own, table.c[column] == beside.c[column])


def _same(table: Table, column: str) -> Select[int]:
    return select(literal(1)).join_from(_beside(table), table, _equal(table, column)).limit(1)


def _last(table: Table, letter: str) -> Select[Any]:
    """The counters of new accounts, behind the numbers that their rows have."""
    beside, new = _beside(table), _new_accounts()
    counter = (beside.c.workspace_id, new.c.id, literal(letter), func.max(beside.c.number))
    places = new.c.placeholder == beside.c.account_id
    grouped = select(*counter).join_from(beside, new, places)
    return grouped.group_by(beside.c.workspace_id, new.c.id)
