"""The requests Slack sends, as documented, ready to be dispatched to a Bolt App.

For example::

    body = encoded(slash_command('light red "…"', by="U1", channel="C1", slack=slack))
    app.dispatch(BoltRequest(body=body, headers=signed(body, SECRET, timestamp)))

Each payload has a trigger id (and each event an id) of its own; pass one to replay a delivery.
With `slack` given, its `response_url` leads to that fake. Events are in `tests.slack.events`.
"""

import hashlib
import hmac
import itertools
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from tests.slack.fake.control import Control
from tests.slack.fake.copies import clone
from tests.slack.fake.people import APP_ID, TEAM
from tests.slack.forms import Entered, find, find_button, holding, state

Json = dict[str, Any]

ANNA = "U0ANNA"
ACME = "C0ACME"
# No response_url of a payload built without a fake can be reached.
_NOWHERE = "http://127.0.0.1:9/response/none"
_TOKEN = "verification-token"
# What a message of the fake carries beyond what Slack puts into a payload.
_OWN_KEYS = ("channel", "method", "at", "via")

_numbers = itertools.count(1)


@dataclass(frozen=True)
class Actor:
    """Who acts: `team` is where the app is installed, `home` where the person belongs.

    They differ for people who meet the bot in a channel shared between companies.
    """

    id: str = ANNA
    name: str = "anna"
    team: str = TEAM
    home: str = ""

    def written(self) -> Json:
        """The `user` of an interaction."""
        home = self.home or self.team
        return {"id": self.id, "username": self.name, "name": self.name, "team_id": home}


By = Actor | str


def _actor(by: By) -> Actor:
    return by if isinstance(by, Actor) else Actor(by, by.lower())


def new_trigger_id() -> str:
    """A trigger never used before."""
    number = next(_numbers)
    digest = hashlib.sha256(str(number).encode()).hexdigest()[:32]
    return f"{1_000_000 + number}.{2_000_000 + number}.{digest}"


def new_moment() -> str:
    """A timestamp for `action_ts` and the like, later than those before."""
    return f"1700000000.{next(_numbers):06}"


def _answers_to(slack: Control | None, actor: Actor, channel: str, ts: str = "") -> str:
    if slack is None:
        return _NOWHERE
    return slack.response_url(channel, actor.id, ts, team=actor.team)


def slash_command(
    text: str,
    *,
    by: By = ANNA,
    channel: str = ACME,
    channel_name: str = "acme-team",
    command: str = "/kam",
    slack: Control | None = None,
    **overrides: str,
) -> dict[str, str]:
    """A slash command: the fields of a form."""
    actor = _actor(by)
    return {
        "token": _TOKEN,
        "team_id": actor.team,
        "team_domain": actor.team.lower(),
        "channel_id": channel,
        "channel_name": channel_name,
        "user_id": actor.id,
        "user_name": actor.name,
        "command": command,
        "text": text,
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
        "response_url": _answers_to(slack, actor, channel),
        "trigger_id": new_trigger_id(),
        **overrides,
    }


def _interaction(kind: str, actor: Actor, **parts: object) -> Json:
    return {
        "type": kind,
        "user": actor.written(),
        "api_app_id": APP_ID,
        "token": _TOKEN,
        "team": {"id": actor.team, "domain": actor.team.lower()},
        "enterprise": None,
        "is_enterprise_install": False,
        "trigger_id": new_trigger_id(),
        **parts,
    }


def block_actions(
    surface: Json,
    action_id: str,
    *,
    by: By = ANNA,
    value: str | None = None,
    text: str | None = None,
    chosen: object = None,
    entered: Entered | None = None,
    slack: Control | None = None,
    **overrides: object,
) -> Json:
    """A button pressed or a menu used, on a message (posted or ephemeral) or view of the fake.

    `value` or `text` pick one of several buttons with the same action id; `chosen` is what was
    picked in a menu; `entered` what stands in the other fields meanwhile, as for a submission.
    """
    actor = _actor(by)
    block_id, element = find(surface, action_id, value=value, text=text)
    action = {"action_id": action_id, "block_id": block_id, "action_ts": new_moment()}
    action |= _used(element, chosen)
    place = _place(surface, actor, entered or {}, slack)
    return _interaction("block_actions", actor, **place, actions=[action]) | overrides


def press(slack: Control, surface: Json, action_id: str, *, by: By = ANNA, **more: Any) -> Json:  # noqa: ANN401
    """`block_actions` whose `response_url` leads to `slack`."""
    return block_actions(surface, action_id, by=by, slack=slack, **more)


def _used(element: Json, chosen: object) -> Json:
    if element["type"] != "button":
        return holding(element, chosen)
    return {key: element[key] for key in ("type", "text", "value", "style") if key in element}


def _place(surface: Json, actor: Actor, entered: Entered, slack: Control | None) -> Json:
    if surface.get("type") in {"modal", "home"}:
        view = _with_state(surface, entered)
        return {"container": {"type": "view", "view_id": surface["id"]}, "view": view}
    return _on_message(surface, actor, entered, slack)


