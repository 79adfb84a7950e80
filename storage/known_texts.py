"""The texts of many accounts at once: only as much as it takes to tell whether something is new."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import Column, ColumnElement, Table, select

from storage.actions import actions
from storage.contacts import contacts
from storage.goals import goals
from storage.knowledge import key_information
from storage.lights import lights
from storage.milestones import milestones
from storage.repository import Scoped
from storage.strategies import strategies

Text = tuple[int, int, str]
"""The account's id, the number and the text of something."""

SERVED = {"L": lights, "M": milestones, "S": strategies}
"""What an action may serve, by the letter of its reference."""


class KnownTexts(Scoped):
    """Texts and references by account."""

    def goals(self, account_ids: Collection[int]) -> Iterable[Text]:
        """Goals, whatever their state."""
        return self._texts(goals, account_ids)

    def actions(self, account_ids: Collection[int]) -> Iterable[Text]:
        """Actions, whatever their state."""
        return self._texts(actions, account_ids)

    def contacts(self, account_ids: Collection[int]) -> Iterable[Text]:
        """The names of contacts that are still there."""
        return self._texts(contacts, account_ids, contacts.c.name, contacts.c.gone_at.is_(None))

    def key_information(self, account_ids: Collection[int]) -> Iterable[Text]:
        """Key information that is true."""
        gone = key_information.c.gone_at
        return self._texts(key_information, account_ids, None, gone.is_(None))

    def refs(self, account_ids: Collection[int]) -> dict[int, set[str]]:
        """Every reference that an action may serve."""
        found: dict[int, set[str]] = defaultdict(set)
        for letter, table in SERVED.items():
            numbers = select(table.c.account_id, table.c.number)
            mine = numbers.where(self.within(table, account_ids))
            for account_id, number in self.session.execute(mine):
                found[account_id].add(f"{letter}{number}")
        return found

    def _texts(
        self,
        table: Table,
        account_ids: Collection[int],
        text: Column[str] | None = None,
        *which: ColumnElement[bool],
    ) -> Iterable[Text]:
        says = table.c.text if text is None else text
        texts = select(table.c.account_id, table.c.number, says)
        found = self.session.execute(texts.where(self.within(table, account_ids), *which))
        return [(account_id, number, said) for account_id, number, said in found]
