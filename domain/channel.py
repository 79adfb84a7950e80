"""Channels, as Slack last described them, and what keeps the product from posting there."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.entity import Entity

FRESH_FOR = timedelta(seconds=60)
"""How old channel facts may be when something is posted (docs/method.md, "delivery")."""


class Obstacle(StrEnum):
    """Why nothing may be posted in a channel now."""

    SHARED = "shared"
    ARCHIVED = "archived"
    NOT_MEMBER = "not_member"
    GONE = "gone"
    RESTRICTED = "restricted"
    POLICY = "policy"
    UNKNOWN = "unknown"


@dataclass(eq=False, kw_only=True)
class Channel(Entity):
    """A Slack channel. `is_shared`: people of another company see it, or are invited to."""

    id: str
    name: str = ""
    is_private: bool = False
    is_shared: bool = False
    is_archived: bool = False
    is_member: bool = True
    is_gone: bool = False
    checked_at: datetime

    def is_fresh(self, now: datetime) -> bool:
        """Whether the facts are young enough to post by them."""
        return now - self.checked_at <= FRESH_FOR

    def obstacle(self) -> Obstacle | None:
        """What stands against posting here; a customer who might listen comes first."""
        if self.is_shared:
            return Obstacle.SHARED
        if self.is_gone:
            return Obstacle.GONE
        if self.is_archived:
            return Obstacle.ARCHIVED
        return None if self.is_member else Obstacle.NOT_MEMBER
