"""Mutes: what somebody does not want to be told any more, or not for a while."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.entity import Stored
from domain.notice import Kind
from domain.routine import RoutineKind


class Topic(StrEnum):
    """What the messages that come by themselves are about; one is muted as a whole."""

    REMINDERS = "reminders"
    OWNER_LOST = "owner_lost"
    REVIEW = "review"
    SLIPS = "slips"
    SILENT = "silent"
    PULSE = "pulse"
    DIGEST = "digest"
    COMMITMENTS = "commitments"
    UNCOMMITTED = "uncommitted"
    PORTFOLIO = "portfolio"


TOPICS: dict[Kind, Topic] = {
    Kind.REMINDER: Topic.REMINDERS,
    Kind.OWNER_LOST: Topic.OWNER_LOST,
    Kind.NUDGE_OWNER: Topic.REVIEW,
    Kind.SLIP: Topic.SLIPS,
    Kind.SLIP_OVER: Topic.SLIPS,
    Kind.SILENT: Topic.SILENT,
    Kind.PULSE: Topic.PULSE,
    Kind.PORTFOLIO: Topic.PORTFOLIO,
    Kind.DIGEST: Topic.DIGEST,
    Kind.COMMIT_REMINDER: Topic.COMMITMENTS,
    Kind.UNCOMMITTED: Topic.UNCOMMITTED,
}
"""What each kind of notice that comes by itself is about. A DM is muted by its reader."""

ROUTINES: dict[Topic, RoutineKind] = {
    Topic.REVIEW: RoutineKind.REVIEW,
    Topic.SLIPS: RoutineKind.SLIPS,
    Topic.DIGEST: RoutineKind.DIGEST,
}
"""What owners mute for the whole account: the routine behind what the channel is told."""


@dataclass(eq=False, kw_only=True)
class Mute(Stored):
    """One person is not told of a topic: `account_id` None: of no account; `until` None: ever.

    `scope` is the account as a text, for a unique key: databases count two NULLs as different.
    """

    person_id: str
    account_id: int | None
    topic: Topic
    until: datetime | None = None
    scope: str = ""
    version: int = 1

    def __post_init__(self) -> None:
        """Derive the key under which the database lets a mute exist once."""
        self.scope = scope(self.account_id)

    def holds(self, now: datetime) -> bool:
        """Whether it still counts."""
        return self.until is None or now < self.until


def scope(account_id: int | None) -> str:
    """An account, or all of them, as the key of a mute."""
    return str(account_id or "-")
