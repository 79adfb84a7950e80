"""chat.* and reactions.add: what the bot says, changes and takes back."""

from typing import Any

from tests.slack.fake.blocks import with_ids
from tests.slack.fake.call import Call
from tests.slack.fake.copies import clone
from tests.slack.fake.errors import SlackError
from tests.slack.fake.people import Channel
from tests.slack.fake.surfaces import check_message
from tests.slack.fake.world import World

Json = dict[str, Any]

_KEPT_BY_UPDATE = ("blocks", "attachments", "metadata")


def post_message(world: World, call: Call) -> Json:
    """chat.postMessage: in a channel the bot is in, or to a person's id."""
    channel = postable(world, call, call.need("channel", "channel_not_found"))
    check_message(call.args)
    message = store(world, call, channel, call.args)
    return {"channel": channel.id, "ts": message["ts"], "message": clone(message)}


def postable(world: World, call: Call, where: str) -> Channel:
    """The conversation if the bot may post there now."""
    call.need_scope("chat:write")
    channel = _addressed(world, call, where)
    if channel.is_archived:
        raise SlackError("is_archived")
    if call.team.bot_user_id not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def _addressed(world: World, call: Call, where: str) -> Channel:
    if (call.team.id, where) in world.users:
        return world.direct_message(call.team, [where])
    return world.channel(call.team, where)


def store(world: World, call: Call, channel: Channel, args: Json) -> Json:
    """Accept a post: into the channel, its thread and the ledger."""
    message = _composed(world, call, args)
    _put_in_thread(channel, message, args)
    channel.messages[message["ts"]] = message
    world.accepted_at[message["ts"]] = world.clock()
    world.record(call.method, call.team, channel, message)
    return message


def _composed(world: World, call: Call, args: Json) -> Json:
    team = call.team
    message: Json = {"type": "message", "user": team.bot_user_id, "ts": world.new_ts()}
    message |= {"bot_id": team.bot_id, "app_id": team.app_id, "team": team.id}
    message["text"] = args.get("text") or ""
    if args.get("blocks"):
        message["blocks"] = with_ids(args["blocks"])
    for key in ("attachments", "metadata", "files"):
        if args.get(key):
            message[key] = clone(args[key])
    return message


def _put_in_thread(channel: Channel, message: Json, args: Json) -> None:
    """A reply to a message that is gone becomes a message of the channel, as in Slack."""
    parent = root(channel, str(args.get("thread_ts") or ""))
    if parent is None:
        return
    message |= {"thread_ts": parent["ts"], "parent_user_id": parent["user"]}
    if str(args.get("reply_broadcast", "")).lower() in {"1", "true"}:
        message |= {"subtype": "thread_broadcast", "reply_broadcast": True}
    repliers = [*parent.get("reply_users", []), message["user"]]
    parent["thread_ts"] = parent["ts"]
    parent["reply_count"] = parent.get("reply_count", 0) + 1
    parent["reply_users"] = list(dict.fromkeys(repliers))
    parent["latest_reply"] = message["ts"]


def root(channel: Channel, ts: str) -> Json | None:
    """The first message of the thread `ts` belongs to, if it still exists."""
    message = channel.messages.get(ts)
    if message is None:
        return None
    return channel.messages.get(message.get("thread_ts", ts))


def update(world: World, call: Call) -> Json:
    """chat.update: what is not given of blocks, attachments and metadata stays as it was."""
    call.need_scope("chat:write")
    channel = world.channel(call.team, call.need("channel", "channel_not_found"))
    if channel.is_archived:
        raise SlackError("is_inactive")
    message = _own(channel, call)
    check_message({**message, **call.args})
    _change(world, message, call.args)
    shown = clone(message)
    return {"channel": channel.id, "ts": message["ts"], "text": message["text"], "message": shown}


def _own(channel: Channel, call: Call) -> Json:
    message = _message(channel, call.need("ts", "message_not_found"))
    if message.get("bot_id") != call.team.bot_id:
        raise SlackError("cant_update_message")
    return message


