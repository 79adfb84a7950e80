"""The events Slack sends, each in its envelope with an id of its own."""

import itertools
from typing import Any, TypedDict, Unpack

from tests.slack.fake.people import APP_ID, TEAM, Channel, Team, User
from tests.slack.payloads import ACME, ANNA, new_moment

Json = dict[str, Any]

BOT_USER = "U0KAMBOT"
_NOW = 1_700_000_000

LONG_AGO = "1700000000."
"""What the time of an event begins with that the test does not care about."""

_numbers = itertools.count(1)


class Envelope(TypedDict, total=False):
    """What may be said of the delivery rather than of the event."""

    team: str
    event_id: str
    event_time: int
    bot_user_id: str
    is_ext_shared_channel: bool


def event(inner: Json, **envelope: Unpack[Envelope]) -> Json:
    """Any event in its envelope; pass an `event_id` again to repeat a delivery."""
    team = envelope.get("team", TEAM)
    bot = envelope.get("bot_user_id", BOT_USER)
    authorization = {"enterprise_id": None, "team_id": team, "user_id": bot, "is_bot": True}
    return {
        "token": "verification-token",
        "team_id": team,
        "context_team_id": team,
        "context_enterprise_id": None,
        "api_app_id": APP_ID,
        "event": inner,
        "type": "event_callback",
        "event_id": envelope.get("event_id", f"Ev{next(_numbers):09}"),
        "event_time": envelope.get("event_time", _NOW),
        "authorizations": [{**authorization, "is_enterprise_install": False}],
        "is_ext_shared_channel": envelope.get("is_ext_shared_channel", False),
        "event_context": f"4-{team}",
    }


def _said(kind: str, text: str, user: str, channel: str, thread_ts: str, team: str) -> Json:
    moment = new_moment()
    inner: Json = {"type": kind, "user": user, "text": text, "team": team}
    inner |= {"ts": moment, "event_ts": moment, "channel": channel}
    inner["client_msg_id"] = f"00000000-0000-4000-8000-{next(_numbers):012}"
    return inner | {"thread_ts": thread_ts} if thread_ts else inner


def app_mention(
    text: str,
    *,
    by: str = ANNA,
    channel: str = ACME,
    thread_ts: str = "",
    user_team: str = "",
    **envelope: Unpack[Envelope],
) -> Json:
    """The bot is addressed; `text` without the mention, which is put in front of it."""
    bot = envelope.get("bot_user_id", BOT_USER)
    home = user_team or envelope.get("team", TEAM)
    return event(_said("app_mention", f"<@{bot}> {text}", by, channel, thread_ts, home), **envelope)


def message(
    text: str,
    *,
    by: str = ANNA,
    channel: str = ACME,
    channel_type: str = "channel",
    thread_ts: str = "",
    **envelope: Unpack[Envelope],
) -> Json:
    """Somebody writes, in a channel or (`channel_type` im) to the bot."""
    inner = _said("message", text, by, channel, thread_ts, envelope.get("team", TEAM))
    return event({**inner, "channel_type": channel_type}, **envelope)


def message_changed(said: Json, text: str, *, seconds: int = 60) -> Json:
    """The author of a message edited it so many seconds later."""
    before = said["event"]
    moment = f"{float(before['ts']) + seconds:.6f}"
    now = {**before, "text": text, "edited": {"user": before["user"], "ts": moment}}
    del now["channel"], now["channel_type"]
    place = {"channel": before["channel"], "channel_type": before["channel_type"]}
    inner = {"type": "message", "subtype": "message_changed", "message": now, **place}
    return event({**inner, "previous_message": before, "ts": moment, "event_ts": moment})


def file_share(
    text: str,
    files: list[str],
    *,
    by: str = ANNA,
    channel: str = ACME,
    channel_type: str = "im",
    **envelope: Unpack[Envelope],
) -> Json:
    """Somebody sends files, known by their ids."""
    inner = _said("message", text, by, channel, "", envelope.get("team", TEAM))
    inner |= {"subtype": "file_share", "files": [{"id": file_id} for file_id in files]}
    return event({**inner, "channel_type": channel_type}, **envelope)


def _membership(kind: str, user: str, channel: str, envelope: Envelope) -> Json:
    inner: Json = {"type": kind, "user": user, "channel": channel, "channel_type": "C"}
    inner |= {"team": envelope.get("team", TEAM), "event_ts": new_moment()}
    return event(inner, **envelope)


