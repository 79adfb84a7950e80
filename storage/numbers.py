"""Short references per account: the 3 in L3."""

from typing import Protocol

from sqlalchemy import Executable, Table
from sqlalchemy.dialects import postgresql, sqlite

from storage.session import WorkspaceSession
from storage.tables import numbers


class Counting(Protocol):
    """Makes an INSERT that knows what to do on a conflict; each database has its own."""

    def __call__(self, table: Table) -> sqlite.Insert | postgresql.Insert: ...


def _counting(insert: Counting) -> Executable:
    return (
        insert(numbers)
        .values(last=1)
        .on_conflict_do_update(
            index_elements=["workspace_id", "account_id", "letter"],
            set_={"last": numbers.c.last + 1},
        )
        .returning(numbers.c.last)
    )


COUNTING = {"sqlite": _counting(sqlite.insert), "postgresql": _counting(postgresql.insert)}


class Numbers:
    """Counters that two writers cannot both read."""

    def __init__(self, session: WorkspaceSession) -> None:
        """`session` scopes every statement."""
        self.session = session

    def next(self, account_id: int, letter: str) -> int:
        """The next number for `letter` in this account, from 1 on, in one statement."""
        counting = COUNTING[self.session.get_bind().dialect.name]
        row = {
            "workspace_id": self.session.workspace_id,
            "account_id": account_id,
            "letter": letter,
        }
        return int(self.session.execute(counting, row).scalar_one())
