"""The readers of a channel besides colleagues, and those whom the owner lets read along.

Source: docs/method.md, "access".
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from domain.channel import Obstacle
from domain.entity import Stored
from domain.errors import AboutName, Conflict, Invalid
from domain.person import Person


class NoGuestHere(AboutName, Invalid):
    """The person named is not a guest in the account's channel."""


class ReadsAlready(Conflict):
    """The guest reads along already."""


class ReadsNotAlong(Conflict):
    """The guest was not let read along, or not any more."""


class NeedsPrivateChannel(Invalid):
    """A confidential account cannot live where everybody in the workspace can read."""


@dataclass(eq=False, kw_only=True)
class Companion(Stored):
    """A guest whom the owner of an account lets read along in its channel, or did once."""

    account_id: int
    person_id: str
    is_allowed: bool = False
    by: str
    at: datetime

    @property
    def ref(self) -> str:
        """How the history refers to it."""
        return f"guest:{self.person_id}"


@dataclass(frozen=True)
class Audience:
    """The readers of a channel: `guests` for whom messages are held, `companions` who were allowed.

    `is_known`: Slack has said of everybody there who they are. `is_public`: everybody in the
    workspace can read the channel, members or not.
    """

    guests: tuple[Person, ...] = ()
    companions: tuple[Person, ...] = ()
    is_known: bool = True
    is_public: bool = False

    def obstacle(self, *, is_confidential: bool) -> Obstacle | None:
        """The obstacle to posting before these readers."""
        if self.guests:
            return Obstacle.GUESTS
        if not self.is_known:
            return Obstacle.UNKNOWN
        return Obstacle.PUBLIC if self.is_public and is_confidential else None


def divided(outsiders: Collection[Person], allowed: Collection[str]) -> tuple[list[Person], ...]:
    """Those for whom messages are held, and those who read along: only guests may be allowed."""
    may = [each for each in outsiders if each.id in allowed and not each.is_foreign]
    return [each for each in outsiders if each not in may], may