def member_joined_channel(
    user: str,
    channel: str = ACME,
    **envelope: Unpack[Envelope],
) -> Json:
    """A person, or the bot by its user id, enters a channel."""
    return _membership("member_joined_channel", user, channel, envelope)


def member_left_channel(user: str, channel: str = ACME, **envelope: Unpack[Envelope]) -> Json:
    """A person leaves a channel, or is removed."""
    return _membership("member_left_channel", user, channel, envelope)


def _person(kind: str, user: User, envelope: Envelope) -> Json:
    written = user.written(_NOW, with_locale=True, with_email=False)
    inner = {"type": kind, "user": written, "cache_ts": _NOW, "event_ts": new_moment()}
    return event(inner, **envelope)


def user_change(user: User, **envelope: Unpack[Envelope]) -> Json:
    """A user of the fake as they are now: renamed, deactivated, made a guest."""
    return _person("user_change", user, envelope)


def team_join(user: User, **envelope: Unpack[Envelope]) -> Json:
    """A new user of the workspace."""
    return _person("team_join", user, envelope)


def channel_rename(channel: str, name: str, **envelope: Unpack[Envelope]) -> Json:
    """A channel has a new name."""
    renamed = {"id": channel, "name": name, "name_normalized": name, "created": _NOW}
    inner = {"type": "channel_rename", "channel": renamed, "event_ts": new_moment()}
    return event(inner, **envelope)


def channel_created(channel: Channel, seen_by: Team, **envelope: Unpack[Envelope]) -> Json:
    """A channel is new."""
    inner = {"type": "channel_created", "channel": channel.written(seen_by)}
    return event({**inner, "event_ts": new_moment()}, **envelope)


def channel_archive(channel: str, by: str = ANNA, **envelope: Unpack[Envelope]) -> Json:
    """A channel is closed."""
    return _about("channel_archive", channel, envelope, user=by, is_moved=0)


def channel_unarchive(channel: str, by: str = ANNA, **envelope: Unpack[Envelope]) -> Json:
    """A channel is open again."""
    return _about("channel_unarchive", channel, envelope, user=by)


def channel_deleted(channel: str, by: str = ANNA, **envelope: Unpack[Envelope]) -> Json:
    """A channel is gone."""
    return _about("channel_deleted", channel, envelope, actor_id=by)


def channel_left(channel: str, by: str = ANNA, **envelope: Unpack[Envelope]) -> Json:
    """The bot was taken out of a public channel by somebody."""
    return _about("channel_left", channel, envelope, actor_id=by)


def channel_shared(channel: str, with_team: str, **envelope: Unpack[Envelope]) -> Json:
    """A channel is now shared with another company."""
    return _about("channel_shared", channel, envelope, connected_team_id=with_team)


def channel_unshared(channel: str, from_team: str, **envelope: Unpack[Envelope]) -> Json:
    """A channel is no longer shared with another company."""
    facts = {"previously_connected_team_id": from_team, "is_ext_shared": False}
    return _about("channel_unshared", channel, envelope, **facts)


def channel_id_changed(old: str, new: str, **envelope: Unpack[Envelope]) -> Json:
    """A channel got another id, as happens when sharing starts."""
    inner = {"type": "channel_id_changed", "old_channel_id": old, "new_channel_id": new}
    return event({**inner, "event_ts": new_moment()}, **envelope)


def _about(kind: str, channel: str, envelope: Envelope, **facts: object) -> Json:
    return event({"type": kind, "channel": channel, **facts, "event_ts": new_moment()}, **envelope)


def app_home_opened(
    by: str = ANNA,
    *,
    tab: str = "home",
    view: Json | None = None,
    **envelope: Unpack[Envelope],
) -> Json:
    """A person looks at the app's home; `view` is what was published before."""
    inner: Json = {"type": "app_home_opened", "user": by, "channel": "D0HOME", "tab": tab}
    inner["event_ts"] = new_moment()
    return event(inner | {"view": view} if view is not None else inner, **envelope)


def app_uninstalled(**envelope: Unpack[Envelope]) -> Json:
    """The workspace removed the app."""
    return event({"type": "app_uninstalled", "event_ts": new_moment()}, **envelope)


def tokens_revoked(*bots: str, **envelope: Unpack[Envelope]) -> Json:
    """The tokens of these bot users open nothing any more."""
    inner = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": list(bots)}}
    return event({**inner, "event_ts": new_moment()}, **envelope)
