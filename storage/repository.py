"""The queries that every noun shares."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    Executable,
    Insert,
    Integer,
    Select,
    Table,
    bindparam,
    delete,
    exists,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import class_mapper
from sqlalchemy.orm.attributes import set_committed_value

from domain.activity import ChangedSince
from domain.entity import Entity, Stored
from storage.inserts import Inserting, by_dialect
from storage.session import WorkspaceSession

Row = TypeVar("Row", bound=Entity)
StoredRow = TypeVar("StoredRow", bound=Stored)
Key = TypeVar("Key")
Value = TypeVar("Value")
OF_GOALS = bindparam("of_goals", type_=Integer, expanding=True)

Order = ColumnElement[Any] | tuple[ColumnElement[Any], ...]


class Scoped:
    """Statements on one workspace."""

    def __init__(self, session: WorkspaceSession) -> None:
        """`session` scopes what it reads of the domain; columns alone are scoped by `ours`."""
        self.session = session

    @property
    def workspace_id(self) -> str:
        """The workspace whose rows these are."""
        return self.session.workspace_id

    def ours(self, table: Table) -> ColumnElement[bool]:
        """Whether a row of this table belongs to the workspace."""
        return table.c.workspace_id == self.workspace_id

    def within(self, table: Table, account_ids: Collection[int]) -> ColumnElement[bool]:
        """Whether a row of this table belongs to one of these accounts of the workspace."""
        return self.ours(table) & table.c.account_id.in_(sorted(account_ids))

    def is_there(self, *where: ColumnElement[bool]) -> bool:
        """Whether there is a row for which all of this holds; it must say that it is `ours`."""
        return bool(self.session.scalar(select(exists().where(*where))))

    def change(self, table: Table, *where: ColumnElement[bool], **values: object) -> None:
        """Change every row of the workspace for which all of this holds.

        What was read of them before stays as it was.
        """
        self.session.execute(update(table).where(self.ours(table), *where).values(**values))

    def delete(self, table: Table, *where: ColumnElement[bool]) -> None:
        """Delete every row of the workspace for which all of this holds, whatever was read."""
        self.session.execute(delete(table).where(self.ours(table), *where))


class Repository(Scoped, Generic[Row]):
    """Rows of one `kind`, in the workspace of the session."""

    kind: type[Row]

    @property
    def table(self) -> Table:
        """Where they are kept."""
        return cast(Table, class_mapper(self.kind).local_table)

    def by_id(self, row_id: int, *, lock: bool = False) -> Row | None:
        """One row, as it was read first; `lock` it until the transaction ends, to change it."""
        if not lock:
            return self.session.get(self.kind, row_id)
        return self.find(self.table.c.id == row_id, lock=True)

    def find(self, *where: ColumnElement[bool], lock: bool = False) -> Row | None:
        """The one row for which all of this holds; `lock` it to change it, as above."""
        query = select(self.kind).where(*where)
        return self.session.scalar(query.with_for_update() if lock else query)

    def newest(
        self, *where: ColumnElement[bool], by: Order | None = None, lock: bool = False
    ) -> Row | None:
        """The row that was added last, of those for which all of this holds; or the first `by`."""
        latest = self.table.c.id.desc() if by is None else by
        found = self.rows(*where, by=latest, limit=1, lock=lock)
        return found[0] if found else None

    def rows(
        self,
        *where: ColumnElement[bool],
        by: Order | None = None,
        limit: int | None = None,
        lock: bool = False,
    ) -> Sequence[Row]:
        """The rows for which all of this holds, in their order unless `by` says otherwise."""
        order = by if isinstance(by, tuple) else (self._order if by is None else by,)
        query = select(self.kind).where(*where).order_by(*order).limit(limit)
        return self.session.scalars(query.with_for_update() if lock else query).all()

    @property
    def _order(self) -> ColumnElement[Any]:
        return self.table.c.id

    def everything(self, account_id: int) -> Sequence[Row]:
        """All rows of an account, whatever their state, in the order they were made."""
        columns = self.table.c
        return self.rows(columns.account_id == account_id, by=columns.id)

    def add(self, row: Row) -> Row:
        """Keep a new row; it has its id once the unit of work is flushed."""
        self.session.add(row)
        return row

    def add_once(self, row: Row) -> bool:
        """Keep a row unless one with its key exists; whether it is new.

        Of two transactions that do so at once one waits for the other, and is then told.
        """
        try:
            with self.session.begin_nested():
                self.session.add(row)
        except IntegrityError:
            return False
        return True

    def add_all(self, rows: Collection[Row]) -> None:
        """Keep many new rows at once, in one statement; they learn no ids."""
        self.write_all(rows, _inserting(self.table))

    def write(self, row: Row) -> int:
        """Insert a new row at once; its id.

        It is not looked after any further: what is changed of it later is not kept.
        """
        self.session.must_own(row)
        facts = {name: getattr(row, name) for name in self._columns()}
        inserted = self.session.execute(_inserting(self.table), facts)
        key = cast(CursorResult[Any], inserted).inserted_primary_key
        assert key is not None  # noqa: S101 - an INSERT of one row
        return int(key[0])

    def write_all(self, rows: Collection[Row], statement: Executable) -> None:
        """Run an INSERT of this table for many rows, which are not looked after any further."""
        for row in rows:
            self.session.must_own(row)
        if rows:
            self.session.flush()
            columns = self._columns()
            facts = [{name: getattr(row, name) for name in columns} for row in rows]
            self.session.execute(statement, facts)

    def _columns(self) -> list[str]:
        return [column.key for column in self.table.c if column.key != "id"]


class RowsOfGoals(Repository[Row]):
    """Rows that belong to goals."""

    def of(self, goal_ids: Collection[int]) -> Sequence[Row]:
        """The rows of these goals, in the order in which they were added."""
        query = _of_goals(cast(Any, self.kind))
        return self.session.scalars(query, {OF_GOALS.key: list(goal_ids)}).all()


class NumberedRows(Repository[StoredRow]):
    """Rows that people know by a number in their account, such as L3."""

    @property
    def _order(self) -> ColumnElement[Any]:
        return self.table.c.number

    def get(self, account_id: int, number: int, *, lock: bool = False) -> StoredRow | None:
        """The one with this number; `lock` it until the transaction ends, to change it."""
        columns = self.table.c
        return self.find(columns.account_id == account_id, columns.number == number, lock=lock)

    def numbered(self, account_id: int, numbers: Collection[int]) -> Sequence[StoredRow]:
        """The account's rows with these numbers, whatever their state."""
        columns = self.table.c
        return self.rows(columns.account_id == account_id, columns.number.in_(sorted(numbers)))

    def change_all(
        self, those: Collection[StoredRow], *where: ColumnElement[bool], **values: object
    ) -> None:
        """Change rows for which all of this still holds, with one statement.

        Raises ChangedSince where another transaction has changed one of them meanwhile.
        """
        columns = self.table.c
        changing = (
            update(self.table)
            .where(self.ours(self.table), columns.id.in_([one.id for one in those]), *where)
            .values(**values, version=columns.version + 1)
            .returning(columns.id, columns.version)
        )
        self.take_over(those, dict(self.session.execute(changing).all()), **values)

    @staticmethod
    def take_over(
        those: Collection[StoredRow], versions: Mapping[int, int], **values: object
    ) -> None:
        """Take over what a statement changed of these rows: it gave their new versions, by id.

        Raises ChangedSince where it changed fewer of them.
        """
        if len(versions) != len(those):
            raise ChangedSince("", "", None, None)
        for one in those:
            for name, value in (*values.items(), ("version", versions[one.saved_id])):
                set_committed_value(one, name, value)


