"""The history of changes, from which follow the undo and the "what changed since" of the digest."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.entity import Stored
from domain.errors import AboutRef, Conflict


class NothingToUndo(Conflict):
    """The person has changed nothing here that is not undone already."""


class AlreadyUndone(Conflict):
    """This change was undone before."""


@dataclass(eq=False)
class ChangedSince(AboutRef, Conflict):
    """Somebody changed the thing after it was last looked at.

    `what` is the kind of the latest activity; `by` a person's id.
    """

    what: str
    by: str | None
    at: datetime | None


@dataclass(eq=False, kw_only=True)
class RecordedChange(Stored):
    """One change: who, when, what, and the changed fields before and after.

    `kind` is a noun and a verb, such as `light.turned`; `subject` is the reference, such as L3.
    `before` is None where the change created the subject.
    """

    by: str
    at: datetime
    kind: str
    subject: str
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    undone_at: datetime | None = None

    @property
    def once(self) -> str:
        """The key that tells the change from its being taken back."""
        return f"{self.id}/{self.undone_at is not None}"

    @property
    def moved_at(self) -> datetime:
        """When it was made, or taken back."""
        return self.undone_at or self.at


@dataclass(eq=False, kw_only=True)
class Activity(RecordedChange):
    """A change in an account."""

    account_id: int
    why: str | None = None


class AdminChange(RecordedChange):
    """One decision of an admin; `subject` is a person's id, or the workspace's own reference."""
