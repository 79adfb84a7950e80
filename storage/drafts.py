"""Sentences that wait for an answer."""

from datetime import datetime

from sqlalchemy import (
    Column,
    Index,
    Integer,
    String,
    Table,
    Text,
    func,
    select,
)

from domain.draft import Draft
from storage.metadata import metadata
from storage.repository import Repository
from storage.types import UtcDateTime

drafts = Table(
    "drafts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace_id", String, nullable=False),
    Column("person_id", String, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "at"),
)


class Drafts(Repository[Draft]):
    """Drafts of the workspace."""

    kind = Draft

    def count(self, person_id: str, since: datetime, beginning: str) -> int:
        """How many of a person's drafts begin like this, from `since` on."""
        columns = drafts.c
        found = self.session.scalar(
            select(func.count())
            .select_from(Draft)
            .where(columns.person_id == person_id, columns.at >= since)
            .where(columns.sentence.startswith(beginning, autoescape=True))
        )
        return found or 0

    def get(self, draft_id: int, person_id: str, *, lock: bool = False) -> Draft | None:
        """The draft, if it is this person's; `lock` it so that of two who take it one finds it."""
        query = select(Draft).where(drafts.c.id == draft_id, drafts.c.person_id == person_id)
        return self.session.scalar(query.with_for_update() if lock else query)
