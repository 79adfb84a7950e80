"""Contacts of accounts: people at the customer."""

from collections.abc import Sequence

from sqlalchemy import Column, Date, String, Text, exists, or_, select

from domain.contact import Attitude, Contact, Influence
from storage.actions import actions
from storage.lights import lights
from storage.metadata import numbered
from storage.repository import NumberedRows
from storage.types import Json, UtcDateTime, Word

contacts = numbered(
    "contacts",
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("attitude", Word(Attitude), nullable=False),
    Column("influence", Word(Influence)),
    Column("goals", Json, nullable=False),
    Column("held_by", String),
    Column("met_on", Date),
    Column("added_by", String, nullable=False),
    Column("added_at", UtcDateTime, nullable=False),
    Column("gone_at", UtcDateTime),
)


class Contacts(NumberedRows[Contact]):
    """People at the customer: still there and gone."""

    kind = Contact

    def here(self, account_id: int) -> Sequence[Contact]:
        """The account's contacts that are still there, by number."""
        return self.rows(contacts.c.account_id == account_id, contacts.c.gone_at.is_(None))

    def is_named(self, account_id: int, number: int) -> bool:
        """Whether a light or an action of the account names the contact with this number."""
        named = (
            exists().where(self.within(table, [account_id]), table.c.contact == number)
            for table in (lights, actions)
        )
        return bool(self.session.scalar(select(or_(*named))))