def _message(channel: Channel, ts: str) -> Json:
    if ts not in channel.messages or channel.messages[ts].get("subtype") == "tombstone":
        raise SlackError("message_not_found")
    return channel.messages[ts]


def _change(world: World, message: Json, args: Json) -> None:
    if "text" in args or "blocks" in args:
        message["text"] = args.get("text") or ""
    for key in _KEPT_BY_UPDATE:
        if args.get(key):
            value = args[key]
            message[key] = with_ids(value) if key == "blocks" else clone(value)
        elif args.get(key) is not None:
            message.pop(key, None)
    message["edited"] = {"user": message["user"], "ts": world.new_ts()}


def delete(world: World, call: Call) -> Json:
    """chat.delete, of the bot's own messages."""
    call.need_scope("chat:write")
    channel = world.channel(call.team, call.need("channel", "channel_not_found"))
    message = _message(channel, call.need("ts", "message_not_found"))
    if message.get("bot_id") != call.team.bot_id:
        raise SlackError("cant_delete_message")
    remove(channel, message["ts"])
    return {"channel": channel.id, "ts": message["ts"]}


def remove(channel: Channel, ts: str) -> None:
    """Delete a message; with replies it stays as a tombstone, so that the thread does too."""
    message = _message(channel, ts)
    if message.get("reply_count"):
        message |= {"subtype": "tombstone", "text": "This message was deleted.", "hidden": True}
        message |= {"user": "USLACKBOT"}
        for key in ("blocks", "attachments", "metadata", "bot_id", "app_id"):
            message.pop(key, None)
    else:
        del channel.messages[ts]


def post_ephemeral(world: World, call: Call) -> Json:
    """chat.postEphemeral: seen by one member of the channel, kept nowhere else."""
    channel = postable(world, call, call.need("channel", "channel_not_found"))
    if call.need("user") not in channel.members:
        raise SlackError("user_not_in_channel")
    check_message(call.args)
    entry = keep_ephemeral(world, call.team.id, channel.id, call.args["user"], call.args)
    return {"message_ts": entry["ts"]}


def keep_ephemeral(
    world: World,
    team: str,
    channel: str,
    user: str,
    args: Json,
    via: str = "chat.postEphemeral",
) -> Json:
    """Remember what one person was shown, and by which way."""
    entry: Json = {"via": via, "team": team, "channel": channel, "user": user}
    entry |= {"ts": world.new_ts(), "text": args.get("text") or "", "is_ephemeral": True}
    entry["blocks"] = with_ids(args.get("blocks") or [])
    entry["thread_ts"] = args.get("thread_ts")
    world.ephemerals.append(entry)
    return entry


def get_permalink(world: World, call: Call) -> Json:
    """chat.getPermalink, of a message the bot can see."""
    channel = world.channel(call.team, call.need("channel", "channel_not_found"))
    message = _message(channel, call.need("message_ts", "message_not_found"))
    ts = message["ts"]
    link = f"https://{call.team.domain}.slack.com/archives/{channel.id}/p{ts.replace('.', '')}"
    if message.get("thread_ts", ts) != ts:
        link += f"?thread_ts={message['thread_ts']}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


def add_reaction(world: World, call: Call) -> Json:
    """reactions.add, once per bot, emoji and message."""
    call.need_scope("reactions:write")
    channel = world.channel(call.team, call.need("channel", "channel_not_found"))
    message = _message(channel, call.need("timestamp", "no_item_specified"))
    name = call.need("name", "invalid_name")
    reactions: list[Json] = message.setdefault("reactions", [])
    found = next((r for r in reactions if r["name"] == name), None)
    if found is None:
        found = {"name": name, "users": [], "count": 0}
        reactions.append(found)
    if call.team.bot_user_id in found["users"]:
        raise SlackError("already_reacted")
    found["users"].append(call.team.bot_user_id)
    found["count"] += 1
    return {}


METHODS = {
    "chat.postMessage": post_message,
    "chat.update": update,
    "chat.delete": delete,
    "chat.postEphemeral": post_ephemeral,
    "chat.getPermalink": get_permalink,
    "reactions.add": add_reaction,
}
