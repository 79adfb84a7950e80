"""The data of one person in all tables, and its erasure.

Every table is looked through, so that a column nobody thought of is not forgotten.
"""

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    String,
    Table,
    Text,
    TypeDecorator,
    Update,
    bindparam,
    cast,
    func,
    or_,
    select,
    tuple_,
    update,
)

from storage.accounts import accounts
from storage.actions import actions
from storage.activities import activities
from storage.contacts import contacts
from storage.goals import goals
from storage.lights import lights
from storage.mapping import SCHEMA
from storage.repository import Scoped
from storage.strategies import strategies
from storage.types import Json

THEIRS = {
    "asked": "person_id",
    "asked_to_agree": "person_id",
    "commitments": "person_id",
    "drafts": "person_id",
    "members": "person_id",
    "mutes": "person_id",
    "notices": "to",
    "part_reports": "person_id",
    "people": "id",
    "companions": "person_id",
    "readers": "person_id",
}
"""Tables of which a person's rows are nobody's business once they are gone, and whose they are."""

PROMISED = "commitment."
"""What the kinds of activities begin with that hold a promise in somebody's own words."""

UNSAYING = (
    update(activities)
    .where(activities.c.id == bindparam("of_id"))
    .values(
        before=bindparam("less_before", type_=Json),
        after=bindparam("less_after", type_=Json),
        why=bindparam("less_why", type_=Text),
    )
)
"""Takes the words out of many changes at once."""

OF_CONTACTS = "contact."
"""What the kinds of activities begin with that hold what was said of somebody at the customer."""

PROMISES, DESCRIBES = ("line",), ("name", "role")
"""The facts of such activities that are somebody's own."""

NOT_SAID = "–"

SECRETS = frozenset({"token"})
"""Columns that say nothing of anybody, and should not be shown."""

Rows = Mapping[str, Sequence[dict[str, Any]]]
Change = Callable[[str], str]


