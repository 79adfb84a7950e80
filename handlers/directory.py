"""The directory: asks Slack about people and channels, and keeps what it says.

No transaction is open while Slack is asked.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

import structlog
from slack_sdk import WebClient

from domain.activity import ChangedSince
from domain.channel import Obstacle
from domain.person import Person
from handlers.described import Installed
from handlers.outbox.slack_errors import UNANSWERED, is_busy, reason
from services import accounts, facts, people
from storage.unit_of_work import OpenUnitOfWork, UnitOfWork

log = structlog.get_logger()

Kept = TypeVar("Kept")

PAGE = 200
MEMBERS_PAGE = 1_000
"""Members of a channel that Slack lists at most in one answer."""

AT_ONCE = 80
"""People looked up in one go: Slack allows a hundred a minute, and others ask meanwhile."""

CHANNEL_TYPES = "public_channel,private_channel"
GONE = frozenset({"channel_not_found", "is_deleted"})


@dataclass(frozen=True)
class Directory:
    """Facts about one workspace, from Slack into our tables."""

    client: WebClient
    installed: Installed
    open_uow: OpenUnitOfWork
    clock: Callable[[], datetime]

    @property
    def workspace_id(self) -> str:
        """The workspace that is asked about."""
        return self.installed.workspace_id

    def person(self, person_id: str) -> str | None:
        """Look one person up; Slack's word where it says nothing, and they stay as they were."""
        asked = self.clock()
        try:
            answer = self.client.users_info(user=person_id, include_locale=True)
        except UNANSWERED as error:
            log.warning("lookup.failed", method="users.info", reason=reason(error))
            return reason(error)
        self._learn([self.installed.person(answer["user"], asked)])
        return None

    def people(self, ids: Collection[str] | None = None) -> None:
        """Look these people up; with no ids everybody, a page at a time: for small workspaces."""
        if ids is not None:
            for person_id in ids:
                self.person(person_id)
            return
        asked = self.clock()
        for page in self._pages(self.client.users_list, "members", include_locale=True):
            self._learn([self.installed.person(user, asked) for user in page])
            asked = self.clock()

    def _learn(self, found: list[Person]) -> None:
        def learn(uow: UnitOfWork) -> None:
            for person in found:
                facts.person(uow, person, self.clock())

        self._keep(learn)

    def _keep(self, keep: Callable[[UnitOfWork], Kept]) -> Kept:
        """Keep what Slack said; once more where somebody else kept the same at this moment."""
        try:
            return self._kept(keep)
        except ChangedSince:
            return self._kept(keep)

    def _kept(self, keep: Callable[[UnitOfWork], Kept]) -> Kept:
        with self.open_uow(self.workspace_id) as uow:
            result = keep(uow)
            uow.commit()
            return result

    def channel(self, channel_id: str) -> bool:
        """Look one channel up; whether Slack said something. Busy, it leaves what was known.

        A look-up that is refused for no known reason leaves the channel unknown.
        """
        asked = self.clock()
        try:
            answer = self.client.conversations_info(channel=channel_id, include_num_members=True)
        except UNANSWERED as error:
            return self._learn_failure(channel_id, reason(error), asked)
        described = self.installed.channel(answer["channel"], asked)
        self._keep(lambda uow: people.learn_channel(uow, described))
        return True

    def channels(self) -> int:
        """Look every channel of the bot's up, a page at a time; how many calls that took.

        One listing serves a batch of messages. A channel that the bot has left is not in it.
        Raises what Slack's client raises.
        """
        calls, asked = 0, self.clock()
        for page in self._pages(self.client.users_conversations, "channels", types=CHANNEL_TYPES):
            calls += 1
            found = [self.installed.channel(each, asked) for each in page]
            self._keep(partial(people.learn_channels, channels=found))
            asked = self.clock()
        return calls

    def _learn_failure(self, channel_id: str, code: str, now: datetime) -> bool:
        """Whether Slack said something of the channel."""
        log.warning("lookup.failed", channel=channel_id, reason=code)
        if is_busy(code):
            return False
        if code in GONE:
            self._keep(lambda uow: people.note_obstacle(uow, channel_id, Obstacle.GONE, now))
        else:
            self._keep(lambda uow: people.forget_channel(uow, channel_id))
        return True

    def audience(self, channel_id: str, at_once: int = AT_ONCE) -> str | None:
        """Ask who is in a channel; the team of its account becomes the colleagues among them.

        Of those who are not known yet so many are looked up `at_once`. Gives Slack's word where
        it does not say: then the team stays as it was, and who reads there is unknown, unless
        Slack may be asked again soon.
        """
        asked = self.clock()
        listed = {"channel": channel_id, "limit": MEMBERS_PAGE}
        try:
            pages = self._pages(self.client.conversations_members, "members", **listed)
            ids = [member for page in pages for member in page]
        except UNANSWERED as error:
            return self._without_audience(channel_id, reason(error))

        def learn(uow: UnitOfWork) -> list[str]:
            facts.listed(uow, channel_id, ids, asked)
            return people.unknown(uow, ids, self.clock())

        strangers = self._keep(learn)
        failures = (self.person(person_id) for person_id in strangers[:at_once])
        return next(filter(None, failures), None)

    def _without_audience(self, channel_id: str, code: str) -> str:
        log.warning("lookup.failed", method="conversations.members", reason=code)
        if not is_busy(code):
            self._keep(lambda uow: people.forget_audience(uow, channel_id))
        return code

    def renew_team(self, channel_id: str) -> None:
        """Ask who is in a channel where an account is at home."""
        with self.open_uow(self.workspace_id) as uow:
            if accounts.here(uow, channel_id) is None:
                return
        self.audience(channel_id)

    def readers(self, channel_id: str) -> tuple[str, ...]:
        """The members of a channel, and its facts; where Slack does not say, they are unknown."""
        if not self.channel(channel_id):
            self._keep(lambda uow: people.forget_channel(uow, channel_id))
            return ()
        if self.audience(channel_id) is not None:
            return ()
        with self.open_uow(self.workspace_id) as uow:
            return tuple(sorted(uow.readers.present(channel_id)))

    def _pages(self, call: Callable[..., Any], key: str, **asked: Any) -> Iterator[list[Any]]:  # noqa: ANN401 - handed on to Slack
        cursor = None
        while cursor != "":
            answer = call(**{"limit": PAGE, "cursor": cursor, **asked})
            yield answer[key]
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
