"""canvases.* and conversations.canvases.create: documents in channels, one operation a call."""

from collections.abc import Callable
from typing import Any

from tests.slack.fake.call import Call
from tests.slack.fake.canvases import (
    FREE,
    LARGEST_EDIT,
    LONGEST,
    OWNER,
    READ,
    WRITE,
    Canvas,
    Section,
    sections_of,
)
from tests.slack.fake.errors import SlackError
from tests.slack.fake.people import Channel
from tests.slack.fake.world import World

Json = dict[str, Any]

HEADERS = ("h1", "h2", "h3")
MOST_TYPES = 3
WITH_SECTION = frozenset({"insert_after", "insert_before", "delete"})
WITHOUT_SECTION = frozenset({"insert_at_start", "insert_at_end", "rename"})
OPERATIONS = WITH_SECTION | WITHOUT_SECTION | {"replace"}


def create_of_channel(world: World, call: Call) -> Json:
    """conversations.canvases.create: the channel's own canvas, of which there is one."""
    call.need_scope("canvases:write")
    _must_be_on(call)
    channel = _channel(world, call, call.need("channel_id", "channel_not_found"))
    if channel.canvas_id:
        is_free = call.team.plan == FREE
        raise SlackError(
            "free_team_canvas_tab_already_exists" if is_free else "channel_canvas_already_exists"
        )
    canvas = _made(world, call, channel, is_of_channel=True)
    channel.canvas_id = canvas.id
    return {"canvas_id": canvas.id}


def create(world: World, call: Call) -> Json:
    """canvases.create: one of the bot's own, in a tab of a channel where that is named."""
    call.need_scope("canvases:write")
    _must_be_on(call)
    where = str(call.args.get("channel_id") or "")
    if call.team.plan == FREE and not where:
        raise SlackError("free_teams_cannot_create_non_tabbed_canvases")
    channel = _channel(world, call, where) if where else None
    if call.team.plan == FREE and channel is not None and channel.canvas_id:
        raise SlackError("free_team_canvas_tab_already_exists")
    canvas = _made(world, call, channel, is_of_channel=False)
    if channel is not None:
        canvas.access[channel.id] = WRITE
    return {"canvas_id": canvas.id}


def _must_be_on(call: Call) -> None:
    if not call.team.has_canvases:
        raise SlackError("canvas_disabled_user_team")


def _channel(world: World, call: Call, channel_id: str) -> Channel:
    """A channel the bot is in; a direct message has no canvas of its own."""
    channel = world.channel(call.team, channel_id)
    if channel.is_im or channel.is_mpim or channel.is_archived:
        raise SlackError("channel_canvas_creation_failed")
    if call.team.bot_user_id not in channel.members:
        raise SlackError("restricted_action")
    return channel


def _made(world: World, call: Call, channel: Channel | None, *, is_of_channel: bool) -> Canvas:
    canvas = Canvas(
        world.new_id("F"),
        call.team.id,
        call.team.bot_user_id,
        str(call.args.get("title") or ""),
        channel.id if channel else "",
        is_of_channel=is_of_channel,
    )
    content = call.args.get("document_content")
    if content is not None:
        canvas.sections = _written(world, content, "canvas_creation_failed", LONGEST)
    world.canvases[canvas.id] = canvas
    return canvas


def _written(world: World, content: object, code: str, most: int) -> list[Section]:
    markdown = _markdown(content)
    if len(markdown) > LONGEST:
        raise SlackError("invalid_arguments", ["markdown is longer than 1 MiB"])
    if len(markdown.encode()) > most:
        raise SlackError(code, detail="the edit is too large")
    return sections_of(markdown, lambda: world.new_id("temp:C:"), code)


def _markdown(content: object) -> str:
    if not isinstance(content, dict) or content.get("type") != "markdown":
        raise SlackError("invalid_arguments", ["document_content must be of the type markdown"])
    markdown = content.get("markdown")
    if not isinstance(markdown, str) or not markdown:
        raise SlackError("invalid_arguments", ["document_content has no markdown"])
    return markdown


def edit(world: World, call: Call) -> Json:
    """canvases.edit: a list of exactly one change."""
    call.need_scope("canvases:write")
    _must_be_on(call)
    canvas = _writable(world, call)
    changes = call.args.get("changes")
    if not isinstance(changes, list) or len(changes) != 1 or not isinstance(changes[0], dict):
        raise SlackError("invalid_arguments", ["changes must hold exactly one change"])
    _apply(world, canvas, changes[0])
    return {}


def _apply(world: World, canvas: Canvas, change: Json) -> None:
    operation, section_id = change.get("operation"), change.get("section_id")
    if operation not in OPERATIONS:
        raise SlackError("invalid_arguments", [f"unknown operation {operation}"])
    if (operation in WITH_SECTION) != bool(section_id) and operation != "replace":
        raise SlackError("invalid_arguments", [f"{operation} and section_id do not go together"])
    if "document_content" in change and "title_content" in change:
        raise SlackError("invalid_arguments", ["a change has either a content or a title"])
    if operation == "rename":
        canvas.title = _markdown(change.get("title_content"))
        return
    at = canvas.at(str(section_id)) if section_id else None
    new: list[Section] = []
    if operation != "delete":
        content = change.get("document_content")
        new = _written(world, content, "canvas_editing_failed", LARGEST_EDIT)
    first, last = _range(operation, at, len(canvas.sections))
    canvas.sections[first:last] = new


