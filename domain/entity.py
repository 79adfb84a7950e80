"""The common base of every row of the product: it belongs to one workspace."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar


@dataclass(eq=False, kw_only=True)
class Entity:
    """Something kept for one workspace (a Slack team id); storage scopes every query by it."""

    workspace_id: str


@dataclass(eq=False, kw_only=True)
class Stored(Entity):
    """Something that the database gives a number of its own, by which others name it."""

    id: int | None = None

    @property
    def saved_id(self) -> int:
        """The id; ValueError before it was saved."""
        if self.id is None:
            raise ValueError(type(self).__name__)
        return self.id


@dataclass(eq=False, kw_only=True)
class VersionedEntity(Stored):
    """Something that people change: every change raises its version."""

    version: int = 1


@dataclass(eq=False, kw_only=True)
class NumberedEntity(VersionedEntity):
    """Something that people know by a number in its account; 0 until it was given one."""

    LETTER: ClassVar[str]

    account_id: int
    number: int = 0

    @property
    def ref(self) -> str:
        """The short reference people type, such as L3."""
        return f"{self.LETTER}{self.number}"


@dataclass(frozen=True)
class Origin:
    """Where, by whom and when something begins; `today` in the account's time zone."""

    workspace_id: str
    account_id: int
    by: str
    now: datetime
    today: date
