"""Channels, as Slack last described them, and what keeps the product from posting there."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from domain.entity import Entity

FRESH_FOR = timedelta(seconds=60)
"""How old channel facts may be when something is posted (docs/method.md, "delivery")."""


NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When Slack was asked about a channel of which nothing is known, or nothing any more."""

AUDIENCE_FOR = timedelta(hours=24)
"""How long a list of who reads in a channel counts; events keep it true meanwhile."""


class Obstacle(StrEnum):
    """Why nothing may be posted in a channel now."""

    SHARED = "shared"
    ARCHIVED = "archived"
    NOT_MEMBER = "not_member"
    GONE = "gone"
    RESTRICTED = "restricted"
    POLICY = "policy"
    UNKNOWN = "unknown"
    GUESTS = "guests"
    PUBLIC = "public"


@dataclass(eq=False, kw_only=True)
class Channel(Entity):
    """A Slack channel. `is_shared`: people of another company see it, or are invited to.

    `checked_at` is when Slack was asked, `audience_at` when it was asked who is in the channel;
    `told_at` when an event about it last reached us, `event_at` when that happened, by Slack's
    clock. `member_count` is Slack's count of its members. `claimed_at`: when a process last took
    it upon itself to ask who is in it.
    """

    id: str
    name: str = ""
    is_private: bool = False
    is_shared: bool = False
    is_archived: bool = False
    is_member: bool = True
    is_gone: bool = False
    checked_at: datetime
    audience_at: datetime | None = None
    member_count: int | None = None
    told_at: datetime | None = None
    event_at: datetime | None = None
    claimed_at: datetime | None = None

    @property
    def is_known(self) -> bool:
        """Whether Slack has said who may read here, and nothing made that doubtful since."""
        return self.checked_at > NEVER

    def is_newer_than(self, asked: datetime) -> bool:
        """Whether more is known than an answer can tell that was asked for at `asked`."""
        return self.checked_at > asked or (self.told_at is not None and self.told_at > asked)

    def keeps(self, known: "Channel") -> None:
        """Take over from what was known what an answer about the channel does not tell.

        Another number of members means that others read here than those who were listed.
        """
        is_same = None in (self.member_count, known.member_count) or (
            self.member_count == known.member_count
        )
        self.audience_at = known.audience_at if is_same else None
        self.member_count = self.member_count or known.member_count
        self.told_at, self.event_at = known.told_at, known.event_at
        self.claimed_at = known.claimed_at

    def forget(self) -> None:
        """Trust nothing that is known of it until Slack was asked again."""
        self.checked_at = NEVER

    def is_told_of(self, event_at: datetime, now: datetime) -> bool:
        """Note an event; whether none that happened later has come before it."""
        is_news = self.event_at is None or event_at >= self.event_at
        self.told_at = now
        self.event_at = event_at if is_news else self.event_at
        return is_news

    def knows_audience(self, now: datetime, within: timedelta = AUDIENCE_FOR) -> bool:
        """Whether it is known who reads here, and lately enough."""
        return self.audience_at is not None and now - self.audience_at <= within

    def is_fresh(self, now: datetime) -> bool:
        """Whether the facts are young enough to post by them."""
        return now - self.checked_at <= FRESH_FOR

    def obstacle(self) -> Obstacle | None:
        """The obstacle to posting here; a customer who might read comes first."""
        if not self.is_known:
            return Obstacle.UNKNOWN
        if self.is_shared:
            return Obstacle.SHARED
        if self.is_gone:
            return Obstacle.GONE
        if self.is_archived:
            return Obstacle.ARCHIVED
        return None if self.is_member else Obstacle.NOT_MEMBER
