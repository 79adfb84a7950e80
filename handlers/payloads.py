"""The person, the place and the account that a payload names.

The workspace is the installation's own and never taken from a payload; everything else is a
hint that `services.access` checks against what we know.
"""

import json
from typing import Any

from domain.text import storable
from handlers.blocks.payload import kept
from handlers.blocks.windows import ACCOUNT
from handlers.incoming import LONGEST, Incoming, is_number
from language.sentences.slack_writing import entered as as_entered
from language.sentences.slack_writing import plain

Body = dict[str, Any]

NOT_OURS: Body = {}
"""What comes of a value that cannot be one of ours: forged, or older than this code."""


def of_command(body: Body, workspace_id: str) -> Incoming:
    """From a slash command."""
    return Incoming(
        workspace_id=workspace_id,
        person_id=body["user_id"],
        person_team=body["team_id"],
        channel_id=body["channel_id"],
        delivery=f"command:{body['trigger_id']}",
        sentence=storable(body.get("text", "")).strip(),
        trigger_id=body["trigger_id"],
        response_url=body.get("response_url"),
    )


def of_message(body: Body, workspace_id: str) -> Incoming:
    """From a mention of the bot or a direct message to it."""
    event = body["event"]
    first = f"message:{event['channel']}:{event['ts']}"
    edited = (event.get("edited") or {}).get("ts")
    return Incoming(
        workspace_id=workspace_id,
        person_id=event["user"],
        person_team=event.get("user_team") or event.get("team") or body["team_id"],
        channel_id=event["channel"],
        delivery=f"{first}/{edited}" if edited else first,
        sentence=_without_address(storable(event.get("text", ""))),
        thread_ts=event.get("thread_ts"),
        is_private=event.get("channel_type") == "im",
        edits=first if edited else None,
    )


A_DAY = 24 * 60 * 60
"""Seconds after which an edited message is none that anybody waits to be answered."""


def as_edited(body: Body) -> Body | None:
    """The event of a message in its new words, as if it had just been written.

    None where its words are the old ones, as when Slack adds a preview of a link to it, where
    nobody wrote it, and where it is older than a day.
    """
    event = body["event"]
    message, before = event.get("message") or {}, event.get("previous_message") or {}
    edited = (message.get("edited") or {}).get("ts")
    is_ours = bool(message.get("bot_id") or message.get("subtype") or not message.get("user"))
    if is_ours or not edited or message.get("text") == before.get("text"):
        return None
    if float(edited) - float(message["ts"]) > A_DAY:
        return None
    place = {"channel": event["channel"], "channel_type": event.get("channel_type")}
    return {**body, "event": {**message, **place}}


def of_action(body: Body, workspace_id: str) -> Incoming:
    """From a button or a select: its value says which account it was drawn for."""
    value = _ours(_value(body["actions"][0]))
    channel = body.get("channel") or {}
    return Incoming(
        workspace_id=workspace_id,
        person_id=body["user"]["id"],
        person_team=_team_of(body),
        channel_id=channel.get("id", ""),
        delivery=f"action:{body['trigger_id']}",
        thread_ts=(body.get("message") or body.get("container") or {}).get("thread_ts"),
        account_id=kept(value, "account"),
        value=value,
        is_invalid=value is NOT_OURS,
        trigger_id=body["trigger_id"],
        response_url=body.get("response_url"),
        home=_home(body),
        is_in_window=(body.get("view") or {}).get("type") == "modal",
        is_private=_is_in_our_talk(channel, body.get("container") or {}),
    )


def _is_in_our_talk(channel: Body, container: Body) -> bool:
    """Whether a message of ours was pressed in the talk with one person, and no whisper.

    A whisper may stand in the talk of two people, in which nothing can be posted.
    """
    return str(channel.get("id", "")).startswith("D") and not container.get("is_ephemeral")


