"""conversations.* and users.conversations: which channels there are, who is in them."""

from typing import Any

from tests.slack.fake.call import Call
from tests.slack.fake.errors import SlackError
from tests.slack.fake.paging import following, page
from tests.slack.fake.people import Channel
from tests.slack.fake.world import World

Json = dict[str, Any]

_FAMILIES = {
    "public_channel": "channels",
    "private_channel": "groups",
    "im": "im",
    "mpim": "mpim",
}


def info(world: World, call: Call) -> Json:
    """conversations.info: public ones even if the bot is not a member."""
    channel = _readable(world, call)
    return {"channel": channel.written(call.team, with_count=call.flag("include_num_members"))}


def _readable(world: World, call: Call) -> Channel:
    channel = world.channel(call.team, call.need("channel", "channel_not_found"))
    call.need_scope_for(channel, "read")
    return channel


def list_all(world: World, call: Call) -> Json:
    """conversations.list; archived ones are left out of a page after it was cut, as in Slack.

    So a page may be shorter than `limit`, even empty, with more to come.
    """
    return _listing(call, _known(world, call))


def list_of_user(world: World, call: Call) -> Json:
    """users.conversations: of a person, else of the bot."""
    user = str(call.args.get("user") or call.team.bot_user_id)
    world.user(call.team.id, user)
    return _listing(call, [c for c in _known(world, call) if user in c.members])


def _known(world: World, call: Call) -> list[Channel]:
    bot, team = call.team.bot_user_id, call.team.id
    everything = [c for c in world.channels.values() if team in (c.team, *c.shared_team_ids)]
    types = _types(call)
    return [
        c
        for c in sorted(everything, key=lambda channel: channel.id)
        if c.type in types and (not c.is_private or bot in c.members)
    ]


def _types(call: Call) -> list[str]:
    types = [t.strip() for t in str(call.args.get("types") or "public_channel").split(",")]
    if not set(types) <= set(_FAMILIES):
        raise SlackError("invalid_types")
    call.need_scope(*(f"{_FAMILIES[t]}:read" for t in types))
    return types


def _listing(call: Call, channels: list[Channel]) -> Json:
    shown, cursor = page(call, channels, key=lambda channel: channel.id)
    if call.flag("exclude_archived"):
        shown = [c for c in shown if not c.is_archived]
    written = [c.written(call.team, with_count=True) for c in shown]
    return {"channels": written} | following(cursor)


def members(world: World, call: Call) -> Json:
    """conversations.members, bots included."""
    channel = _readable(world, call)
    shown, cursor = page(call, channel.members, key=str)
    return {"members": shown} | following(cursor)


def open_(world: World, call: Call) -> Json:
    """conversations.open: a direct message with one person, or a group of up to eight."""
    users = [u for u in str(call.args.get("users") or "").split(",") if u]
    if call.args.get("channel"):
        return {"channel": {"id": world.channel(call.team, call.args["channel"]).id}}
    if not users:
        raise SlackError("users_list_not_supplied")
    call.need_scope("im:write" if len(users) == 1 else "mpim:write")
    for user_id in users:
        _reachable(world, call, user_id)
    before = len(world.channels)
    channel = world.direct_message(call.team, users)
    again = {"no_op": True, "already_open": True} if len(world.channels) == before else {}
    shown = channel.written(call.team) if call.flag("return_im") else {"id": channel.id}
    return {"channel": shown, **again}


def _reachable(world: World, call: Call, user_id: str) -> None:
    user = world.user(call.team.id, user_id)
    if user.deleted:
        raise SlackError("user_disabled")
    if user.is_bot:
        raise SlackError("cannot_dm_bot")


METHODS = {
    "conversations.info": info,
    "conversations.list": list_all,
    "conversations.members": members,
    "conversations.open": open_,
    "users.conversations": list_of_user,
}
