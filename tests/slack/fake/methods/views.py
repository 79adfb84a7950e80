"""views.*: modals on their stack, and home tabs."""

import hashlib
from typing import Any

from tests.slack.fake.blocks import with_ids
from tests.slack.fake.call import Call
from tests.slack.fake.copies import clone
from tests.slack.fake.errors import SlackError
from tests.slack.fake.people import Team
from tests.slack.fake.surfaces import HOME, check_view
from tests.slack.fake.world import World

Json = dict[str, Any]

MOST_ON_STACK = 3


def open_(world: World, call: Call) -> Json:
    """views.open: one use of a trigger, the bottom of a new stack."""
    view = _checked(world, call)
    _use_trigger(world, call)
    return {"view": clone(add_view(world, call.team, view))}


def push(world: World, call: Call) -> Json:
    """views.push: onto the stack opened last, three views high at most."""
    view = _checked(world, call)
    below = next((v for v in reversed(world.views.values()) if v["team_id"] == call.team.id), None)
    if below is None:
        raise SlackError("not_found")
    if height(world, below) >= MOST_ON_STACK:
        raise SlackError("push_limit_reached")
    _use_trigger(world, call)
    return {"view": clone(add_view(world, call.team, view, below))}


def height(world: World, view: Json) -> int:
    """How many views lie on each other up to this one."""
    below = world.views.get(view["previous_view_id"] or "")
    return 1 if below is None else 1 + height(world, below)


def _checked(world: World, call: Call) -> Json:
    view = check_view(call.args.get("view"))
    taken = {v["external_id"] for v in world.views.values() if v["team_id"] == call.team.id}
    if view.get("external_id") and view["external_id"] in taken:
        raise SlackError("duplicate_external_id")
    return view


def _use_trigger(world: World, call: Call) -> None:
    trigger = call.need("trigger_id")
    if trigger in world.used_triggers:
        raise SlackError("exchanged_trigger_id")
    world.used_triggers.add(trigger)


def add_view(world: World, team: Team, view: Json, below: Json | None = None) -> Json:
    """Store a view with the fields Slack adds to it."""
    stored = _stored(world.new_id("V"), team, view)
    if below is not None:
        stored |= {"previous_view_id": below["id"], "root_view_id": below["root_view_id"]}
    world.views[stored["id"]] = stored
    return stored


def _stored(view_id: str, team: Team, view: Json) -> Json:
    stored: Json = {"id": view_id, "team_id": team.id, "app_id": team.app_id}
    stored |= {"app_installed_team_id": team.id, "bot_id": team.bot_id}
    stored |= {"root_view_id": view_id, "previous_view_id": None, "state": {"values": {}}}
    stored |= {"private_metadata": "", "callback_id": "", "external_id": ""}
    stored |= {"clear_on_close": False, "notify_on_close": False, "close": None, "submit": None}
    stored |= clone(view)
    stored["blocks"] = with_ids(view["blocks"])
    stored["hash"] = _hash(stored)
    return stored


def _hash(view: Json) -> str:
    return hashlib.sha256(repr(view["blocks"]).encode()).hexdigest()[:16]


def update(world: World, call: Call) -> Json:
    """views.update by `view_id` or `external_id`, guarded by `hash` if one is given."""
    view = check_view(call.args.get("view"), ("modal", HOME))
    return {"view": clone(replace(world, call.team, _current(world, call), view))}


def replace(world: World, team: Team, current: Json, view: Json) -> Json:
    """Put new content in the place of a view; its id and place on the stack stay."""
    stored = _stored(current["id"], team, view)
    stored |= {key: current[key] for key in ("root_view_id", "previous_view_id")}
    world.views[current["id"]] = stored
    return stored


def _current(world: World, call: Call) -> Json:
    external, view_id = call.args.get("external_id"), call.args.get("view_id")
    if not external and not view_id:
        raise SlackError("invalid_arguments", ["missing required field: view_id"])
    for view in world.views.values():
        same = view["id"] == view_id if view_id else view["external_id"] == external
        if same and view["team_id"] == call.team.id:
            _same_hash(call, view)
            return view
    raise SlackError("not_found")


def _same_hash(call: Call, view: Json) -> None:
    if call.args.get("hash") and call.args["hash"] != view["hash"]:
        raise SlackError("hash_conflict")


def publish(world: World, call: Call) -> Json:
    """views.publish: the home tab of one person."""
    user = world.user(call.team.id, call.need("user_id")).id
    view = check_view(call.args.get("view"), (HOME,))
    before = world.homes.get((call.team.id, user))
    if before is not None:
        _same_hash(call, before)
    view_id = before["id"] if before is not None else world.new_id("V")
    stored = _stored(view_id, call.team, view)
    world.homes[call.team.id, user] = stored
    return {"view": clone(stored)}


METHODS = {
    "views.open": open_,
    "views.push": push,
    "views.update": update,
    "views.publish": publish,
}
