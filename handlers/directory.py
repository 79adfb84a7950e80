"""The directory: asks Slack about people and channels, and keeps what it says.

No transaction is open while Slack is asked.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from slack_sdk import WebClient

from domain.channel import Channel, Obstacle
from domain.person import Person
from domain.text import one_line
from handlers.outbox.slack_errors import UNANSWERED, reason
from services import accounts, people
from storage.unit_of_work import OpenUnitOfWork

log = structlog.get_logger()

PAGE = 200
CHANNEL_TYPES = "public_channel,private_channel"
SIGNS_OF_SHARING = (
    "is_ext_shared",
    "is_pending_ext_shared",
    "pending_shared",
    "pending_connected_team_ids",
)
GONE = frozenset({"channel_not_found", "is_deleted"})


@dataclass(frozen=True)
class Directory:
    """Facts about one workspace, from Slack into our tables.

    `time_zone` is that of people about whom Slack says none.
    """

    client: WebClient
    workspace_id: str
    open_uow: OpenUnitOfWork
    clock: Callable[[], datetime]
    time_zone: str

    def person(self, person_id: str) -> None:
        """Look one person up; one about whom Slack says nothing stays as they were."""
        try:
            answer = self.client.users_info(user=person_id, include_locale=True)
        except UNANSWERED as error:
            log.warning("lookup.failed", method="users.info", reason=reason(error))
            return
        self._learn([self.described(answer["user"])])

    def people(self) -> None:
        """Look everybody up, a page at a time."""
        for page in self._pages(self.client.users_list, "members", include_locale=True):
            self._learn([self.described(user) for user in page])

    def described(self, user: dict[str, Any]) -> Person:
        """A person as Slack's user object describes them."""
        return person_from(user, self.workspace_id, self.time_zone, self.clock())

    def _learn(self, found: list[Person]) -> None:
        with self.open_uow(self.workspace_id) as uow:
            for person in found:
                people.learn(uow, person)
            uow.commit()

    def channel(self, channel_id: str) -> None:
        """Look one channel up. A look-up that fails for no known reason leaves it unknown."""
        now = self.clock()
        try:
            answer = self.client.conversations_info(channel=channel_id)
        except UNANSWERED as error:
            self._learn_failure(channel_id, reason(error), now)
            return
        with self.open_uow(self.workspace_id) as uow:
            people.learn_channel(uow, channel_from(answer["channel"], self.workspace_id, now))
            uow.commit()

    def channels(self) -> int:
        """Look every channel of the bot's up, a page at a time; how many calls that took.

        One listing serves a batch of messages. A channel that the bot has left is not in it.
        Raises what Slack's client raises.
        """
        calls = 0
        for page in self._pages(self.client.users_conversations, "channels", types=CHANNEL_TYPES):
            calls += 1
            now = self.clock()
            found = [channel_from(each, self.workspace_id, now) for each in page]
            with self.open_uow(self.workspace_id) as uow:
                people.learn_channels(uow, found)
                uow.commit()
        return calls

    def _learn_failure(self, channel_id: str, code: str, now: datetime) -> None:
        log.warning("lookup.failed", channel=channel_id, reason=code)
        with self.open_uow(self.workspace_id) as uow:
            if code in GONE:
                people.note_obstacle(uow, channel_id, Obstacle.GONE, now)
            else:
                people.forget_channel(uow, channel_id)
            uow.commit()

    def renew_team(self, channel_id: str) -> None:
        """`team`, as far as Slack answers: else the team stays as it was until the next time."""
        try:
            self.team(channel_id)
        except UNANSWERED as error:
            self._learn_failure(channel_id, reason(error), self.clock())

    def team(self, channel_id: str) -> None:
        """Make the team of the account at home in a channel the colleagues in it."""
        with self.open_uow(self.workspace_id) as uow:
            if accounts.here(uow, channel_id) is None:
                return
        ids = self._known_members(channel_id)
        with self.open_uow(self.workspace_id) as uow:
            account = accounts.here(uow, channel_id)
            if account is not None:
                accounts.set_team(uow, account, ids, self.clock())
                uow.commit()

    def readers(self, channel_id: str) -> tuple[str, ...]:
        """Who is in a channel, and what it is like; where Slack does not say, it is unknown."""
        self.channel(channel_id)
        try:
            return tuple(self._known_members(channel_id))
        except UNANSWERED as error:
            self._learn_failure(channel_id, reason(error), self.clock())
            return ()

    def teams(self) -> None:
        """Resync the team of every account."""
        with self.open_uow(self.workspace_id) as uow:
            homes = accounts.homes(uow)
        for channel_id in homes:
            self.renew_team(channel_id)

    def _known_members(self, channel_id: str) -> list[str]:
        """Who is in a channel, each looked up who was not of late."""
        ids = [member for page in self._members(channel_id) for member in page]
        with self.open_uow(self.workspace_id) as uow:
            strangers = people.unknown(uow, ids, self.clock())
        for person_id in strangers:
            self.person(person_id)
        return ids

    def _members(self, channel_id: str) -> Iterator[list[str]]:
        return self._pages(self.client.conversations_members, "members", channel=channel_id)

    def _pages(self, call: Callable[..., Any], key: str, **asked: Any) -> Iterator[list[Any]]:  # noqa: ANN401 - handed on to Slack
        cursor = None
        while cursor != "":
            answer = call(limit=PAGE, cursor=cursor, **asked)
            yield answer[key]
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""


def person_from(user: dict[str, Any], workspace_id: str, time_zone: str, now: datetime) -> Person:
    """A person as Slack's user object describes them; `time_zone` where that says none."""
    profile = user.get("profile") or {}
    names = (profile.get("display_name"), profile.get("real_name"), user.get("real_name"))
    called = (one_line(name or "") for name in (*names, user.get("name")))
    return Person(
        workspace_id=workspace_id,
        id=user["id"],
        name=next(filter(None, called), user["id"]),
        locale=user.get("locale") or "",
        time_zone=user.get("tz") or time_zone,
        is_guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        is_bot=bool(user.get("is_bot")) or user["id"] == "USLACKBOT",
        is_deactivated=bool(user.get("deleted")),
        is_foreign=_is_foreign(user, workspace_id),
        is_admin=bool(user.get("is_admin") or user.get("is_owner")),
        checked_at=now,
    )


def _is_foreign(user: dict[str, Any], workspace_id: str) -> bool:
    home = user.get("team_id") or workspace_id
    return bool(user.get("is_stranger")) or home != workspace_id


def channel_from(channel: dict[str, Any], workspace_id: str, now: datetime) -> Channel:
    """A channel as Slack describes it; an invitation to another company counts as shared."""
    return Channel(
        workspace_id=workspace_id,
        id=channel["id"],
        name=one_line(channel.get("name") or ""),
        is_private=bool(channel.get("is_private")),
        is_shared=any(channel.get(sign) for sign in SIGNS_OF_SHARING),
        is_archived=bool(channel.get("is_archived")),
        is_member=bool(channel.get("is_member", True)),
        checked_at=now,
    )
