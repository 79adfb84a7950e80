"""The test's side of the fake: prepare a workspace, make calls fail, look at what was said."""

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypedDict, Unpack

from tests.slack.fake import answers
from tests.slack.fake.api import Api, Hook, Rejection
from tests.slack.fake.call import Call
from tests.slack.fake.canvases import Canvas, sections_of
from tests.slack.fake.copies import clone
from tests.slack.fake.failures import Failure
from tests.slack.fake.methods import canvases
from tests.slack.fake.methods.chat import remove, store
from tests.slack.fake.people import ALL_SCOPES, TEAM, Channel, Team, User, unique
from tests.slack.fake.world import ResponseUrl, Upload, World

Json = dict[str, Any]


class UserTraits(TypedDict, total=False):
    """What may be said of a user; `team_id` names the home of somebody from elsewhere."""

    team_id: str
    real_name: str
    locale: str
    tz: str
    email: str
    is_restricted: bool
    is_ultra_restricted: bool
    is_bot: bool
    deleted: bool
    is_admin: bool
    is_owner: bool
    enterprise_id: str
    teams: list[str]
    updated: int
    says_roles: bool
    handle: str


class ChannelTraits(TypedDict, total=False):
    """What may be said of a channel besides its name and members."""

    is_private: bool
    is_ext_shared: bool
    is_pending_ext_shared: bool
    is_archived: bool
    shared_team_ids: list[str]
    is_org_shared: bool
    connected_team_ids: list[str]
    internal_team_ids: list[str]
    says_sharing: bool


class UserChanges(UserTraits, total=False):
    """What may change about a user."""

    name: str


class ChannelChanges(ChannelTraits, total=False):
    """What may change about a channel."""

    name: str


