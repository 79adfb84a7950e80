"""Decisions of workspace admins: written down in their transaction, and taken back.

They belong to no account, so that no account's history tells of them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from domain.activity import AdminChange, AlreadyUndone, ChangedSince
from domain.errors import NotFound
from domain.person import Person
from domain.workspace import Workspace
from services import access, history
from storage.unit_of_work import UnitOfWork

CHANNEL_SET = "portfolio.channel"
RHYTHM_SET = "portfolio.rhythm"
TURNED_OFF = "portfolio.off"
NAMED = "leader.named"
DISMISSED = "leader.dismissed"


class NoSuchDecision(NotFound):
    """There is no such decision."""


@contextmanager
def recorded(
    uow: UnitOfWork, admin: Person, kind: str, subject: Workspace | Person, now: datetime
) -> Iterator[AdminChange]:
    """Write down what the block changes; the decision is complete after the block."""
    before = history.facts(subject)
    about = subject.ref if isinstance(subject, Workspace) else subject.id
    change = AdminChange(
        workspace_id=uow.workspace_id, by=admin.id, at=now, kind=kind, subject=about
    )
    yield change
    change.before, change.after = history.difference(before, history.facts(subject))
    uow.admin_changes.add(change)


def undo(uow: UnitOfWork, person_id: str, change_id: int, now: datetime) -> AdminChange:
    """Take a decision back while everything it set still stands.

    Raises NotAllowed, NoSuchDecision, AlreadyUndone and ChangedSince.
    """
    access.admin(uow, person_id)
    change = uow.admin_changes.get(change_id)
    if change is None:
        raise NoSuchDecision
    if change.undone_at is not None:
        raise AlreadyUndone
    subject = _subject(uow, change)
    if subject is None or not history.stands(change, subject):
        raise ChangedSince("", "", None, None)
    history.put_back(change, subject)
    if isinstance(subject, Workspace):
        subject.next_at = None
    change.undone_at = now
    return change


def _subject(uow: UnitOfWork, change: AdminChange) -> Workspace | Person | None:
    if change.kind in (NAMED, DISMISSED):
        return uow.people.get(change.subject)
    return uow.workspaces.get()
