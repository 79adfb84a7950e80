"""Short references per account: the 3 in L3."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from storage.tables import numbers

if TYPE_CHECKING:
    from storage.unit_of_work import WorkspaceSession

Insert = sqlite.Insert | postgresql.Insert
INSERTS: dict[str, Callable[[Table], Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


class Numbers:
    """Counters that two writers cannot both read."""

    def __init__(self, session: "WorkspaceSession") -> None:
        """`session` scopes every statement."""
        self.session = session

    def next(self, account_id: int, letter: str) -> int:
        """The next number for `letter` in this account, from 1 on, in one statement."""
        dialect = self.session.get_bind().dialect.name
        row = INSERTS[dialect](numbers).values(
            workspace_id=self.session.workspace_id, account_id=account_id, letter=letter, last=1
        )
        counted = row.on_conflict_do_update(
            index_elements=["workspace_id", "account_id", "letter"],
            set_={"last": numbers.c.last + 1},
        ).returning(numbers.c.last)
        return int(self.session.execute(counted).scalar_one())
