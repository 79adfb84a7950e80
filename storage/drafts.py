"""Sentences that wait for an answer."""

from sqlalchemy import Column, Index, String, Text

from domain.draft import Draft
from storage.metadata import identified
from storage.repository import Repository
from storage.types import UtcDateTime

drafts = identified(
    "drafts",
    Column("person_id", String, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "at"),
)


class Drafts(Repository[Draft]):
    """Drafts of the workspace."""

    kind = Draft

    def get(self, draft_id: int, person_id: str, *, lock: bool = False) -> Draft | None:
        """The draft, if it is this person's; `lock` it so that of two who take it one finds it."""
        return self.find(drafts.c.id == draft_id, drafts.c.person_id == person_id, lock=lock)