def _home(body: Body) -> Body | None:
    """How the App Home stood on which something was pressed; None for every other place.

    The local Slack names no view there: it tells of a press on no message.
    """
    view, container = body.get("view") or {}, body.get("container") or {}
    if view.get("type") == "home":
        return _ours(view.get("private_metadata"))
    return None if view or container.get("message_ts") else NOT_OURS


def of_view(body: Body, workspace_id: str) -> Incoming:
    """From a modal: its memo says where it was opened."""
    view = body["view"]
    memo, entered = _ours(view.get("private_metadata")), _entered(view)
    home = kept(memo, "home")
    return Incoming(
        workspace_id=workspace_id,
        person_id=body["user"]["id"],
        person_team=_team_of(body),
        channel_id=_text(kept(memo, "channel")) or "",
        delivery=f"view:{view['id']}:{view['hash']}",
        account_id=kept(memo, "account") or _picked(entered),
        value=entered,
        memory=memo,
        is_invalid=memo is NOT_OURS,
        response_url=_text(kept(memo, "response_url")),
        home=home if isinstance(home, dict) else None,
        is_private=memo.get("is_private") is True,
    )


def _picked(entered: Body) -> int | None:
    """The account that was picked in a modal that was opened for none."""
    found = str(entered.get(ACCOUNT) or "")[:LONGEST]
    return int(found) if found.isdecimal() and is_number(int(found)) else None


def _team_of(body: Body) -> str:
    """Where the person of an interaction is at home; empty, and so nowhere, if Slack is silent."""
    return body["user"].get("team_id") or (body.get("team") or {}).get("id") or ""


def of_shortcut(body: Body, workspace_id: str) -> Incoming:
    """From a shortcut; on a message: which one it was used on, and what that says."""
    channel = body.get("channel") or {}
    return Incoming(
        workspace_id=workspace_id,
        person_id=body["user"]["id"],
        person_team=_team_of(body),
        channel_id=channel.get("id", ""),
        delivery=f"shortcut:{body['trigger_id']}",
        value=_message(body) if "message" in body else {},
        trigger_id=body["trigger_id"],
        response_url=body.get("response_url"),
    )


def _message(body: Body) -> Body:
    text = body["message"].get("text") or ""
    return {"text": storable(plain(text)).strip(), "link": _link(body)}


def _link(body: Body) -> str:
    """Where the message stands, as Slack writes it: asking Slack would be a call before the ack."""
    moment = str(body["message"]["ts"]).replace(".", "")
    domain, channel = (body.get("team") or {}).get("domain", ""), body["channel"]["id"]
    return f"https://{domain}.slack.com/archives/{channel}/p{moment}"


def _value(action: Body) -> str | None:
    """The value of a button, or of the chosen option of a select."""
    chosen = action.get("selected_option") or {}
    return action.get("value") or chosen.get("value")


def _ours(raw: str | None) -> Body:
    """The data that we packed into a button, an option or a modal; NOT_OURS where we did not."""
    try:
        found = json.loads(raw or "{}")
    except (ValueError, RecursionError):
        return NOT_OURS
    if not isinstance(found, dict):
        return NOT_OURS
    account_id = kept(found, "account")
    return found if account_id is None or is_number(account_id) else NOT_OURS


def _text(found: object) -> str | None:
    return found if isinstance(found, str) else None


def _entered(view: Body) -> Body:
    """The values by block; a required field that was left alone keeps its initial."""
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
    text, day = entered.get("value"), entered.get("selected_date")
    day = day or entered.get("selected_conversation")
    if text is None and day is None and not block.get("optional"):
        text, day = element.get("initial_value"), element.get("initial_date")
    return storable(as_entered(text)) if text else day


def _without_address(text: str) -> str:
    """A sentence without the mention it starts with."""
    stripped = text.strip()
    if stripped.startswith("<@") and ">" in stripped:
        return stripped.split(">", 1)[1].strip()
    return stripped
