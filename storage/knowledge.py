"""Key information on the customers of accounts."""

from collections.abc import Sequence

from sqlalchemy import Column, Date, String, Text

from domain.knowledge import Area, KeyInformation
from storage.metadata import numbered
from storage.repository import NumberedRows
from storage.types import UtcDateTime, Word

key_information = numbered(
    "key_information",
    Column("text", Text, nullable=False),
    Column("area", Word(Area)),
    Column("source", Text),
    Column("learned_on", Date, nullable=False),
    Column("checked_on", Date, nullable=False),
    Column("told_by", String, nullable=False),
    Column("told_at", UtcDateTime, nullable=False),
    Column("gone_at", UtcDateTime),
)


class Knowledge(NumberedRows[KeyInformation]):
    """Key information: true and out of date."""

    kind = KeyInformation

    def true(self, account_id: int) -> Sequence[KeyInformation]:
        """The account's key information that nobody has said is out of date, by number."""
        return self.rows(
            key_information.c.account_id == account_id, key_information.c.gone_at.is_(None)
        )
