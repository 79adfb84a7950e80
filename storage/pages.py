"""Pages: the canvases that show accounts, and what stands on them."""

from collections.abc import Collection, Sequence

from sqlalchemy import Column, String, Text, UniqueConstraint

from domain.page import Page, PagePlace, Trouble
from storage.metadata import of_account, versioned
from storage.repository import Repository
from storage.types import Json, Word

pages = versioned(
    "pages",
    *of_account(),
    Column("canvas_id", String),
    Column("place", Word(PagePlace), nullable=False),
    Column("title", Text),
    Column("sections", Json, nullable=False),
    Column("trouble", Word(Trouble)),
    UniqueConstraint("workspace_id", "account_id"),
)


class AccountPages(Repository[Page]):
    """Pages of the workspace, one an account."""

    kind = Page

    def of(self, account_id: int) -> Page | None:
        """The page of an account."""
        return self.find(pages.c.account_id == account_id)

    def of_all(self, account_ids: Collection[int]) -> Sequence[Page]:
        """The pages of several accounts."""
        return self.rows(pages.c.account_id.in_(account_ids))
