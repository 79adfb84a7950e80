"""Pages: the canvases that show accounts, and what stands on them."""

from sqlalchemy import Column, Integer, String, Table, UniqueConstraint, select

from domain.page import Page, PagePlace, Trouble
from storage.metadata import metadata, of_account
from storage.repository import Repository
from storage.types import Json, Word

pages = Table(
    "pages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace_id", String, nullable=False),
    *of_account(),
    Column("canvas_id", String),
    Column("place", Word(PagePlace), nullable=False),
    Column("sections", Json, nullable=False),
    Column("trouble", Word(Trouble)),
    Column("version", Integer, nullable=False),
    UniqueConstraint("workspace_id", "account_id"),
)


class AccountPages(Repository[Page]):
    """Pages of the workspace, one an account."""

    kind = Page

    def of(self, account_id: int) -> Page | None:
        """The page of an account."""
        return self.session.scalar(select(Page).where(pages.c.account_id == account_id))
