"""Events of Slack about people and channels: teams and channel facts follow them at once.

Every event is taken through the inbox, so that one that Slack repeats has one effect.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from slack_bolt import App

from handlers.described import moment, says_roles
from handlers.directory import Directory
from handlers.responder import Responder
from services import accounts, facts, people
from storage.inbox import Repeated
from storage.unit_of_work import OpenUnitOfWork, UnitOfWork

Event = dict[str, Any]

LOOK_AGAIN = (
    "channel_unshared",
    "channel_archive",
    "channel_unarchive",
    "channel_deleted",
    "channel_left",
    "channel_rename",
    "group_archive",
    "group_unarchive",
    "group_deleted",
    "group_left",
    "group_rename",
)

CONVERTED = ("channel_convert_to_private", "channel_convert_to_public")
"""Messages in a channel that tell of it. The manifest does not ask for them: it would bring every
message of every channel. Where they come they count at once, else with the next look.
"""


@dataclass(frozen=True)
class Happened:
    """An event in its transaction: what Slack says, when it happened, and when it reached us."""

    uow: UnitOfWork
    event: Event
    at: datetime
    now: datetime

    @property
    def channel_id(self) -> str:
        """The channel it is about."""
        channel = self.event["channel"]
        return str(channel if isinstance(channel, str) else channel["id"])


@dataclass(frozen=True)
class FactListeners:
    """The listeners for facts about one workspace. `empty_homes` draws Homes anew whose owners
    may not see all of them any more.
    """

    open_uow: OpenUnitOfWork
    directory: Directory
    responder: Responder
    bot_user_id: str
    empty_homes: Callable[[], None]

    def register(self, app: App) -> None:
        """Listen for facts; to be called before others listen for every message."""
        for name, take in LISTENERS.items():
            app.event(name)(self._listener(partial(take, self)))
        for subtype in CONVERTED:
            app.event({"type": "message", "subtype": subtype})(self._listener(self.look_again))

    def _listener(self, take: Callable[[Happened], None]) -> Callable[[Event], None]:
        def listen(body: Event) -> None:
            with suppress(Repeated):
                self._take(take, body)
                self.responder.wake()
                self.responder.later(self.empty_homes)

        return listen

    def _take(self, take: Callable[[Happened], None], body: Event) -> None:
        """Keep what follows from an event, once; raises Repeated."""
        event, now = body["event"], self.directory.clock()
        at = moment(event.get("event_ts")) or moment(body.get("event_time")) or now
        with self.open_uow(self.directory.workspace_id) as uow:
            uow.inbox.take(f"event:{body['event_id']}", now)
            take(Happened(uow, event, at, now))
            uow.commit()

    def joined(self, happened: Happened) -> None:
        """The bot joined: say hello. Somebody joined: they read there, and perhaps a team grows.

        Whether they are in the team is asked of Slack: the event may be late.
        """
        person_id, channel_id = happened.event["user"], happened.channel_id
        if person_id == self.bot_user_id:
            people.forget_channel(happened.uow, channel_id)
            accounts.greet(happened.uow, channel_id, happened.now)
        elif facts.joined(happened.uow, channel_id, person_id, happened.at, happened.now):
            self.responder.later(lambda: self.directory.renew_team(channel_id))

    def left(self, happened: Happened) -> None:
        """Somebody left, perhaps the bot itself."""
        if happened.event["user"] == self.bot_user_id:
            people.forget_channel(happened.uow, happened.channel_id)
        else:
            facts.left(
                happened.uow, happened.channel_id, happened.event["user"], happened.at, happened.now
            )

    def person(self, happened: Happened) -> None:
        """Somebody changed: a guest now, deactivated, another name.

        Slack is asked about what they may do now that they could not do before.
        """
        user = happened.event["user"]
        described = self.directory.installed.person(user, happened.now)
        if not says_roles(user) or facts.person_changed(
            happened.uow, described, happened.at, happened.now
        ):
            self.responder.later(lambda: self.directory.people([user["id"]]))

    def shared(self, happened: Happened) -> None:
        """Another company sees the channel from now on."""
        facts.shared(happened.uow, happened.channel_id, happened.at, happened.now)

    def moved(self, happened: Happened) -> None:
        """The channel has another id, as when a share starts."""
        old, new = happened.event["old_channel_id"], happened.event["new_channel_id"]
        people.forget_channel(happened.uow, new)
        accounts.moved(happened.uow, old, new)

    def look_again(self, happened: Happened) -> None:
        """Something else happened to a channel: ask Slack before the next message."""
        people.told_of_channel(happened.uow, happened.channel_id, happened.at, happened.now)


LISTENERS: Mapping[str, Callable[[FactListeners, Happened], None]] = {
    "member_joined_channel": FactListeners.joined,
    "member_left_channel": FactListeners.left,
    **dict.fromkeys(("user_change", "team_join"), FactListeners.person),
    "channel_shared": FactListeners.shared,
    "channel_id_changed": FactListeners.moved,
    **dict.fromkeys(LOOK_AGAIN, FactListeners.look_again),
}
"""What listens to which event; the manifest asks for these."""
