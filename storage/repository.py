"""What the queries of every noun share."""

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import CursorResult, Executable, Insert, Table, insert, select

from domain.entity import Entity
from storage.session import WorkspaceSession

Row = TypeVar("Row", bound=Entity)


class Repository(Generic[Row]):
    """Rows of one kind, in the workspace of the session."""

    def __init__(self, session: WorkspaceSession) -> None:
        """`session` scopes every statement."""
        self.session = session

    @property
    def workspace_id(self) -> str:
        """The workspace whose rows these are."""
        return self.session.workspace_id

    def add(self, row: Row) -> Row:
        """Keep a new row; it has its id once the unit of work is flushed."""
        self.session.add(row)
        return row

    def everything(self, kind: type[Row], account_id: int) -> Sequence[Row]:
        """All rows of an account, whatever their state, in the order they were made."""
        columns: Any = kind
        return self.session.scalars(
            select(kind).where(columns.account_id == account_id).order_by(columns.id)
        ).all()

    def write(self, table: Table, row: Row) -> int:
        """Insert a new row at once; its id.

        It is not looked after any further: what is changed of it later is not kept.
        """
        self.session.must_own(row)
        facts = {column.key: getattr(row, column.key) for column in table.c if column.key != "id"}
        written = cast(CursorResult[Any], self.session.execute(_inserting(table), facts))
        key = written.inserted_primary_key
        assert key is not None  # noqa: S101 - an INSERT of one row
        return int(key[0])

    def write_all(
        self, table: Table, rows: Collection[Row], statement: Executable | None = None
    ) -> None:
        """Insert many new rows in one statement; they learn no ids, and are not looked after.

        `statement` is another one than a plain INSERT.
        """
        for row in rows:
            self.session.must_own(row)
        if rows:
            self.session.flush()
            columns = [column.key for column in table.c if column.key != "id"]
            facts = [{name: getattr(row, name) for name in columns} for row in rows]
            self.session.execute(_inserting(table) if statement is None else statement, facts)


@cache
def _inserting(table: Table) -> Insert:
    return insert(table)