class Personal(Scoped):
    """One workspace, looked through for one person."""

    def about(self, person_id: str) -> Rows:
        """Every row in which this id stands, by table, as it is kept."""
        names = _whole(person_id)
        found: dict[str, list[dict[str, Any]]] = {}
        for table in SCHEMA.sorted_tables:
            rows = [_shown(row) for row in self._rows(table, person_id) if _says(row, names)]
            if rows:
                found[table.name] = rows
        return found

    def parts_of(self, account_ids: Collection[int]) -> tuple[set[int], set[int]]:
        """The ids of the goals and of the strategies of these accounts."""
        aims, ways = (
            set(self.session.scalars(select(table.c.id).where(table.c.account_id.in_(account_ids))))
            for table in (goals, strategies)
        )
        return aims, ways

    def mentions(self, text: str) -> int:
        """In how many rows this text still stands."""
        return sum(len(self._rows(table, text)) for table in SCHEMA.sorted_tables)

    def erase(self, person_id: str, name: str, *, by_id: str, by_name: str) -> int:
        """Take out what is theirs, and have the rest name `by_id`, who is called `by_name`.

        An empty `name` stays where it is. Returns in how many rows something was replaced.
        """
        for table, column in THEIRS.items():
            there = SCHEMA.tables[table]
            self.delete(there, there.c[column] == person_id)
        self._unhand(person_id)
        promised = activities.c.kind.startswith(PROMISED)
        self._unsay(PROMISES, activities.c.by == person_id, promised, keep_why=True)
        changed = self._replace(person_id, _whole(person_id), by_id)
        return changed + (self._replace(name, _whole(name), by_name) if name else 0)

    def contact_called(self, typed: str) -> str | None:
        """The name of a contact as it is kept, however it is typed; None where there is none."""
        names = self.session.scalars(select(contacts.c.name).where(self.ours(contacts)))
        return next((name for name in names if name.casefold() == typed.casefold()), None)

    def erase_contact(self, name: str, *, by_name: str) -> int:
        """Delete the contacts of this name, with the words of their history; how many there were.

        Where a name has two words or more, `by_name` replaces it in what others wrote.
        """
        kept = contacts.c
        mine = select(kept.id, kept.account_id, kept.number, kept.name)
        rows = self.session.execute(mine.where(self.ours(contacts))).all()
        found = [row for row in rows if row.name.casefold() == name.casefold()]
        self._unname([(row.account_id, row.number) for row in found])
        self.delete(contacts, kept.id.in_([row.id for row in found]))
        for each in sorted({row.name for row in found if " " in row.name}):
            self._replace(each, _whole(each), by_name)
        return len(found)

    def _unname(self, those: Sequence[tuple[int, int]]) -> None:
        """Take contacts out of lights and actions, and their words out of the history.

        They are known by their accounts and numbers.
        """
        for table in (lights, actions):
            self.change(table, tuple_(table.c.account_id, table.c.contact).in_(those), contact=None)
        refs = [(account_id, f"C{number}") for account_id, number in those]
        about = tuple_(activities.c.account_id, activities.c.subject).in_(refs)
        self._unsay(DESCRIBES, about, activities.c.kind.startswith(OF_CONTACTS), keep_why=False)

    def _unhand(self, person_id: str) -> None:
        """Leave accounts, open actions and contacts of theirs without an owner and a link."""
        is_open = actions.c.closed_at.is_(None)
        self.change(accounts, accounts.c.owner_id == person_id, owner_id=None)
        self.change(actions, actions.c.owner_id == person_id, is_open, owner_id=None)
        self.change(contacts, contacts.c.held_by == person_id, held_by=None)

    def _unsay(self, words: Sequence[str], *which: ColumnElement[bool], keep_why: bool) -> None:
        """Take these words out of changes in the history, and the reasons if they are not kept."""
        of = activities.c
        query = select(of.id, of.before, of.after, of.why).where(self.ours(activities), *which)
        unsaid = [
            {
                "of_id": row.id,
                "less_before": _unsaid(row.before, words),
                "less_after": _unsaid(row.after, words),
                "less_why": row.why if keep_why else None,
            }
            for row in self.session.execute(query)
        ]
        if unsaid:
            self.session.connection().execute(UNSAYING, unsaid)

    def _replace(self, what: str, pattern: re.Pattern[str], by: str) -> int:
        return sum(self._replace_in(table, what, pattern, by) for table in SCHEMA.sorted_tables)

    def _replace_in(self, table: Table, what: str, pattern: re.Pattern[str], by: str) -> int:
        def change(text: str) -> str:
            return pattern.sub(lambda _found: by, text)

        found = [
            {f"key_{key.name}": row[key.name] for key in table.primary_key}
            | {f"new_{each.name}": _changed(row[each.name], change) for each in _texts(table)}
            for row in self._rows(table, what)
            if _says(row, pattern)
        ]
        if found:
            self.session.connection().execute(_rewriting(table), found)
        return len(found)

    def _rows(self, table: Table, text: str) -> Sequence[RowMapping]:
        """Rows that may have this text in them; the letters around it are still to be looked at."""
        columns = list(_texts(table))
        if not columns:
            return []
        spelled = {text, json.dumps(text)[1:-1]}  # as it stands in SQLite's JSON
        looked = [
            cast(column, Text).contains(each, autoescape=True)
            for column in columns
            for each in spelled
        ]
        query = select(table).where(self.ours(table), or_(*looked))
        return self.session.execute(query).mappings().all()

    # ------------------------------------------------------------------- accounts and workspaces

    def forget_account(self, account_id: int) -> None:
        """The account, and by the foreign keys everything that belongs to it."""
        self.delete(accounts, accounts.c.id == account_id)

    def forget_workspace(self) -> None:
        """Every row of the workspace."""
        for table in reversed(SCHEMA.sorted_tables):
            self.delete(table)

    def count(self) -> int:
        """How many rows of the workspace there are."""
        counts = (
            self.session.scalar(select(func.count()).select_from(table).where(self.ours(table)))
            for table in SCHEMA.sorted_tables
        )
        return sum(found or 0 for found in counts)


def _texts(table: Table) -> Iterator[Any]:
    """The columns in which a name or an id can stand, but for the workspace's own."""
    for column in table.c:
        kind = column.type
        is_json = isinstance(kind, Json)
        is_text = isinstance(kind, String) and not isinstance(kind, TypeDecorator)
        if column.name != "workspace_id" and (is_json or is_text):
            yield column


def _rewriting(table: Table) -> Update:
    """Writes the texts of a row of this table, which is known by its key."""
    return (
        update(table)
        .where(*(key == bindparam(f"key_{key.name}") for key in table.primary_key))
        .values({each: bindparam(f"new_{each.name}", type_=each.type) for each in _texts(table)})
    )


def _whole(text: str) -> re.Pattern[str]:
    """The text, and not as a part of a longer word: U1 is not in U12."""
    return re.compile(rf"(?<!\w){re.escape(text)}(?!\w)")


def _says(row: RowMapping, pattern: re.Pattern[str]) -> bool:
    return any(_is_in(value, pattern) for value in row.values())


def _is_in(value: object, pattern: re.Pattern[str]) -> bool:
    if isinstance(value, str):
        return pattern.search(value) is not None
    if isinstance(value, dict):
        return any(_is_in(each, pattern) for pair in value.items() for each in pair)
    return isinstance(value, list) and any(_is_in(each, pattern) for each in value)


def _changed(value: Any, change: Change) -> Any:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {change(key): _changed(each, change) for key, each in value.items()}
    return [_changed(each, change) for each in value] if isinstance(value, list) else value


def _unsaid(facts: dict[str, Any] | None, words: Sequence[str]) -> dict[str, Any] | None:
    if facts is None:
        return None
    return {name: NOT_SAID if name in words and value else value for name, value in facts.items()}


def _shown(row: RowMapping) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in SECRETS}
