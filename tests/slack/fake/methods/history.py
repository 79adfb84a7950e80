"""conversations.history and conversations.replies: what a channel remembers, and when."""

from typing import Any

from tests.slack.fake.call import Call
from tests.slack.fake.copies import clone
from tests.slack.fake.errors import SlackError
from tests.slack.fake.methods.chat import root
from tests.slack.fake.paging import following, page
from tests.slack.fake.people import Channel
from tests.slack.fake.world import World

Json = dict[str, Any]


def history(world: World, call: Call) -> Json:
    """conversations.history: newest first, without the replies in threads."""
    channel = _open(world, call)
    found = [m for m in channel.messages.values() if _on_top(m) and _asked(world, call, m)]
    return _answer(call, found[::-1])


def _on_top(message: Json) -> bool:
    in_thread = message.get("thread_ts", message["ts"]) != message["ts"]
    return not in_thread or bool(message.get("reply_broadcast"))


def replies(world: World, call: Call) -> Json:
    """conversations.replies: the first message of the thread, then its replies, oldest first."""
    channel = _open(world, call)
    parent = root(channel, call.need("ts", "thread_not_found"))
    if parent is None or not world.visible(parent["ts"]):
        raise SlackError("thread_not_found")
    answers = [
        m
        for m in channel.messages.values()
        if m.get("thread_ts") == parent["ts"] and m is not parent and _asked(world, call, m)
    ]
    return _answer(call, [parent, *answers])


def _open(world: World, call: Call) -> Channel:
    channel = world.channel(call.team, call.need("channel", "channel_not_found"))
    call.need_scope_for(channel, "history")
    if call.team.bot_user_id not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def _asked(world: World, call: Call, message: Json) -> bool:
    moment = micros(message["ts"])
    oldest = micros(str(call.args.get("oldest") or "0"))
    latest = micros(str(call.args.get("latest") or "99999999999"))
    inside = oldest < moment < latest
    if call.flag("inclusive"):
        inside = oldest <= moment <= latest
    return inside and world.visible(message["ts"])


def micros(ts: str) -> int:
    """A timestamp in microseconds; a float would not keep them apart."""
    seconds, _, rest = ts.partition(".")
    if not seconds.isdecimal() or (rest and not rest.isdecimal()):
        raise SlackError("invalid_arguments", [f"invalid timestamp: {ts}"])
    return int(seconds) * 1_000_000 + int(f"{rest:0<6}"[:6])


def _answer(call: Call, messages: list[Json]) -> Json:
    shown, cursor = page(call, messages, key=lambda m: str(m["ts"]), most=999)
    written = [_written(m, with_metadata=call.flag("include_all_metadata")) for m in shown]
    answer: Json = {"messages": written, "has_more": bool(cursor), "pin_count": 0}
    return answer | following(cursor) if cursor else answer


def _written(message: Json, *, with_metadata: bool) -> Json:
    return {
        key: clone(value) for key, value in message.items() if key != "metadata" or with_metadata
    }


METHODS = {"conversations.history": history, "conversations.replies": replies}
