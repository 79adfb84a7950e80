"""Channels of a workspace."""

from collections.abc import Collection, Sequence

from sqlalchemy import (
    Column,
    Index,
    Integer,
    String,
    Text,
    select,
)

from domain.channel import Channel
from storage.metadata import flag, keyed
from storage.repository import OverwrittenRows
from storage.types import UtcDateTime

channels = keyed(
    "channels",
    Column("id", String, nullable=False),
    Column("name", Text, nullable=False),
    flag("is_private"),
    flag("is_shared"),
    flag("is_archived"),
    flag("is_member"),
    flag("is_gone"),
    Column("checked_at", UtcDateTime, nullable=False),
    Column("audience_at", UtcDateTime),
    Column("member_count", Integer),
    Column("told_at", UtcDateTime),
    Column("event_at", UtcDateTime),
    Column("claimed_at", UtcDateTime),
    Index(None, "workspace_id", "audience_at"),
    by=("id",),
)


class Channels(OverwrittenRows[Channel]):
    """Slack channels, as last described."""

    kind = Channel

    def get(self, channel_id: str) -> Channel | None:
        """The channel with this Slack id."""
        return self.session.get(Channel, (self.workspace_id, channel_id))

    def by_ids(self, ids: Collection[str]) -> dict[str, Channel]:
        """Those of these channels that are known, by id."""
        return {channel.id: channel for channel in self.rows(channels.c.id.in_(sorted(ids)))}

    def names(self, ids: Collection[str]) -> dict[str, str]:
        """The names of those of these channels that are known, by id."""
        mine = (self.ours(channels), channels.c.id.in_(sorted(ids)))
        names = select(channels.c.id, channels.c.name).where(*mine)
        return dict(self.session.execute(names).all())

    def all(self) -> Sequence[Channel]:
        """Every channel that is known."""
        return self.rows()

    def save(self, channel: Channel) -> None:
        """Insert or overwrite."""
        self.session.merge(channel)
