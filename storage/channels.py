"""Channels of a workspace."""

from domain.channel import Channel
from storage.repository import Repository


class Channels(Repository[Channel]):
    """Slack channels, as last described."""

    def get(self, channel_id: str) -> Channel | None:
        """The channel with this Slack id."""
        return self.session.get(Channel, (self.workspace_id, channel_id))

    def save(self, channel: Channel) -> None:
        """Insert or overwrite."""
        self.session.merge(channel)