def _on_message(surface: Json, actor: Actor, entered: Entered, slack: Control | None) -> Json:
    channel, ts = surface["channel"], surface["ts"]
    ephemeral = bool(surface.get("is_ephemeral"))
    container = {"type": "message", "message_ts": ts, "channel_id": channel}
    container["is_ephemeral"] = ephemeral
    if surface.get("thread_ts"):
        container["thread_ts"] = surface["thread_ts"]
    place: Json = {"container": container, "channel": {"id": channel, "name": "acme-team"}}
    place |= {"state": state(surface, entered)}
    place["response_url"] = _answers_to(slack, actor, channel, ts)
    # Slack does not send along what only one person saw.
    return place if ephemeral else place | {"message": _message(surface)}


def _message(surface: Json) -> Json:
    shown = {key: clone(surface[key]) for key in surface if key not in _OWN_KEYS}
    return {"type": "message"} | {key: value for key, value in shown.items() if value is not None}


def _with_state(view: Json, entered: Entered, *, complete: bool = False) -> Json:
    return clone(view) | {"state": state(view, entered, complete=complete)}


def view_submission(
    view: Json,
    entered: Entered | None = None,
    *,
    by: By = ANNA,
    forced: bool = False,
    **overrides: object,
) -> Json:
    """A modal submitted with this entered (see `forms.state` for the keys).

    Raises ValueError for what Slack's client would hold back, unless `forced`.
    """
    shown = _with_state(view, entered or {}, complete=not forced)
    return _interaction("view_submission", _actor(by), view=shown, response_urls=[]) | overrides


def view_closed(view: Json, *, by: By = ANNA, **overrides: object) -> Json:
    """A modal with `notify_on_close` dismissed."""
    payload = _interaction("view_closed", _actor(by), view=clone(view), is_cleared=False)
    del payload["trigger_id"]
    return payload | overrides


def block_suggestion(
    surface: Json,
    action_id: str,
    typed: str,
    *,
    by: By = ANNA,
    entered: Entered | None = None,
    **overrides: object,
) -> Json:
    """A person types in a menu whose options the app provides."""
    actor = _actor(by)
    block_id, _ = find(surface, action_id)
    asked = {"action_id": action_id, "block_id": block_id, "value": typed}
    payload = _interaction("block_suggestion", actor, **asked)
    del payload["trigger_id"]
    place = _place(surface, actor, entered or {}, None)
    place.pop("response_url", None)
    return payload | place | overrides


def global_shortcut(callback_id: str, *, by: By = ANNA, **overrides: object) -> Json:
    """A shortcut from the lightning menu: no channel, no response_url."""
    parts = {"callback_id": callback_id, "action_ts": new_moment()}
    return _interaction("shortcut", _actor(by), **parts) | overrides


def message_shortcut(
    callback_id: str,
    message: Json,
    *,
    by: By = ANNA,
    slack: Control | None = None,
    **overrides: object,
) -> Json:
    """A shortcut on a message of the fake (from `say` or `messages`)."""
    actor, channel, ts = _actor(by), message["channel"], message["ts"]
    parts = {"callback_id": callback_id, "action_ts": new_moment(), "message_ts": ts}
    parts["response_url"] = _answers_to(slack, actor, channel)
    place = {"channel": {"id": channel, "name": "acme-team"}, "message": _message(message)}
    return _interaction("message_action", actor, **parts, **place) | overrides


def encoded(payload: Json) -> str:
    """The body as Slack sends it: a form for commands and interactions, JSON for events."""
    if "command" in payload:
        return urlencode(payload)
    if payload.get("type") in {"event_callback", "url_verification"}:
        return json.dumps(payload)
    return urlencode({"payload": json.dumps(payload)})


def signed(body: str, secret: str, timestamp: float) -> dict[str, str]:
    """The headers that go with a body; `timestamp` in Unix seconds."""
    moment = str(int(timestamp))
    base = f"v0:{moment}:{body}".encode()
    digest = hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    form = "application/x-www-form-urlencoded"
    return {
        "Content-Type": "application/json" if body.startswith("{") else form,
        "X-Slack-Request-Timestamp": moment,
        "X-Slack-Signature": f"v0={digest}",
    }


def retried(
    headers: dict[str, str], number: int = 1, reason: str = "http_timeout"
) -> dict[str, str]:
    """The headers of a delivery Slack repeats because the one before was not acknowledged."""
    return {**headers, "X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": reason}


__all__ = [
    "ACME",
    "ANNA",
    "Actor",
    "block_actions",
    "block_suggestion",
    "encoded",
    "find_button",
    "global_shortcut",
    "message_shortcut",
    "new_trigger_id",
    "press",
    "retried",
    "signed",
    "slash_command",
    "view_closed",
    "view_submission",
]
