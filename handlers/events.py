"""What Slack tells about people and channels: teams and channel facts follow it at once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt import App

from domain.channel import Obstacle
from handlers.directory import Directory
from handlers.responder import Responder
from services import accounts, people
from storage.unit_of_work import OpenUnitOfWork, UnitOfWork

Event = dict[str, Any]
Listenerrstood = Callable[[UnitOfWork, Event], None]

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
FACTS = (
    "member_joined_channel",
    "member_left_channel",
    "user_change",
    "team_join",
    "channel_shared",
    "channel_id_changed",
)
NAMES = (*FACTS, *LOOK_AGAIN)
"""Every event listened to here; the manifest asks for these."""


@dataclass(frozen=True)
class FactListeners:
    """The listeners for facts about one workspace."""

    open_uow: OpenUnitOfWork
    directory: Directory
    responder: Responder
    bot_user_id: str

    def register(self, app: App) -> None:
        """Listen for facts."""
        for name, listener in self._listeners().items():
            app.event(name)(self._listener(listener))

    def _listeners(self) -> dict[str, Listenerrstood]:
        listener = (self.joined, self.left, self.person, self.person, self.shared, self.moved)
        return {
            **dict(zip(FACTS, listener, strict=True)),
            **dict.fromkeys(LOOK_AGAIN, self.look_again),
        }

    def _listener(self, listener: Listenerrstood) -> Callable[[Event], None]:
        def listen(event: Event) -> None:
            with self.open_uow(self.directory.workspace_id) as uow:
                listener(uow, event)
                uow.commit()
            self.responder.wake()

        return listen

    def joined(self, uow: UnitOfWork, event: Event) -> None:
        """The bot joined: say hello. A colleague joined: the team grows."""
        person_id, channel_id = event["user"], event["channel"]
        if person_id == self.bot_user_id:
            people.forget_channel(uow, channel_id)
            accounts.greet(uow, channel_id, self.directory.clock())
        elif people.unknown(uow, [person_id], self.directory.clock()):
            self.responder.later(lambda: self.directory.renew_team(channel_id))
        else:
            accounts.joined(uow, channel_id, person_id, self.directory.clock())

    def left(self, uow: UnitOfWork, event: Event) -> None:
        """Somebody left, perhaps the bot itself."""
        if event["user"] == self.bot_user_id:
            people.forget_channel(uow, event["channel"])
        else:
            accounts.left(uow, event["channel"], event["user"])

    def person(self, uow: UnitOfWork, event: Event) -> None:
        """Somebody changed: a guest now, deactivated, another name."""
        people.learn(uow, self.directory.described(event["user"]))

    def shared(self, uow: UnitOfWork, event: Event) -> None:
        """Another company sees the channel from now on."""
        now = self.directory.clock()
        people.note_obstacle(uow, event["channel"], Obstacle.SHARED, now)

    def moved(self, uow: UnitOfWork, event: Event) -> None:
        """The channel has another id, as when a share starts."""
        people.forget_channel(uow, event["new_channel_id"])
        accounts.moved(uow, event["old_channel_id"], event["new_channel_id"])

    def look_again(self, uow: UnitOfWork, event: Event) -> None:
        """Something else happened to a channel: ask Slack before the next message."""
        channel = event["channel"]
        people.forget_channel(uow, channel if isinstance(channel, str) else channel["id"])
