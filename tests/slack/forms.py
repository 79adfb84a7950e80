"""Finding what a person can use on a message or view, and the state that using it leaves."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.slack.fake.blocks import elements_of
from tests.slack.fake.elements import all_options

Json = dict[str, Any]

# Where the state of an element keeps what was entered, and what it starts with.
_FIELDS = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "overflow": ("selected_option", ""),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "file_input": ("files", ""),
}
# Elements that act when used but hold nothing afterwards.
_STATELESS = frozenset({"button", "overflow", "workflow_button"})

Key = str | tuple[str, str]
Entered = Mapping[Key, object]
Fields = dict[Key, object]


def controls(surface: Json) -> Iterator[tuple[str, Json]]:
    """Everything usable on a message or view, each with the id of its block."""
    for block in surface.get("blocks") or []:
        for element in elements_of(block):
            yield block.get("block_id", ""), element


def find(
    surface: Json,
    action_id: str,
    *,
    value: str | None = None,
    text: str | None = None,
) -> tuple[str, Json]:
    """The block id and element with this action id; `value` or `text` tell equal ones apart."""
    found = [
        (block_id, element)
        for block_id, element in controls(surface)
        if element.get("action_id") == action_id
        and (value is None or element.get("value") == value)
        and (text is None or label(element) == text)
    ]
    if len(found) == 1:
        return found[0]
    offered = [(e.get("action_id"), e.get("value"), label(e)) for _, e in controls(surface)]
    raise LookupError(f"{len(found)} of {action_id!r} ({value=}, {text=}) among {offered}")


def find_button(
    surface: Json,
    action_id: str,
    *,
    value: str | None = None,
    text: str | None = None,
) -> Json:
    """The button or menu with this action id on a message or view; LookupError names the rest."""
    return find(surface, action_id, value=value, text=text)[1]


def label(element: Json) -> str:
    """What stands on a button, or in an empty menu."""
    shown = element.get("text") or element.get("placeholder") or {}
    return str(shown.get("text", ""))


def holding(element: Json, value: object) -> Json:
    """The state of an element after a person chose or typed `value` (options by their value)."""
    kind = str(element["type"])
    field, _ = _FIELDS[kind]
    if field == "selected_option" and value is not None:
        value = _option(element, value)
    if field == "selected_options":
        value = [_option(element, item) for item in _listed(value)]
    if value is None and kind.startswith("multi_"):
        value = []
    return {"type": kind, field: value}


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


def _option(element: Json, value: object) -> Json:
    if isinstance(value, dict):
        return value
    if "external" in element["type"]:
        return {"text": {"type": "plain_text", "text": str(value), "emoji": True}, "value": value}
    for option in all_options(element):
        if option.get("value") == value:
            return option
    offered = [option.get("value") for option in all_options(element)]
    raise LookupError(f"no option {value!r} among {offered}")


def state(surface: Json, entered: Entered, *, complete: bool = False) -> Json:
    """`state.values` after a person entered this; what they left alone keeps its initial value.

    Keys are action ids, block ids, or (block id, action id). With `complete`, raises ValueError
    for what Slack's client would not let through: required inputs left empty, wrong lengths.
    """
    left = dict(entered)
    values: dict[str, Json] = {}
    for block_id, element in controls(surface):
        if element["type"] in _STATELESS:
            continue
        action_id = element["action_id"]
        held = holding(element, _value(left, block_id, element))
        values.setdefault(block_id, {})[action_id] = held
        if complete:
            _check(_block(surface, block_id), element, held)
    if left:
        raise LookupError(f"nothing to enter {sorted(map(str, left))} in: {_names(surface)}")
    return {"values": values}


def _value(left: dict[Key, object], block_id: str, element: Json) -> object:
    action_id = element["action_id"]
    for key in ((block_id, action_id), action_id, block_id):
        if key in left:
            return left.pop(key)
    return element.get(_FIELDS[element["type"]][1])


def _names(surface: Json) -> list[tuple[str, str]]:
    return [(block_id, element["action_id"]) for block_id, element in controls(surface)]


def _block(surface: Json, block_id: str) -> Json:
    return next(block for block in surface["blocks"] if block.get("block_id") == block_id)


def _check(block: Json, element: Json, held: Json) -> None:
    value = held[_FIELDS[element["type"]][0]]
    if value in (None, "", []):
        if block["type"] == "input" and not block.get("optional"):
            raise ValueError(f"Slack would not submit: {block['block_id']} is required")
        return
    if isinstance(value, str) and element["type"].endswith("_input"):
        least, most = element.get("min_length", 0), element.get("max_length", 3000)
        if not least <= len(value) <= most:
            raise ValueError(f"Slack would not submit: {block['block_id']} takes {least} to {most}")
