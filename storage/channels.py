"""Channels of a workspace."""

from collections.abc import Collection, Sequence

from sqlalchemy import (
    Column,
    Executable,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    select,
)

from domain.channel import Channel
from storage.inserts import Inserting, by_dialect
from storage.metadata import flag, metadata
from storage.repository import Repository
from storage.types import UtcDateTime

channels = Table(
    "channels",
    metadata,
    Column("workspace_id", String, nullable=False),
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
    PrimaryKeyConstraint("workspace_id", "id"),
    Index(None, "workspace_id", "audience_at"),
)


def _saving(insert: Inserting) -> Executable:
    """An INSERT that overwrites what was known of a channel."""
    statement = insert(channels)
    key = ("workspace_id", "id")
    facts = {
        each.name: statement.excluded[each.name] for each in channels.c if each.name not in key
    }
    return statement.on_conflict_do_update(index_elements=key, set_=facts)


SAVING = by_dialect(_saving)


class Channels(Repository[Channel]):
    """Slack channels, as last described."""

    kind = Channel

    def get(self, channel_id: str) -> Channel | None:
        """The channel with this Slack id."""
        return self.session.get(Channel, (self.workspace_id, channel_id))

    def by_ids(self, ids: Collection[str]) -> dict[str, Channel]:
        """Those of these channels that are known, by id."""
        found = self.session.scalars(select(Channel).where(channels.c.id.in_(sorted(ids))))
        return {channel.id: channel for channel in found}

    def names(self, ids: Collection[str]) -> dict[str, str]:
        """The names of those of these channels that are known, by id."""
        rows = self.session.execute(
            select(channels.c.id, channels.c.name).where(
                channels.c.workspace_id == self.workspace_id, channels.c.id.in_(sorted(ids))
            )
        )
        return dict(rows.all())

    def all(self) -> Sequence[Channel]:
        """Every channel that is known."""
        return self.rows()

    def save(self, channel: Channel) -> None:
        """Insert or overwrite."""
        self.session.merge(channel)

    def save_all(self, found: Sequence[Channel]) -> None:
        """Insert or overwrite many at once."""
        facts = [{each.name: getattr(row, each.name) for each in channels.c} for row in found]
        for row in found:
            self.session.must_own(row)
        if facts:
            self.session.execute(SAVING(self.session.dialect), facts)
