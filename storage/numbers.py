"""Short references per account: the 3 in L3."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import Column, Executable, Integer, String, select

from storage.inserts import Inserting, by_dialect, insert_on
from storage.metadata import keyed, of_account
from storage.repository import Scoped

numbers = keyed(
    "numbers",
    *of_account(),
    Column("letter", String, nullable=False),
    Column("last", Integer, nullable=False),
    by=("account_id", "letter"),
)


def _counting(insert: Inserting) -> Executable:
    return (
        insert(numbers)
        .values(last=1)
        .on_conflict_do_update(
            index_elements=["workspace_id", "account_id", "letter"],
            set_={"last": numbers.c.last + 1},
        )
        .returning(numbers.c.last)
    )


COUNTING = by_dialect(_counting)

AT_ONCE = 1_000
"""Accounts a statement: each takes four parameters, and SQLite takes no more than 32,766."""


class Counters(Scoped):
    """Counters that two writers cannot both read."""

    def next(self, account_id: int, letter: str) -> int:
        """The next number for `letter` in this account, from 1 on, in one statement."""
        counting = COUNTING(self.session.dialect)
        return int(self.session.execute(counting, self._counter(account_id, letter)).scalar_one())

    def last(self, letter: str, account_ids: Collection[int]) -> dict[int, int]:
        """The numbers that were given last, by account; none where there was none."""
        counted = select(numbers.c.account_id, numbers.c.last)
        mine = (self.within(numbers, account_ids), numbers.c.letter == letter)
        return dict(self.session.execute(counted.where(*mine)).all())

    def reserve(self, letter: str, counts: Mapping[int, int]) -> dict[int, Iterator[int]]:
        """So many numbers for `letter` in each account, in a few statements for all of them."""
        insert = insert_on(self.session.dialect)
        rows = [
            self._counter(account_id, letter) | {"last": count}
            for account_id, count in sorted(counts.items())
        ]
        found: dict[int, Iterator[int]] = {}
        for start in range(0, len(rows), AT_ONCE):
            reserving = _reserving(insert, rows[start : start + AT_ONCE])
            for account_id, last in self.session.execute(reserving):
                found[account_id] = iter(range(last - counts[account_id] + 1, last + 1))
        return found

    def _counter(self, account_id: int, letter: str) -> dict[str, Any]:
        return {"workspace_id": self.workspace_id, "account_id": account_id, "letter": letter}


def _reserving(insert: Inserting, rows: list[dict[str, Any]]) -> Executable:
    made = insert(numbers).values(rows)
    return made.on_conflict_do_update(
        index_elements=["workspace_id", "account_id", "letter"],
        set_={"last": numbers.c.last + made.excluded.last},
    ).returning(numbers.c.account_id, numbers.c.last)
