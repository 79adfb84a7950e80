"""Facts about a channel before anything is posted there: what is old is asked of Slack anew."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from domain.notice import Notice
from domain.notice_kinds import WITHDRAWING
from handlers.directory import Directory
from handlers.outbox.slack_errors import UNANSWERED, is_busy, reason
from services import obstacles
from storage.queues import Queues
from storage.unit_of_work import OpenUnitOfWork

LISTING = 5
"""From so many channels on to be looked up, one listing of all of them serves a batch."""

CHANNELS_A_CALL = 200

log = structlog.get_logger()


@dataclass(frozen=True)
class ChannelFacts:
    """Facts about the channels of one workspace, no older than posting allows."""

    workspace_id: str
    directory: Directory
    queues: Queues
    open_uow: OpenUnitOfWork
    clock: Callable[[], datetime]

    def list_all(self, asked: Sequence[Notice]) -> None:
        """Look all channels up at once where that takes fewer calls than one by one."""
        if not asked or not self._lacks(asked[0])[0]:
            return
        calls = self.queues.known_channels(self.workspace_id) // CHANNELS_A_CALL + 1
        most = max(LISTING, calls)
        if self.queues.stale_channels(self.workspace_id, self.clock(), most) + len(asked) < most:
            return
        try:
            self.directory.channels()
        except UNANSWERED as error:
            log.warning("lookup.failed", method="users.conversations", reason=reason(error))

    def learn(self, notice: Notice) -> str | None:
        """Ask for what is lacking; the method that Slack has no time for, if there is one."""
        is_stale, needs_audience = self._lacks(notice)
        if is_stale:
            if not self.directory.channel(notice.to):
                return "conversations.info"
            needs_audience = self._lacks(notice)[1]
        if needs_audience and is_busy(self.directory.audience(notice.to) or ""):
            return "conversations.members"
        return None

    def _lacks(self, notice: Notice) -> tuple[bool, bool]:
        """Whether Slack must be asked about its channel, and about who reads there."""
        now = self.clock()
        with self.open_uow(notice.workspace_id) as uow:
            channel = uow.channels.get(notice.to)
            is_stale = notice.kind not in WITHDRAWING and obstacles.is_stale(channel, now)
            return is_stale, obstacles.needs_audience(uow, notice, now)
