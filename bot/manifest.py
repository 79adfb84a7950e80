"""The Slack app manifest, generated from what the code really uses.

`METHODS` is the one list of Slack's methods that the code calls, with the scope each one needs;
a test compares it with the code, and the events with the listeners.
"""

import json
from typing import Any

from handlers import events, removal
from handlers.grammar.table import SHORTCUTS
from handlers.home import publisher as home
from handlers.listeners import COMMAND, EVENTS

METHODS: dict[str, tuple[str, ...]] = {
    "apps.connections.open": (),
    "auth.test": (),
    "canvases.create": ("canvases:write",),
    "canvases.edit": ("canvases:write",),
    "canvases.sections.lookup": ("canvases:read",),
    "chat.postMessage": ("chat:write",),
    "chat.update": ("chat:write",),
    "chat.postEphemeral": ("chat:write",),
    "conversations.canvases.create": ("canvases:write",),
    "conversations.info": ("channels:read", "groups:read"),
    "conversations.members": ("channels:read", "groups:read"),
    "conversations.history": ("channels:history", "groups:history", "im:history"),
    "conversations.replies": ("channels:history", "groups:history", "im:history"),
    "conversations.open": ("im:write",),
    "files.info": ("files:read",),
    "files.getUploadURLExternal": ("files:write",),
    "files.completeUploadExternal": ("files:write",),
    "users.conversations": ("channels:read", "groups:read"),
    "users.info": ("users:read",),
    "users.list": ("users:read",),
    "views.open": (),
    "views.push": (),
    "views.publish": (),
}
"""Slack methods and their bot scopes."""

LONG_DESCRIPTION = (
    "kam keeps each key account on its road map, in the channel of the team that looks after it. "
    "Traffic lights say what speaks for us and what stands against us. Goals stand on four levels, "
    "from a vision to milestones that are watched and flagged before they slip. Strategies say how "
    "the team gets there, and everybody commits in their own words. The plan says who does what in "
    "the next three months, and is rolled every month. Nothing of an account is posted where "
    "people from outside can read it."
)
"""What Slack shows on the page of the app: at least 174 characters, at most 4,000."""

ALWAYS = ("commands", "app_mentions:read")
"""Scopes of the slash command and of mentions, which are no methods."""


OPTIONAL: dict[str, tuple[str, ...]] = {
    "a message that may be lost is not looked up": (
        *("channels:history", "groups:history", "im:history"),
    ),
    "there are no pictures, exports and imports": ("files:read", "files:write"),
    "no account has its page in the canvas of its channel": ("canvases:read", "canvases:write"),
}
"""Scopes that a workspace may refuse, by what is missing without them. All else works."""


def scopes() -> list[str]:
    """The bot scopes that the code cannot do without, in order."""
    return sorted(_all_scopes() - set(optional_scopes()))


def optional_scopes() -> list[str]:
    """The bot scopes without which something is missing, in order."""
    return sorted(scope for needed in OPTIONAL.values() for scope in needed)


def _all_scopes() -> set[str]:
    return {*ALWAYS, *(scope for needed in METHODS.values() for scope in needed)}


def bot_events() -> list[str]:
    """The events that the code listens to, under the names the manifest uses."""
    named = {"message": "message.im"}
    names = (*EVENTS, *events.LISTENERS, *removal.NAMES, home.OPENED)
    return sorted(named.get(name, name) for name in names)


def manifest(*, url: str | None = None) -> dict[str, Any]:
    """The manifest for Socket Mode, or for HTTP where `url` is the address of `kam web`."""
    request_url = {"request_url": f"{url.rstrip('/')}/slack/events"} if url else {}
    return {
        "display_information": {
            "name": "kam",
            "description": "Keeps each key account on its roadmap",
            "long_description": LONG_DESCRIPTION,
            "background_color": "#1f3a5f",
        },
        "features": {
            "bot_user": {"display_name": "kam", "always_online": True},
            "slash_commands": [
                {
                    "command": COMMAND,
                    "description": "Traffic lights, goals and plan of an account",
                    "usage_hint": 'light red "finance director leaving"',
                    "should_escape": True,
                    **({"url": request_url["request_url"]} if url else {}),
                }
            ],
            "shortcuts": [
                {
                    "name": each.name,
                    "type": each.surface.value,
                    "callback_id": each.callback_id,
                    "description": each.about,
                }
                for each in SHORTCUTS
            ],
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
        },
        "oauth_config": {"scopes": {"bot": scopes(), "bot_optional": optional_scopes()}},
        "settings": {
            "event_subscriptions": {**request_url, "bot_events": bot_events()},
            "interactivity": {"is_enabled": True, **request_url},
            "org_deploy_enabled": False,
            "socket_mode_enabled": url is None,
        },
    }


def text(*, url: str | None = None) -> str:
    """The manifest as JSON, which Slack's app page takes as it is."""
    return json.dumps(manifest(url=url), indent=2)