class Control:
    """Everything a test does with the fake except calling it."""

    def __init__(self, world: World) -> None:
        """Look after `world`."""
        self.world = world
        self.api = Api(world)

    def reset(self) -> None:
        """An empty workspace `TEAM` again, nothing recorded, nothing failing."""
        self.api.clear()
        with self.world.lock:
            self.world.clear()

    # --- preparing -----------------------------------------------------------------------

    def add_team(
        self,
        team: str,
        token: str = "",
        *,
        name: str = "",
        bot_user_id: str = "",
        scopes: Iterable[str] = ALL_SCOPES,
    ) -> str:
        """Another workspace with the bot installed; gives its bot token."""
        token = token or f"xoxb-fake-{team}"
        bot = bot_user_id or f"UBOT{team[1:]}"
        new = Team(team, token, name or team.lower(), bot, f"B{team[1:]}", frozenset(scopes))
        with self.world.lock:
            self.world.add_team(new)
        return token

    def set_scopes(self, *scopes: str, team: str = TEAM) -> None:
        """Leave the token these scopes only."""
        self.world.teams[team].scopes = frozenset(scopes)

    def add_user(self, team: str, user_id: str, name: str, **traits: Unpack[UserTraits]) -> str:
        """Somebody `team` knows; gives the id."""
        user = User(user_id, name, team)
        _change(self.world, user, traits)
        with self.world.lock:
            self.world.users[team, user_id] = user
        return user_id

    def change_user(self, team: str, user_id: str, **traits: Unpack[UserChanges]) -> None:
        """Somebody moves, is deactivated or made a guest."""
        _change(self.world, self.world.users[team, user_id], traits)

    def add_channel(
        self,
        channel_id: str,
        name: str,
        members: Iterable[str] = (),
        *,
        is_member: bool = True,
        team: str = TEAM,
        **traits: Unpack[ChannelTraits],
    ) -> str:
        """A channel with these people and, if `is_member`, the bot; gives the id."""
        with self.world.lock:
            bot = [self.world.teams[team].bot_user_id] if is_member else []
            channel = Channel(channel_id, team, name, unique([*members, *bot]), **traits)
            self.world.channels[team, channel_id] = channel
        return channel_id

    def change_channel(
        self,
        channel_id: str,
        *,
        team: str = TEAM,
        **traits: Unpack[ChannelChanges],
    ) -> None:
        """A channel is renamed, archived or shared."""
        _change(self.world, self.world.channels[team, channel_id], traits)

    def join(self, channel_id: str, *users: str, team: str = TEAM) -> None:
        """People, or the bot by its user id, enter a channel."""
        with self.world.lock:
            channel = self.world.channels[team, channel_id]
            channel.members = unique([*channel.members, *users])

    def leave(self, channel_id: str, *users: str, team: str = TEAM) -> None:
        """People, or the bot by its user id, leave a channel."""
        with self.world.lock:
            channel = self.world.channels[team, channel_id]
            channel.members = [m for m in channel.members if m not in users]

    def delete_channel(self, channel_id: str, *, team: str = TEAM) -> None:
        """A channel is gone for good."""
        with self.world.lock:
            del self.world.channels[team, channel_id]

    def say(
        self,
        channel_id: str,
        user: str,
        text: str,
        *,
        thread_ts: str = "",
        team: str = TEAM,
    ) -> Json:
        """A person writes in a channel: it is in the history but not in the ledger."""
        with self.world.lock:
            channel = self.world.channels[team, channel_id]
            call = Call("say", self.world.teams[team], {})
            message = store(self.world, call, channel, {"text": text, "thread_ts": thread_ts})
            self.world.ledger.pop()
            message["user"] = user
            for key in ("bot_id", "app_id"):
                del message[key]
            return _shown(message, channel)

    def delete_message(self, channel_id: str, ts: str, *, team: str = TEAM) -> None:
        """Somebody deletes a message; one with replies leaves a tombstone."""
        with self.world.lock:
            remove(self.world.channels[team, channel_id], ts)

    def response_url(
        self,
        channel_id: str,
        user: str,
        message_ts: str = "",
        *,
        team: str = TEAM,
    ) -> str:
        """A `response_url` path whose use shows in the channel, to the person, on the message."""
        with self.world.lock:
            token = self.world.new_id("R")
            self.world.response_urls[token] = ResponseUrl(team, channel_id, user, message_ts)
        return f"/response/{token}"

    def deliver_ack(self, payload: Json, body: str) -> Json | None:
        """Do with the body of an ack what Slack does: see `answers.deliver_ack`."""
        with self.world.lock:
            return clone(answers.deliver_ack(self.world, payload, body))

    # --- canvases ------------------------------------------------------------------------

    def set_plan(
        self, *, is_free: bool = False, has_canvases: bool = True, team: str = TEAM
    ) -> None:
        """The workspace pays for Slack or does not, and may have switched canvases off."""
        changed = self.world.teams[team]
        changed.plan, changed.has_canvases = "free" if is_free else "paid", has_canvases

    def add_canvas(self, channel_id: str, by: str, markdown: str, *, team: str = TEAM) -> str:
        """Somebody has made the canvas of a channel; gives the id."""
        with self.world.lock:
            canvas = Canvas(self.world.new_id("F"), team, by, channel=channel_id)
            canvas.is_of_channel = True
            self.world.canvases[canvas.id] = canvas
            self.world.channels[team, channel_id].canvas_id = canvas.id
        self.type_in_canvas(canvas.id, markdown)
        return canvas.id

    def type_in_canvas(self, canvas_id: str, markdown: str) -> None:
        """Somebody writes at the end of a canvas."""
        with self.world.lock:
            canvas = self.world.canvases[canvas_id]
            canvas.sections += sections_of(
                markdown, lambda: self.world.new_id("temp:C:"), "canvas_editing_failed"
            )

    def erase_in_canvas(self, canvas_id: str, text: str) -> None:
        """Somebody deletes the sections with this text."""
        with self.world.lock:
            canvas = self.world.canvases[canvas_id]
            canvas.sections = [each for each in canvas.sections if text not in each.text]

    def delete_canvas(self, canvas_id: str) -> None:
        """Somebody deletes a canvas."""
        with self.world.lock:
            canvases.remove(self.world, self.world.canvases[canvas_id])

    def unshare_canvas(self, canvas_id: str) -> None:
        """Somebody takes a canvas out of every channel."""
        with self.world.lock:
            self.world.canvases[canvas_id].access.clear()

    @property
    def canvases(self) -> list[Canvas]:
        """The canvases that are not deleted, the oldest first."""
        with self.world.lock:
            return [each for each in self.world.canvases.values() if not each.is_deleted]

    # --- failing -------------------------------------------------------------------------

    def fail(
        self,
        method: str,
        times: int | None = 1,
        kind: str = "http_500",
        *,
        retry_after: int = 30,
        when: Callable[[Json], bool] | None = None,
        match: Mapping[str, object] | None = None,
        chance: float = 1.0,
    ) -> Failure:
        """Make the next `times` (None: all) calls of `method` (`*`: any) fail.

        Kinds: `ratelimited` (429 with Retry-After in seconds), `http_500` or any other status,
        `drop_before`, `accept_then_drop`, `accept_then_500`, `hang` (accepted, answered once
        released); any other word is a Slack error code. Failures ordered first go first.
        """
        ordered = Failure(method, kind, times, retry_after, when, match or {}, chance)
        return self.api.failures.order(ordered)

    def release(self) -> None:
        """Answer the calls that hang."""
        self.api.failures.release()

    def before(self, method: str, do: Hook) -> None:
        """Do something just before the next call of `method`, as races do."""
        self.api.before(method, do)

    def set_history_lag(self, seconds: float) -> None:
        """Let new messages appear in history and replies this much later."""
        self.world.history_lag = seconds

    def set_clock(self, start: float, begun: float, speed: float) -> None:
        """Let Slack's time pass `speed` times as fast: at `begun`, by ours, it was `start`."""
        self.world.clock = lambda: start + (time.time() - begun) * speed

    def set_latency(self, seconds: float) -> None:
        """Let every call take this much longer."""
        self.api.latency = seconds

    def set_socket(self, url: str) -> None:
        """Have Socket Mode connect to this address."""
        self.world.socket_url = url

    # --- looking -------------------------------------------------------------------------

    def messages(self, channel_id: str, *, team: str = TEAM) -> list[Json]:
        """What stands in a channel now, replies and edits included, oldest first."""
        with self.world.lock:
            channel = self.world.channels[team, channel_id]
            return [_shown(m, channel) for m in channel.messages.values()]

    def direct_messages(self, user: str, *, team: str = TEAM) -> list[Json]:
        """What the bot and one person wrote to each other."""
        with self.world.lock:
            talks = [c for c in self.world.channels.values() if c.user == user and c.team == team]
            return [_shown(m, c) for c in talks for m in c.messages.values()]

    @property
    def ledger(self) -> list[Json]:
        """Every post accepted, as it was when accepted, in order; edits and deletions leave it."""
        with self.world.lock:
            return list(self.world.ledger)

    @property
    def ephemerals(self) -> list[Json]:
        """What only one person saw, whichever way it came (`via`)."""
        with self.world.lock:
            return clone(self.world.ephemerals)

    @property
    def responses(self) -> list[Json]:
        """The accepted posts to a `response_url`."""
        with self.world.lock:
            return clone(self.world.responses)

    @property
    def views(self) -> list[Json]:
        """The open modals, the lowest first."""
        with self.world.lock:
            return clone(list(self.world.views.values()))

    def home(self, user: str, *, team: str = TEAM) -> Json | None:
        """The home tab last published for a person."""
        with self.world.lock:
            return clone(self.world.homes.get((team, user)))

    @property
    def homes(self) -> list[Json]:
        """The home tabs of everybody, as last published."""
        with self.world.lock:
            return clone(list(self.world.homes.values()))

    @property
    def files(self) -> list[Upload]:
        """The uploads, complete or not."""
        with self.world.lock:
            return list(self.world.uploads.values())

    def put_file(self, name: str, content: bytes, *, team: str = TEAM) -> str:
        """A file that somebody has sent; its id."""
        with self.world.lock:
            file_id = self.world.new_id("F")
            self.world.uploads[file_id] = Upload(file_id, name, len(content), team, content=content)
            return file_id

    def calls(self, method: str | None = None) -> list[Json]:
        """The arguments of every call of a method (None: of all), refused or failed ones too."""
        return [r.args for r in list(self.api.recorded) if method in {None, r.method}]

    def count(self, method: str) -> int:
        """How many calls of a method have begun, answered or not."""
        return sum(recorded.method == method for recorded in list(self.api.recorded))

    @property
    def rejections(self) -> list[Rejection]:
        """Calls refused by the rules of Slack: a healthy scenario has none."""
        return list(self.api.rejections)


def _change(world: World, thing: User | Channel, traits: Mapping[str, object]) -> None:
    with world.lock:
        for name, value in traits.items():
            if not hasattr(thing, name):
                raise AttributeError(name)
            setattr(thing, name, value)


def _shown(message: Json, channel: Channel) -> Json:
    return {**clone(message), "channel": channel.id, "team": channel.team}
