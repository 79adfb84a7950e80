"""auth.test, users.info and users.list: who the bot is and whom it meets."""

from typing import Any

from tests.slack.fake.call import Call
from tests.slack.fake.paging import following, page
from tests.slack.fake.people import User
from tests.slack.fake.world import World

Json = dict[str, Any]


def auth_test(world: World, call: Call) -> Json:
    """auth.test; the scopes travel in the header `x-oauth-scopes`."""
    team = call.team
    return {
        "url": f"https://{team.domain}.slack.com/",
        "team": team.name,
        "team_id": team.id,
        "user": world.user(team.id, team.bot_user_id).name,
        "user_id": team.bot_user_id,
        "bot_id": team.bot_id,
        "is_enterprise_install": False,
        **({"enterprise_id": team.enterprise_id} if team.enterprise_id else {}),
    }


def info(world: World, call: Call) -> Json:
    """users.info, people of other workspaces included when a channel is shared with them."""
    call.need_scope("users:read")
    user = world.user(call.team.id, call.need("user", "user_not_found"))
    return {"user": _written(world, call, user)}


def list_all(world: World, call: Call) -> Json:
    """users.list: deactivated ones, bots and Slackbot too."""
    call.need_scope("users:read")
    known = [user for (team, _), user in world.users.items() if team == call.team.id]
    shown, cursor = page(call, known, key=lambda user: user.id)
    members = [_written(world, call, user) for user in shown]
    return {"members": members, "cache_ts": int(world.clock())} | following(cursor)


def _written(world: World, call: Call, user: User) -> Json:
    return user.written(
        world.clock(),
        with_locale=call.flag("include_locale"),
        with_email="users:read.email" in call.team.scopes,
    )


def connect(world: World, _call: Call) -> Json:
    """apps.connections.open: an address for Socket Mode, where by default nobody listens."""
    return {"url": world.socket_url}


METHODS = {
    "apps.connections.open": connect,
    "auth.test": auth_test,
    "users.info": info,
    "users.list": list_all,
}
