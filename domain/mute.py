"""Mutes: what somebody does not want to be told any more, or not for a while."""

from dataclasses import dataclass
from datetime import datetime

from domain.entity import VersionedEntity
from domain.notice_kinds import Topic
from domain.routine import RoutineKind

ROUTINES: dict[Topic, RoutineKind] = {
    Topic.REVIEW: RoutineKind.REVIEW,
    Topic.SLIPS: RoutineKind.SLIPS,
    Topic.DIGEST: RoutineKind.DIGEST,
}
"""What owners mute for the whole account: the routine behind what the channel is told."""


@dataclass(eq=False, kw_only=True)
class Mute(VersionedEntity):
    """One person is not told of a topic: `account_id` None: of no account; `until` None: ever.

    `scope` is the account as a text, for a unique key: databases count two NULLs as different.
    """

    person_id: str
    account_id: int | None
    topic: Topic
    until: datetime | None = None
    scope: str = ""

    def __post_init__(self) -> None:
        """Derive the key under which the database lets a mute exist once."""
        self.scope = scope(self.account_id)

    def holds(self, now: datetime) -> bool:
        """Whether it still counts."""
        return self.until is None or now < self.until


def scope(account_id: int | None) -> str:
    """An account, or all of them, as the key of a mute."""
    return str(account_id or "-")
