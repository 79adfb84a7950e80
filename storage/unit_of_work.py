"""One transaction for one workspace. Nothing is kept unless `commit` is called.

Scoping is by construction: a session is opened for a workspace, every ORM statement it runs
gets that workspace's criterion, and a row of another workspace cannot be added to it.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Engine, Executable, String, bindparam, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction, with_loader_criteria
from sqlalchemy.orm.exc import StaleDataError

from domain.activity import ChangedSince
from domain.entity import Entity
from domain.errors import Conflict
from storage.accounts import Accounts
from storage.actions import Actions
from storage.activities import Activities
from storage.channels import Channels
from storage.drafts import Drafts
from storage.goals import Agreements, Goals, Milestones, ProgressLog, Pulses, Quotes
from storage.inbox import Inbox
from storage.lights import Lights
from storage.mapping import map_domain
from storage.mutes import Mutes
from storage.notices import Notices
from storage.numbers import Numbers
from storage.people import People
from storage.reviews import Reviews
from storage.routines import Routines


class StorageBusy(Conflict):
    """The database could not be written in time; nothing was kept."""


class ForeignWorkspaceError(AssertionError):
    """A row of one workspace was about to be written through another's session."""


WORKSPACE = bindparam("workspace", type_=String)
"""Carries the workspace into every query, beside the query's own parameters."""


class WorkspaceSession(Session):
    """A session that sees and writes the rows of one workspace only."""

    def __init__(self, engine: Engine, workspace_id: str) -> None:
        """`workspace_id`: a Slack team id."""
        super().__init__(engine, expire_on_commit=False, autoflush=False)
        self.workspace_id = workspace_id

    def must_own(self, row: Entity) -> None:
        """Raises ForeignWorkspaceError for a row of another workspace."""
        if row.workspace_id != self.workspace_id:
            raise ForeignWorkspaceError(type(row).__name__)


@event.listens_for(WorkspaceSession, "do_orm_execute")
def _scope(state: ORMExecuteState) -> None:
    session = state.session
    assert isinstance(session, WorkspaceSession)  # noqa: S101 - the event's own class
    if state.is_select:
        state.statement = _within_workspace(state.statement)
        state.parameters = {**_given(state), WORKSPACE.key: session.workspace_id}
    elif state.is_orm_statement:
        workspace_id = session.workspace_id
        state.statement = state.statement.options(
            with_loader_criteria(
                Entity, lambda entity: entity.workspace_id == workspace_id, include_aliases=True
            )
        )


@lru_cache
def _within_workspace(query: Executable) -> Executable:
    """`query`, scoped by WORKSPACE. Kept: a query that is made once is analysed once."""
    return query.options(
        with_loader_criteria(
            Entity, lambda entity: entity.workspace_id == WORKSPACE, include_aliases=True
        )
    )


def _given(state: ORMExecuteState) -> Mapping[str, Any]:
    assert not isinstance(state.parameters, Sequence)  # noqa: S101 - a query runs once
    return state.parameters or {}


@event.listens_for(WorkspaceSession, "before_flush")
def _refuse_foreign_rows(session: WorkspaceSession, _context: UOWTransaction, _: object) -> None:
    for row in (*session.new, *session.dirty, *session.deleted):
        session.must_own(row)


class UnitOfWork:
    """The repositories of one workspace in one transaction."""

    def __init__(self, engine: Engine, workspace_id: str) -> None:
        """Opens nothing yet: the transaction begins with the first statement."""
        self.workspace_id = workspace_id
        self.session = WorkspaceSession(engine, workspace_id)
        self.accounts = Accounts(self.session)
        self.actions = Actions(self.session)
        self.activities = Activities(self.session)
        self.agreements = Agreements(self.session)
        self.channels = Channels(self.session)
        self.drafts = Drafts(self.session)
        self.goals = Goals(self.session)
        self.inbox = Inbox(self.session)
        self.lights = Lights(self.session)
        self.milestones = Milestones(self.session)
        self.mutes = Mutes(self.session)
        self.notices = Notices(self.session)
        self.numbers = Numbers(self.session)
        self.people = People(self.session)
        self.reviews = Reviews(self.session)
        self.progress = ProgressLog(self.session)
        self.pulses = Pulses(self.session)
        self.quotes = Quotes(self.session)
        self.routines = Routines(self.session)

    def __enter__(self) -> Self:
        """Enter the transaction."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Roll back what was not committed; a locked database becomes StorageBusy."""
        self.session.close()
        if isinstance(error, OperationalError) and "locked" in str(error.orig):
            raise StorageBusy from error

    def remove(self, row: Entity) -> None:
        """Delete a row."""
        self.session.delete(row)

    def flush(self) -> None:
        """Send what is pending, so that new rows have their ids; raises ChangedSince."""
        _unless_changed(self.session.flush)

    def commit(self) -> None:
        """Keep everything; raises ChangedSince where somebody was quicker."""
        _unless_changed(self.session.commit)


def _unless_changed(keep: Callable[[], None]) -> None:
    try:
        keep()
    except StaleDataError as error:
        raise ChangedSince("", "", None, None) from error


OpenUnitOfWork = Callable[[str], UnitOfWork]


def units_of_work(engine: Engine) -> OpenUnitOfWork:
    """What opens a unit of work for a workspace on `engine`."""
    map_domain()
    return lambda workspace_id: UnitOfWork(engine, workspace_id)
