"""Workspaces, people and channels of the fake, and how Slack writes them down."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

Json = dict[str, Any]

TEAM = "T0KAM"
TOKEN = "xoxb-fake-T0KAM"
APP_TOKEN = "xapp-1-fake"
APP_ID = "A0KAM"
SLACKBOT = "USLACKBOT"

# Every scope a method of the fake asks for; a team without a list of its own has them all.
ALL_SCOPES = frozenset(
    {
        "app_mentions:read",
        "canvases:read",
        "canvases:write",
        "channels:history",
        "channels:read",
        "chat:write",
        "commands",
        "files:read",
        "files:write",
        "groups:history",
        "groups:read",
        "im:history",
        "im:read",
        "im:write",
        "mpim:history",
        "mpim:read",
        "mpim:write",
        "reactions:write",
        "users:read",
        "users:read.email",
    },
)


@dataclass
class Team:
    """A workspace with the bot installed; `token` is the bot's."""

    id: str
    token: str
    name: str
    bot_user_id: str
    bot_id: str
    scopes: frozenset[str] = ALL_SCOPES
    app_id: str = APP_ID
    enterprise_id: str = ""
    plan: str = "paid"
    has_canvases: bool = True

    @property
    def domain(self) -> str:
        """The first part of the workspace's address."""
        return self.name.lower().replace(" ", "-")


@dataclass
class User:
    """A person or bot as one workspace sees them; `team_id` is where they are at home."""

    id: str
    name: str
    team_id: str
    real_name: str = ""
    locale: str = "en-US"
    tz: str = "Europe/Berlin"
    email: str = ""
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_bot: bool = False
    deleted: bool = False
    is_admin: bool = False
    is_owner: bool = False
    enterprise_id: str = ""
    teams: list[str] = field(default_factory=list)
    updated: int = 1_700_000_000
    says_roles: bool = True
    handle: str = ""

    def written(self, now: float, *, with_locale: bool, with_email: bool) -> Json:
        """The user object; a deactivated user has neither roles nor time zone, as in Slack."""
        shown = self._basics()
        if with_email and self.email:
            shown["profile"]["email"] = self.email
        if self.enterprise_id:
            shown["enterprise_user"] = self._in_organisation()
        if self.deleted:
            return shown
        shown |= (self._roles() if self.says_roles else {}) | self._zone(now)
        return shown | {"locale": self.locale} if with_locale else shown

    def _in_organisation(self) -> Json:
        """The part of a user object that only organisations of several workspaces have."""
        return {
            "id": self.id,
            "enterprise_id": self.enterprise_id,
            "enterprise_name": "Northwind Group",
            "is_admin": self.is_admin,
            "is_owner": self.is_owner,
            "teams": self.teams,
        }

    def _basics(self) -> Json:
        real_name = self.real_name or self.name.title()
        return {
            "id": self.id,
            "team_id": self.team_id,
            "name": self.handle or self.name,
            "deleted": self.deleted,
            "color": "9f69e7",
            "real_name": real_name,
            "profile": {
                "real_name": real_name,
                "real_name_normalized": real_name,
                "display_name": self.name,
                "display_name_normalized": self.name,
                "team": self.team_id,
            },
            "is_bot": self.is_bot,
            "is_app_user": False,
            "updated": self.updated,
        }

    def _roles(self) -> Json:
        return {
            "is_admin": self.is_admin or self.is_owner,
            "is_owner": self.is_owner,
            "is_primary_owner": False,
            "is_restricted": self.is_restricted or self.is_ultra_restricted,
            "is_ultra_restricted": self.is_ultra_restricted,
            "is_email_confirmed": True,
        }

    def _zone(self, now: float) -> Json:
        if not self.tz:
            return {}
        offset = datetime.fromtimestamp(now, UTC).astimezone(ZoneInfo(self.tz)).utcoffset()
        seconds = int(offset.total_seconds()) if offset is not None else 0
        return {"tz": self.tz, "tz_label": self.tz, "tz_offset": seconds}


@dataclass
class Channel:
    """A conversation of one workspace; `user` is the other side of a direct message."""

    id: str
    team: str
    name: str
    members: list[str] = field(default_factory=list)
    is_private: bool = False
    is_ext_shared: bool = False
    is_pending_ext_shared: bool = False
    is_archived: bool = False
    shared_team_ids: list[str] = field(default_factory=list)
    is_org_shared: bool = False
    connected_team_ids: list[str] = field(default_factory=list)
    internal_team_ids: list[str] = field(default_factory=list)
    says_sharing: bool = True
    user: str = ""
    is_mpim: bool = False
    canvas_id: str = ""
    previous_names: list[str] = field(default_factory=list)
    messages: dict[str, Json] = field(default_factory=dict)

    @property
    def is_im(self) -> bool:
        """Whether this is the bot's direct message with one person."""
        return bool(self.user)

    @property
    def type(self) -> str:
        """The word for it in the `types` argument of the listings."""
        if self.is_im:
            return "im"
        if self.is_mpim:
            return "mpim"
        return "private_channel" if self.is_private else "public_channel"

    @property
    def scope_family(self) -> str:
        """What stands before the colon of the scopes that open it."""
        families = {"private_channel": "groups", "public_channel": "channels"}
        return families.get(self.type, self.type)

    def written(self, team: Team, *, with_count: bool = False) -> Json:
        """The conversation object, as `team`'s bot sees it."""
        shown: Json = {"id": self.id, "created": 1_700_000_000, "is_archived": self.is_archived}
        if self.is_im:
            return shown | {"is_im": True, "user": self.user, "is_org_shared": False}
        shown |= self._named() | (self._shared() if self.says_sharing else {})
        shown["is_member"] = team.bot_user_id in self.members
        if self.canvas_id:
            canvas = {"file_id": self.canvas_id, "is_empty": False, "quip_thread_id": ""}
            shown["properties"] = {"canvas": canvas}
        return shown | {"num_members": len(self.members)} if with_count else shown

    def _named(self) -> Json:
        nothing = {"value": "", "creator": "", "last_set": 0}
        return {
            "name": self.name,
            "name_normalized": self.name,
            "is_channel": not self.is_private,
            "is_group": self.is_private,
            "is_im": False,
            "is_mpim": self.is_mpim,
            "is_private": self.is_private,
            "is_general": False,
            "unlinked": 0,
            "creator": self.members[0] if self.members else "",
            "topic": nothing,
            "purpose": nothing,
            "previous_names": self.previous_names,
        }

    def _shared(self) -> Json:
        pending = ["T0PENDING"] if self.is_pending_ext_shared else []
        return {
            "is_shared": self.is_ext_shared or self.is_org_shared,
            "is_org_shared": self.is_org_shared,
            "is_ext_shared": self.is_ext_shared,
            "is_pending_ext_shared": self.is_pending_ext_shared,
            "pending_shared": pending,
            "pending_connected_team_ids": pending,
            "connected_team_ids": self.connected_team_ids,
            "internal_team_ids": self.internal_team_ids,
            "shared_team_ids": [self.team, *self.shared_team_ids],
            "context_team_id": self.team,
        }


def unique(ids: Iterable[str]) -> list[str]:
    """The ids without repetition, in their order."""
    return list(dict.fromkeys(ids))
