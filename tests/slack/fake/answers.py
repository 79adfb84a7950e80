"""What reaches Slack without a Web API call: `response_url` posts and the bodies of acks."""

import json
from collections.abc import Callable
from typing import Any

from tests.slack.fake.blocks import with_ids
from tests.slack.fake.call import Call
from tests.slack.fake.elements import check_groups, check_options
from tests.slack.fake.errors import SlackError
from tests.slack.fake.methods.chat import keep_ephemeral, remove, store
from tests.slack.fake.methods.views import MOST_ON_STACK, add_view, height, replace
from tests.slack.fake.people import Channel
from tests.slack.fake.surfaces import check_message, check_view
from tests.slack.fake.world import ResponseUrl, World

Json = dict[str, Any]

MOST_USES = 5


def respond(world: World, token: str, body: Json) -> None:
    """One POST to a `response_url`; the sixth is refused, as is one with broken blocks."""
    url = world.response_urls.setdefault(token, ResponseUrl("", "", ""))
    if url.uses >= MOST_USES:
        raise SlackError("used_url")
    if not body.get("delete_original"):
        check_message(body)
    url.uses += 1
    place = {"team": url.team, "channel": url.channel, "user": url.user}
    world.responses.append({"token": token, **place, **body})
    if url.channel:
        _take_effect(world, url, body)


def _take_effect(world: World, url: ResponseUrl, body: Json) -> None:
    if body.get("delete_original"):
        _delete_original(world, url)
    elif body.get("replace_original"):
        _replace_original(world, url, body)
    else:
        _say(world, "response_url", url, body)


def _channel(world: World, url: ResponseUrl) -> Channel:
    return world.channels[url.team, url.channel]


def _delete_original(world: World, url: ResponseUrl) -> None:
    world.ephemerals = [e for e in world.ephemerals if e["ts"] != url.message_ts]
    if url.message_ts in _channel(world, url).messages:
        remove(_channel(world, url), url.message_ts)


def _replace_original(world: World, url: ResponseUrl, body: Json) -> None:
    posted = _channel(world, url).messages.get(url.message_ts)
    shown = next((e for e in world.ephemerals if e["ts"] == url.message_ts), None)
    original = posted if posted is not None else shown
    if original is None:
        _say(world, "response_url", url, body)
        return
    original["text"] = body.get("text") or ""
    original["blocks"] = with_ids(body.get("blocks") or [])
    original["edited"] = {"user": original["user"], "ts": world.new_ts()}


def _say(world: World, method: str, url: ResponseUrl, body: Json) -> Json:
    if body.get("response_type") != "in_channel":
        return keep_ephemeral(world, url.team, url.channel, url.user, body, via=method)
    call = Call(method, world.teams[url.team], body)
    return store(world, call, _channel(world, url), body)


def deliver_ack(world: World, payload: Json, body: str) -> Json | None:
    """Do with the reply to a request what Slack does, checking it as Slack does.

    Gives the ephemeral or message a command answered with, or the view a submission led to.
    Raises `SlackError` for blocks, views or options Slack would refuse.
    """
    kind = "command" if "command" in payload else str(payload.get("type"))
    if kind not in _ACKS:
        if body:
            raise SlackError("unexpected_ack_body", [body])
        return None
    return _ACKS[kind](world, payload, body)


def _command(world: World, payload: Json, body: str) -> Json | None:
    if not body:
        return None
    answer: Json = json.loads(body) if body.startswith("{") else {"text": body}
    check_message(answer)
    place = ResponseUrl(payload["team_id"], payload["channel_id"], payload["user_id"])
    return _say(world, "ack", place, answer)


def _submission(world: World, payload: Json, body: str) -> Json | None:
    view = world.views[payload["view"]["id"]]
    answer: Json = json.loads(body) if body else {}
    action = answer.get("response_action")
    if action == "errors":
        _check_errors(view, answer.get("errors"))
        return answer
    if action == "clear":
        _clear(world, view)
    elif action is None:
        del world.views[view["id"]]
    else:
        return _next_view(world, view, action, check_view(answer.get("view")))
    return None


def _check_errors(view: Json, errors: object) -> None:
    inputs = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        raise SlackError("invalid_errors", [f"{errors!r} must name inputs among {sorted(inputs)}"])


def _clear(world: World, view: Json) -> None:
    for view_id, other in list(world.views.items()):
        if other["root_view_id"] == view["root_view_id"]:
            del world.views[view_id]


def _next_view(world: World, current: Json, action: str, view: Json) -> Json:
    team = world.teams[current["team_id"]]
    if action == "update":
        return replace(world, team, current, view)
    if action != "push":
        raise SlackError("invalid_response_action", [action])
    if height(world, current) >= MOST_ON_STACK:
        raise SlackError("push_limit_reached")
    return add_view(world, team, view, current)


def _suggestion(world: World, payload: Json, body: str) -> Json:  # noqa: ARG001
    answer: Json = json.loads(body)
    if "option_groups" in answer:
        problems = list(check_groups(answer["option_groups"], "/option_groups"))
    elif answer.get("options") == []:
        problems = []
    else:
        problems = list(check_options(answer.get("options"), "/options"))
    if problems:
        raise SlackError("invalid_options", problems)
    return answer


_ACKS: dict[str, Callable[[World, Json, str], Json | None]] = {
    "command": _command,
    "view_submission": _submission,
    "block_suggestion": _suggestion,
}
