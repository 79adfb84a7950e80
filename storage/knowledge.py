"""Key information on the customers of accounts."""

from collections.abc import Sequence

from sqlalchemy import (
    Column,
    Date,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    select,
)

from domain.knowledge import Area, KeyInformation
from storage.metadata import metadata, of_account
from storage.repository import NumberedRows
from storage.types import UtcDateTime, Word

key_information = Table(
    "key_information",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace_id", String, nullable=False),
    *of_account(),
    Column("number", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("area", Word(Area)),
    Column("source", Text),
    Column("learned_on", Date, nullable=False),
    Column("checked_on", Date, nullable=False),
    Column("told_by", String, nullable=False),
    Column("told_at", UtcDateTime, nullable=False),
    Column("gone_at", UtcDateTime),
    Column("version", Integer, nullable=False),
    UniqueConstraint("workspace_id", "account_id", "number"),
)


class Knowledge(NumberedRows[KeyInformation]):
    """Key information: true and out of date."""

    kind = KeyInformation

    def true(self, account_id: int) -> Sequence[KeyInformation]:
        """The account's key information that nobody has said is out of date, by number."""
        return self.session.scalars(
            select(KeyInformation)
            .where(key_information.c.account_id == account_id, key_information.c.gone_at.is_(None))
            .order_by(key_information.c.number)
        ).all()
