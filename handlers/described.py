"""People and channels as Slack describes them, read into facts of ours.

What Slack leaves out grants nothing. Source: Slack's reference of the user object and of the
conversation object.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from domain.channel import NEVER, Channel
from domain.person import Person
from domain.text import name_line, one_line

Described = Mapping[str, Any]

ROLES = ("is_restricted", "is_ultra_restricted")
"""What Slack says of everybody who can be a guest."""

SIGNS_OF_SHARING = (
    "is_ext_shared",
    "is_pending_ext_shared",
    "pending_shared",
    "pending_connected_team_ids",
)


@dataclass(frozen=True)
class Installed:
    """Where the bot is installed: a workspace, and the organisation it belongs to, if any.

    `time_zone` is that of people about whom Slack says none; `name` what the workspace is called.
    """

    workspace_id: str
    time_zone: str = "UTC"
    enterprise_id: str = ""
    name: str = ""

    def person(self, user: Described, asked: datetime) -> Person:
        """A person as Slack's user object describes them."""
        profile = user.get("profile") or {}
        names = (profile.get("display_name"), profile.get("real_name"), user.get("real_name"))
        called = (name_line(name or "") for name in (*names, user.get("name")))
        is_bot = bool(user.get("is_bot")) or user["id"] == "USLACKBOT"
        return Person(
            workspace_id=self.workspace_id,
            id=user["id"],
            name=next(filter(None, called), user["id"]),
            handle=name_line(user.get("name") or "") or None,
            locale=user.get("locale") or "",
            time_zone=user.get("tz") or self.time_zone,
            is_guest=not is_bot and _is_guest(user),
            is_bot=is_bot,
            is_deactivated=bool(user.get("deleted")),
            is_foreign=not is_bot and self._is_foreign(user),
            is_admin=bool(user.get("is_admin") or user.get("is_owner")),
            checked_at=asked,
            updated_at=moment(user.get("updated")),
        )

    def _is_foreign(self, user: Described) -> bool:
        """Whether they are of another company; in an organisation all its workspaces are ours."""
        if user.get("is_stranger"):
            return True
        if user.get("team_id") == self.workspace_id:
            return False
        if not self.enterprise_id:
            return True
        member = user.get("enterprise_user") or {}
        homes = (user.get("team_id"), member.get("enterprise_id"))
        is_ours = self.enterprise_id in homes or self.workspace_id in (member.get("teams") or ())
        return not is_ours

    def channel(self, channel: Described, asked: datetime) -> Channel:
        """A channel as Slack describes it; one that does not say who reads there is not known."""
        return Channel(
            workspace_id=self.workspace_id,
            id=channel["id"],
            name=one_line(channel.get("name") or ""),
            is_private=bool(channel.get("is_private")),
            is_shared=self._is_shared(channel),
            is_archived=bool(channel.get("is_archived")),
            is_member=bool(channel.get("is_member", True)),
            checked_at=asked if "is_ext_shared" in channel else NEVER,
            member_count=channel.get("num_members"),
        )

    def _is_shared(self, channel: Described) -> bool:
        """Whether another company reads there, or is invited to; see Installed._is_foreign."""
        if any(channel.get(sign) for sign in SIGNS_OF_SHARING):
            return True
        ours = {self.workspace_id, self.enterprise_id}
        if self.enterprise_id:
            ours |= set(channel.get("internal_team_ids") or ())
        if set(channel.get("connected_team_ids") or ()) - ours:
            return True
        is_beyond = bool(channel.get("is_shared") or channel.get("is_org_shared"))
        return is_beyond and not self.enterprise_id


def says_roles(user: Described) -> bool:
    """Whether Slack says here what somebody may do, or that they may do nothing."""
    return bool(user.get("deleted")) or all(role in user for role in ROLES)


def _is_guest(user: Described) -> bool:
    if any(user.get(role) for role in ROLES):
        return True
    return not says_roles(user)


def moment(details: object) -> datetime | None:
    """An instant as Slack writes them, in seconds; None where it says none."""
    try:
        return datetime.fromtimestamp(float(str(details)), UTC)
    except (ValueError, OverflowError, OSError):
        return None