class WrittenRows(Repository[StoredRow]):
    """Rows that are written at once, so that others can name them by their ids."""

    def add(self, row: StoredRow) -> StoredRow:
        """Write it down; raises IntegrityError at once for one that is there already."""
        row.id = self.write(row)
        return row

    def get(self, row_id: int) -> StoredRow | None:
        """The one with this id; locked until the transaction ends."""
        return self.by_id(row_id, lock=True)


class OverwrittenRows(Repository[Row]):
    """Rows with a key of their own: a newer one takes the place of the one before."""

    def save_all(self, rows: Collection[Row]) -> None:
        """Insert or overwrite, all in one statement."""
        self.write_all(rows, _overwriting(self.table)(self.session.dialect))

    def _columns(self) -> list[str]:
        return [column.key for column in self.table.c]


def sets(rows: Iterable[tuple[Key, Value]]) -> dict[Key, set[Value]]:
    """The values of each key; of any other key, none."""
    found: dict[Key, set[Value]] = defaultdict(set)
    for key, value in rows:
        found[key].add(value)
    return found


@cache
def _overwriting(table: Table) -> Callable[[str], Executable]:
    key = table.primary_key.columns

    def saving(insert: Inserting) -> Executable:
        new = insert(table)
        facts = {each.name: new.excluded[each.name] for each in table.c if each.name not in key}
        return new.on_conflict_do_update(index_elements=key, set_=facts)

    return by_dialect(saving)


@cache
def _of_goals(kind: type[Entity]) -> Select[Any]:
    """Made once: SQLAlchemy then takes it apart only once."""
    columns = class_mapper(kind).local_table.c
    return select(kind).where(columns.goal_id.in_(OF_GOALS)).order_by(columns.id)


@cache
def _inserting(table: Table) -> Insert:
    return insert(table)
