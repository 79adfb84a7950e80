"""What the queries of every noun share."""

from typing import TYPE_CHECKING, Generic, TypeVar

from domain.entity import Entity

if TYPE_CHECKING:
    from storage.unit_of_work import WorkspaceSession

Row = TypeVar("Row", bound=Entity)


class Repository(Generic[Row]):
    """Rows of one kind, in the workspace of the session."""

    def __init__(self, session: "WorkspaceSession") -> None:
        """`session` scopes every statement."""
        self.session = session

    @property
    def workspace_id(self) -> str:
        """The workspace whose rows these are."""
        return self.session.workspace_id

    def add(self, row: Row) -> Row:
        """Keep a new row; it has its id once the unit of work is flushed."""
        self.session.add(row)
        return row
