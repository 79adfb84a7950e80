"""The session of one workspace, which sees and writes nothing else.

Scoping is by construction: a session is opened for a workspace, every ORM statement it runs
gets that workspace's criterion, and a row of another workspace cannot be added to it.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Engine, Executable, String, bindparam, event
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction, with_loader_criteria

from domain.entity import Entity


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

    @property
    def dialect(self) -> str:
        """The name of the database's dialect."""
        return self.get_bind().dialect.name

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
