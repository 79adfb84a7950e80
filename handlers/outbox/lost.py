"""A notice whose sending was never confirmed is looked for in its channel's history."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPException

from slack_sdk.errors import SlackApiError

from domain.notice import PAGES, SETTLE, Notice
from domain.notice_kinds import CANVASES
from handlers.outbox import posting
from handlers.outbox.client import SlackClient
from handlers.outbox.places import parent_of
from handlers.outbox.slack_errors import retry_after
from services import notices
from services.notices import Change
from storage.unit_of_work import OpenUnitOfWork


@dataclass(frozen=True)
class LostNotices:
    """Looks for notices that may have been sent."""

    client: SlackClient
    open_uow: OpenUnitOfWork
    clock: Callable[[], datetime]

    def look_up(self, notice: Notice) -> None:
        """A lost notice: adopt it if it stands in the channel, else send it again."""
        notices.settle(self.open_uow, notice, self._found(notice))

    def _found(self, notice: Notice) -> Change:
        if notice.edits is not None or notice.kind in CANVASES:
            return lambda lost: lost.again(self.clock())
        try:
            found = posting.find(self.client, notice, self._thread(notice), self.client.ahead)
        except SlackApiError as error:
            return self._without_history(notice, error)
        except (OSError, HTTPException) as error:
            silence = type(error).__name__
            return lambda lost: lost.lost(self.clock(), silence)
        return self._meaning(notice, found)

    def _meaning(self, notice: Notice, found: posting.Sent | posting.Further | None) -> Change:
        match found:
            case posting.Sent(channel_id, ts):
                return lambda lost: lost.sent(channel_id, ts, self.clock())
            case posting.Further(cursor, pages) if notice.searched.pages + pages < PAGES:
                return lambda lost: lost.search_on(self.clock(), cursor, pages)
            case posting.Further():
                return self._by_the_promise(notice, "perhaps sent; the history is too long")
        return lambda lost: lost.not_found(self.clock())

    def _without_history(self, notice: Notice, error: SlackApiError) -> Change:
        """Nobody can tell: an alert goes out once more, what can wait for the next does not."""
        if posting.may_be_asked_again(error):
            rest = retry_after(error) or SETTLE
            return lambda lost: lost.lost(self.clock(), "history unavailable", rest)
        return self._by_the_promise(notice, "perhaps sent; the history cannot be read")

    def _by_the_promise(self, notice: Notice, otherwise: str) -> Change:
        if notice.promise.again and notice.attempts == 1:
            return lambda lost: lost.again(self.clock())
        return lambda lost: lost.skip(otherwise)

    def _thread(self, notice: Notice) -> str | None:
        with self.open_uow(notice.workspace_id) as uow:
            parent = parent_of(uow, notice)
            return parent.ts if parent else None