def _range(operation: str, at: int | None, count: int) -> tuple[int, int]:
    """Which sections the new ones take the place of."""
    if operation == "insert_at_start":
        return 0, 0
    if operation == "insert_at_end":
        return count, count
    if at is None:
        return 0, count
    places = {"insert_before": (at, at), "insert_after": (at + 1, at + 1)}
    return places.get(operation, (at, at + 1))


def delete(world: World, call: Call) -> Json:
    """canvases.delete: for good."""
    call.need_scope("canvases:write")
    canvas = _writable(world, call)
    remove(world, canvas)
    return {}


def remove(world: World, canvas: Canvas) -> None:
    """A canvas is gone, and its channel is free for another."""
    canvas.is_deleted = True
    channel = world.channels.get((canvas.team, canvas.channel))
    if channel is not None and channel.canvas_id == canvas.id:
        channel.canvas_id = ""


def lookup(world: World, call: Call) -> Json:
    """canvases.sections.lookup: ids by kind of heading, by a text in them, or by both."""
    call.need_scope("canvases:read")
    _must_be_on(call)
    canvas = _readable(world, call)
    criteria = call.args.get("criteria")
    if not isinstance(criteria, dict) or not set(criteria) & {"section_types", "contains_text"}:
        raise SlackError("invalid_arguments", ["criteria name neither types nor a text"])
    fits = (_of_types(criteria), _with_text(criteria))
    found = [each for each in canvas.sections if all(one(each) for one in fits)]
    return {"sections": [{"id": each.id} for each in found]}


def _of_types(criteria: Json) -> Callable[[Section], bool]:
    types = criteria.get("section_types")
    if types is None:
        return lambda _section: True
    known = isinstance(types, list) and set(types) <= {*HEADERS, "any_header"}
    if not known or not 1 <= len(types) <= MOST_TYPES:
        raise SlackError("invalid_arguments", ["section_types are one to three kinds of headings"])
    wanted = HEADERS if "any_header" in types else types
    return lambda section: section.kind in wanted


def _with_text(criteria: Json) -> Callable[[Section], bool]:
    text = criteria.get("contains_text")
    if text is None:
        return lambda _section: True
    if not isinstance(text, str) or not text:
        raise SlackError("invalid_arguments", ["contains_text must be a text"])
    return lambda section: text.lower() in section.text.lower()


def set_access(world: World, call: Call) -> Json:
    """canvases.access.set: for channels or for people, never for both in one call."""
    call.need_scope("canvases:write")
    canvas = _writable(world, call)
    level = call.need("access_level")
    channels, users = _ids(call, "channel_ids"), _ids(call, "user_ids")
    if level not in {READ, WRITE, OWNER} or bool(channels) == bool(users):
        raise SlackError("invalid_arguments", ["one level, and either channel_ids or user_ids"])
    if level == OWNER and (channels or len(users) > 1):
        raise SlackError("invalid_arguments", ["one person owns a canvas"])
    if canvas.is_of_channel or any(not each.startswith("C") for each in channels):
        return {"failed_to_update_channel_ids": channels, "failed_to_update_user_ids": users}
    canvas.access |= dict.fromkeys((*channels, *users), level)
    return {}


def _ids(call: Call, name: str) -> list[str]:
    given = call.args.get(name) or []
    return given if isinstance(given, list) else str(given).split(",")


def _readable(world: World, call: Call) -> Canvas:
    canvas = world.canvases.get(call.need("canvas_id", "canvas_not_found"))
    if canvas is None or canvas.team != call.team.id or not level_of(world, call, canvas):
        raise SlackError("canvas_not_found")
    if canvas.is_deleted:
        raise SlackError("canvas_deleted" if call.method.endswith("lookup") else "canvas_not_found")
    return canvas


def _writable(world: World, call: Call) -> Canvas:
    canvas = _readable(world, call)
    if level_of(world, call, canvas) == READ:
        raise SlackError("restricted_action")
    if call.team.plan == FREE and not canvas.channel:
        raise SlackError("free_teams_cannot_edit_standalone_canvases")
    return canvas


def level_of(world: World, call: Call, canvas: Canvas) -> str:
    """The bot's access: its own canvas, one of a channel it is in, or one shared with it."""
    bot = call.team.bot_user_id
    if canvas.by == bot and not canvas.is_of_channel:
        return OWNER
    if canvas.is_of_channel:
        channel = world.channels.get((canvas.team, canvas.channel))
        return WRITE if channel is not None and bot in channel.members else ""
    levels = [
        level
        for each, level in canvas.access.items()
        if each == bot or bot in getattr(world.channels.get((canvas.team, each)), "members", ())
    ]
    return max(levels, default="")  # "write" is more than "read"


METHODS = {
    "conversations.canvases.create": create_of_channel,
    "canvases.create": create,
    "canvases.edit": edit,
    "canvases.delete": delete,
    "canvases.sections.lookup": lookup,
    "canvases.access.set": set_access,
}
