"""Whole messages and whole views: the checks that precede every acceptance."""

from typing import Any

from tests.slack.fake.blocks import HOME, MESSAGE, MODAL, MOST_SAID, check_blocks, said
from tests.slack.fake.errors import SlackError
from tests.slack.fake.texts import PLAIN, Problems, problem, string, text_object, units

Json = dict[str, Any]

MOST_TEXT = 40_000


def check_message(args: Json) -> None:
    """Raise `SlackError` unless Slack would take this text, these blocks, this metadata."""
    if not any(args.get(key) for key in ("text", "blocks", "attachments", "files")):
        raise SlackError("no_text")
    if units(args.get("text") or "") > MOST_TEXT:
        raise SlackError("msg_too_long")
    problems = list(check_blocks(args.get("blocks") or [], MESSAGE))
    if problems:
        raise SlackError("invalid_blocks", problems)
    if said(args.get("blocks")) > MOST_SAID:
        raise SlackError("msg_blocks_too_long")
    check_metadata(args.get("metadata"))


def check_metadata(metadata: object) -> None:
    """Metadata is an event type and a payload object; an empty object removes it."""
    if metadata is None or metadata == {}:
        return
    fits = (
        isinstance(metadata, dict)
        and set(metadata) == {"event_type", "event_payload"}
        and isinstance(metadata["event_type"], str)
        and isinstance(metadata["event_payload"], dict)
    )
    if not fits:
        raise SlackError("invalid_metadata_format")


def check_view(view: object, allowed: tuple[str, ...] = (MODAL,)) -> Json:
    """The view itself, or `invalid_arguments` naming everything that is wrong with it."""
    if not isinstance(view, dict) or view.get("type") not in allowed:
        raise SlackError("invalid_arguments", [problem(f"must be of type {allowed}", "/view/type")])
    problems = list(_view(view))
    if problems:
        raise SlackError("invalid_arguments", problems)
    return view


def _view(view: Json) -> Problems:
    yield from string(view, "private_metadata", "/view", 3000)
    yield from string(view, "callback_id", "/view", 255)
    yield from string(view, "external_id", "/view", 255)
    if "blocks" not in view:
        yield problem("missing required field: blocks", "/view")
    yield from check_blocks(view.get("blocks", []), view["type"], "/view/blocks")
    if view["type"] == MODAL:
        yield from _modal(view)


def _modal(view: Json) -> Problems:
    yield from text_object(view, "title", "/view", 24, kinds=PLAIN)
    yield from text_object(view, "close", "/view", 24, kinds=PLAIN, needed=False)
    has_input = any(
        isinstance(b, dict) and b.get("type") == "input" for b in view.get("blocks", [])
    )
    yield from text_object(view, "submit", "/view", 24, kinds=PLAIN, needed=has_input)


__all__ = ["HOME", "MESSAGE", "MODAL", "check_message", "check_metadata", "check_view"]
