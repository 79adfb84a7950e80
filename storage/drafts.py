"""Sentences that wait for an answer."""

from sqlalchemy import (
    Column,
    Index,
    Integer,
    String,
    Table,
    Text,
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

    def get(self, draft_id: int, person_id: str) -> Draft | None:
        """The draft, if it is this person's; locked, so that of two who take it one finds it."""
        return self.session.scalar(
            select(Draft)
            .where(drafts.c.id == draft_id, drafts.c.person_id == person_id)
            .with_for_update()
        )
