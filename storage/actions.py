"""Actions of an account."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import (
    Column,
    ColumnElement,
    Date,
    Index,
    Integer,
    String,
    Text,
    func,
    or_,
    select,
)

from domain.action import Action, ActionKind, ActionState
from domain.calendar import Month
from storage.metadata import numbered
from storage.repository import Key, NumberedRows, sets
from storage.types import MonthText, UtcDateTime, Word

actions = numbered(
    "actions",
    Column("text", Text, nullable=False),
    Column("owner_id", String),
    Column("due", Date),
    Column("month", MonthText, nullable=False),
    Column("kind", Word(ActionKind)),
    Column("serves", String),
    Column("state", Word(ActionState), nullable=False),
    Column("carried", Integer, nullable=False),
    Column("created_by", String, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("closed_at", UtcDateTime),
    Column("closed_by", String),
    Column("outcome", Text),
    Column("contact", Integer),
    Index(None, "workspace_id", "account_id", "state", "month"),
    Index(None, "workspace_id", "owner_id", "state"),
)


OPEN = actions.c.state == ActionState.OPEN


class Actions(NumberedRows[Action]):
    """Actions: open, done and dropped."""

    kind = Action

    def planned(self, account_id: int, first: Month) -> Sequence[Action]:
        """The open actions, and all from the month `first` on, done and dropped included."""
        return self.rows(actions.c.account_id == account_id, or_(OPEN, actions.c.month >= first))

    def in_month(self, account_id: int, month: Month) -> Sequence[Action]:
        """Everything of one month, done and dropped included."""
        return self.rows(actions.c.account_id == account_id, actions.c.month == month)

    def open(self, account_id: int) -> Sequence[Action]:
        """Open actions of the account."""
        return self.rows(actions.c.account_id == account_id, OPEN)

    def owned_by(self, person_id: str, account_ids: Collection[int]) -> Sequence[Action]:
        """The person's open actions in these accounts."""
        if not account_ids:
            return []
        return self.rows(
            actions.c.owner_id == person_id,
            actions.c.account_id.in_(sorted(account_ids)),
            OPEN,
            by=(actions.c.account_id, actions.c.number),
        )

    def due_within(
        self,
        account_ids: Collection[int],
        after: date,
        until: date,
        undated: Month | None = None,
    ) -> Sequence[Action]:
        """Open actions of somebody's with a due date in (after, until], in these accounts.

        And those without one up to the month `undated`, if it is named.
        """
        reasons = (actions.c.due > after) & (actions.c.due <= until)
        if undated is not None:
            reasons |= actions.c.due.is_(None) & (actions.c.month <= undated)
        return self.rows(
            actions.c.account_id.in_(sorted(account_ids)),
            OPEN,
            actions.c.owner_id.is_not(None),
            reasons,
            by=actions.c.id,
        )

    def keep_owner(self, those: Sequence[Action], before: str, after: str) -> None:
        """Keep that open actions of somebody are somebody else's now, with one statement.

        Raises ChangedSince where another transaction has closed or given away one meanwhile.
        """
        self.change_all(those, actions.c.owner_id == before, OPEN, owner_id=after)

    def owners(self, account_ids: Collection[int]) -> dict[int, set[str]]:
        """Whose open actions there are, by account."""
        owned = select(actions.c.account_id, actions.c.owner_id).distinct()
        mine = (self.within(actions, account_ids), OPEN, actions.c.owner_id.is_not(None))
        return sets(self.session.execute(owned.where(*mine)))

    def serving(self, account_id: int, refs: Collection[str]) -> Sequence[Action]:
        """Open actions that serve these references, such as S1."""
        return self.rows(
            actions.c.account_id == account_id, OPEN, actions.c.serves.in_(sorted(refs))
        )

    def talked(self, account_id: int) -> dict[int, datetime]:
        """When the latest action with each contact was done of which something came, by number."""
        told = (actions.c.contact.is_not(None), actions.c.outcome.is_not(None))
        return self._last_done(account_id, actions.c.contact, *told)

    def last_done(self, account_id: int, refs: Collection[str]) -> dict[str, datetime]:
        """When an action that serves each of these references was done last, if one was."""
        return self._last_done(account_id, actions.c.serves, actions.c.serves.in_(sorted(refs)))

    def _last_done(
        self, account_id: int, by: Column[Key], *which: ColumnElement[bool]
    ) -> dict[Key, datetime]:
        """When the latest of these actions of an account was done, by one of their columns."""
        mine = (self.ours(actions), actions.c.account_id == account_id)
        done = (actions.c.state == ActionState.DONE, *which)
        latest = select(by, func.max(actions.c.closed_at)).where(*mine, *done).group_by(by)
        return dict(self.session.execute(latest).all())
