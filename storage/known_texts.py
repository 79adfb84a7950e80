"""The texts of many accounts at once: only as much as it takes to tell whether something is new."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import Table, select

from storage.actions import actions
from storage.goals import goals
from storage.lights import lights
from storage.milestones import milestones
from storage.session import WorkspaceSession
from storage.strategies import strategies

Text = tuple[int, int, str]
"""The account's id, the number and the text of something."""

SERVED = {"L": lights, "M": milestones, "S": strategies}
"""What an action may serve, by the letter of its reference."""


class KnownTexts:
    """Texts and references by account."""

    def __init__(self, session: WorkspaceSession) -> None:
        """`session` says whose workspace it is."""
        self.session = session

    def goals(self, account_ids: Collection[int]) -> Iterable[Text]:
        """Goals, whatever their state."""
        return self._texts(goals, account_ids)

    def actions(self, account_ids: Collection[int]) -> Iterable[Text]:
        """Actions, whatever their state."""
        return self._texts(actions, account_ids)

    def refs(self, account_ids: Collection[int]) -> dict[int, set[str]]:
        """Every reference that an action may serve."""
        found: dict[int, set[str]] = defaultdict(set)
        for letter, table in SERVED.items():
            mine = table.c.workspace_id == self.session.workspace_id
            query = select(table.c.account_id, table.c.number).where(
                mine, table.c.account_id.in_(sorted(account_ids))
            )
            for account_id, number in self.session.execute(query):
                found[account_id].add(f"{letter}{number}")
        return found

    def _texts(self, table: Table, account_ids: Collection[int]) -> Iterable[Text]:
        mine = table.c.workspace_id == self.session.workspace_id
        query = select(table.c.account_id, table.c.number, table.c.text).where(
            mine, table.c.account_id.in_(sorted(account_ids))
        )
        return [(row.account_id, row.number, row.text) for row in self.session.execute(query)]
