"""Everything the fake Slack knows: one lock, plain dictionaries, increasing timestamps."""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.slack.fake.canvases import Canvas
from tests.slack.fake.copies import clone
from tests.slack.fake.errors import SlackError
from tests.slack.fake.people import APP_TOKEN, SLACKBOT, TEAM, TOKEN, Channel, Team, User

Json = dict[str, Any]


@dataclass
class Upload:
    """A file on its way: announced, then filled, then shared."""

    id: str
    name: str
    length: int
    team: str
    alt_txt: str = ""
    title: str = ""
    content: bytes | None = None
    channel: str = ""
    thread_ts: str = ""


@dataclass
class ResponseUrl:
    """What a `response_url` may change: five uses, one channel, one person, one message."""

    team: str
    channel: str
    user: str
    message_ts: str = ""
    uses: int = 0


@dataclass
class World:
    """The state of every workspace; hold `lock` while reading or writing it."""

    clock: Callable[[], float] = time.time
    ledger_file: Path | None = None
    history_lag: float = 0.0
    lock: threading.RLock = field(default_factory=threading.RLock)
    teams: dict[str, Team] = field(default_factory=dict)
    users: dict[tuple[str, str], User] = field(default_factory=dict)
    channels: dict[tuple[str, str], Channel] = field(default_factory=dict)
    ledger: list[Json] = field(default_factory=list)
    ephemerals: list[Json] = field(default_factory=list)
    responses: list[Json] = field(default_factory=list)
    views: dict[str, Json] = field(default_factory=dict)
    homes: dict[tuple[str, str], Json] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)
    canvases: dict[str, Canvas] = field(default_factory=dict)
    files_from: str = ""
    socket_url: str = "wss://fake.invalid/link"
    """Where files claim to be, if not here."""
    response_urls: dict[str, ResponseUrl] = field(default_factory=dict)
    used_triggers: set[str] = field(default_factory=set)
    accepted_at: dict[str, float] = field(default_factory=dict)
    _last_ts: int = 0
    _last_id: int = 0

    def __post_init__(self) -> None:
        """Begin with the one workspace most tests need."""
        self.clear()

    def clear(self) -> None:
        """Forget everything except the clock; the default workspace is there again."""
        self.files_from = ""
        for name in ("teams", "users", "channels", "views", "homes", "uploads", "canvases"):
            getattr(self, name).clear()
        for name in (
            "response_urls",
            "ledger",
            "ephemerals",
            "responses",
            "used_triggers",
            "accepted_at",
        ):
            getattr(self, name).clear()
        self.history_lag = 0.0
        self.add_team(Team(TEAM, TOKEN, "Kam Test", "U0KAMBOT", "B0KAM"))

    def add_team(self, team: Team) -> None:
        """A workspace with its bot and, as everywhere, Slackbot (whose `is_bot` is false)."""
        self.teams[team.id] = team
        self.users[team.id, team.bot_user_id] = User(team.bot_user_id, "kam", team.id, is_bot=True)
        self.users[team.id, SLACKBOT] = User(SLACKBOT, "slackbot", team.id)

    def by_token(self, token: str) -> Team:
        """The workspace a bearer token opens."""
        if not token:
            raise SlackError("not_authed")
        for team in self.teams.values():
            if token in (team.token, APP_TOKEN):
                return team
        raise SlackError("invalid_auth")

    def new_id(self, letter: str) -> str:
        """An id of the given kind that was never given before."""
        self._last_id += 1
        return f"{letter}{self._last_id:010}"

    def new_ts(self) -> str:
        """A timestamp later than every other, whatever the clock does."""
        self._last_ts = max(self._last_ts + 1, int(self.clock() * 1_000_000))
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06}"

    def user(self, team: str, user_id: str) -> User:
        """The user as `team` knows them, or `user_not_found`."""
        try:
            return self.users[team, user_id]
        except KeyError:
            raise SlackError("user_not_found") from None

    def channel(self, team: Team, channel_id: str) -> Channel:
        """The channel if this bot may know of it, else `channel_not_found`."""
        found = self.channels.get((team.id, channel_id)) or self._shared_in(team, channel_id)
        if found is None or (found.is_private and team.bot_user_id not in found.members):
            raise SlackError("channel_not_found")
        return found

    def _shared_in(self, team: Team, channel_id: str) -> Channel | None:
        for (_, its_id), channel in self.channels.items():
            if its_id == channel_id and team.id in channel.shared_team_ids:
                return channel
        return None

    def direct_message(self, team: Team, users: list[str]) -> Channel:
        """The bot's conversation with these people; opened the first time."""
        members = [team.bot_user_id, *sorted(users)]
        for channel in self.channels.values():
            talk = channel.is_im or channel.is_mpim
            if talk and channel.team == team.id and channel.members == members:
                return channel
        other = users[0] if len(users) == 1 else ""
        channel_id = self.new_id("D" if other else "C")
        new = Channel(channel_id, team.id, f"mpdm-{channel_id}", members, is_private=True)
        new.user, new.is_mpim = other, not other
        self.channels[team.id, new.id] = new
        return new

    def visible(self, ts: str) -> bool:
        """Whether a message has reached the history yet (`history_lag` seconds)."""
        return self.accepted_at.get(ts, 0.0) + self.history_lag <= self.clock()

    def record(self, method: str, team: Team, channel: Channel, message: Json) -> None:
        """Enter an accepted post in the ledger, on disk too if a file was given."""
        keys = (
            "text",
            "blocks",
            "attachments",
            "files",
            "thread_ts",
            "metadata",
            "reply_broadcast",
        )
        entry: Json = {"method": method, "team": team.id, "channel": channel.id}
        entry |= {"ts": message["ts"], "at": self.clock(), "thread_ts": None, "metadata": None}
        entry |= {key: clone(message[key]) for key in keys if key in message}
        self.ledger.append(entry)
        if self.ledger_file is not None:
            with self.ledger_file.open("a", encoding="utf-8") as file:
                file.write(json.dumps(entry) + "\n")
