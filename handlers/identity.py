"""Who speaks, from where, about which account: what a payload says of it.

The workspace is the installation's own and never taken from a payload; everything else is a
hint that `services.access` checks against what we know.
"""

import json
from typing import Any

from handlers.mrkdwn import plain
from handlers.turn import Heard

Body = dict[str, Any]


def of_command(body: Body, workspace_id: str) -> Heard:
    """From a slash command."""
    return Heard(
        workspace_id=workspace_id,
        person_id=body["user_id"],
        person_team=body["team_id"],
        channel_id=body["channel_id"],
        delivery=f"command:{body['trigger_id']}",
        sentence=body.get("text", "").strip(),
        trigger_id=body["trigger_id"],
        response_url=body.get("response_url"),
    )


def of_message(body: Body, workspace_id: str) -> Heard:
    """From a mention of the bot or a direct message to it."""
    event = body["event"]
    return Heard(
        workspace_id=workspace_id,
        person_id=event["user"],
        person_team=event.get("user_team") or event.get("team") or body["team_id"],
        channel_id=event["channel"],
        delivery=f"message:{event['channel']}:{event['ts']}",
        sentence=_without_address(event.get("text", "")),
        thread_ts=event.get("thread_ts"),
    )


def of_action(body: Body, workspace_id: str) -> Heard:
    """From a button or a select: its value says which account it was drawn for."""
    action = body["actions"][0]
    value = _value(action)
    channel = body.get("channel") or {}
    return Heard(
        workspace_id=workspace_id,
        person_id=body["user"]["id"],
        person_team=body["user"].get("team_id") or body["team"]["id"],
        channel_id=channel.get("id", ""),
        delivery=f"action:{body['trigger_id']}",
        thread_ts=(body.get("message") or {}).get("thread_ts"),
        account_id=value.get("a"),
        value=value,
        trigger_id=body["trigger_id"],
        response_url=body.get("response_url"),
    )


def of_view(body: Body, workspace_id: str) -> Heard:
    """From a modal: its memo says where it was opened."""
    view = body["view"]
    memo = json.loads(view.get("private_metadata") or "{}")
    return Heard(
        workspace_id=workspace_id,
        person_id=body["user"]["id"],
        person_team=body["user"].get("team_id") or body["team"]["id"],
        channel_id=memo.get("c") or "",
        delivery=f"view:{view['id']}:{view['hash']}",
        account_id=memo.get("a"),
        value=_entered(view),
        response_url=memo.get("r"),
    )


def _value(action: Body) -> Body:
    raw = action.get("value") or (action.get("selected_option") or {}).get("value") or "{}"
    found = json.loads(raw)
    return found if isinstance(found, dict) else {}


def _entered(view: Body) -> Body:
    """What was entered, by block; a required field that was left alone keeps its initial."""
    state = view["state"]["values"]
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    return {block["block_id"]: _content(block, state) for block in inputs}


def _content(block: Body, state: Body) -> Any:  # noqa: ANN401 - a text, a date or an option's value
    element = block["element"]
    entered = state.get(block["block_id"], {}).get(element["action_id"], {})
    chosen = entered.get("selected_option")
    if chosen is None and not block.get("optional"):
        chosen = element.get("initial_option")
    if chosen:
        return chosen["value"]
    text = entered.get("value")
    return plain(text) if text else entered.get("selected_date")


def _without_address(text: str) -> str:
    """A sentence without the mention it starts with."""
    stripped = text.strip()
    if stripped.startswith("<@") and ">" in stripped:
        return stripped.split(">", 1)[1].strip()
    return stripped
