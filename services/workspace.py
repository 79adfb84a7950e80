"""The leaders' channel: where the portfolio is posted, and how often. Admins decide."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.account import time_zone
from domain.activity import AdminChange
from domain.channel import Channel, Obstacle
from domain.errors import Forbidden, Invalid
from domain.notice import Kind
from domain.person import Person
from domain.recurrence import FirstWorkingDay, Weekly
from domain.timetable import Schedule, next_instant
from domain.workspace import NoLeadersChannel, Rhythm, Workspace
from services import access, audience, decisions, history, notices
from storage.unit_of_work import UnitOfWork

KINDS = frozenset({Kind.PORTFOLIO, Kind.PORTFOLIO_PICTURE})
"""What the leaders' channel gets."""


class NotForLeaders(Invalid):
    """The portfolio is read in a channel; this is a direct message."""


class HomeOfAnAccount(Forbidden):
    """An account lives in the channel: its team, perhaps with guests, would read of all others."""


@dataclass(eq=False)
class Closed(Forbidden):
    """Nothing can be posted in the channel, or it is not known who reads there.

    `obstacle` that stands against it.
    """

    obstacle: Obstacle


@dataclass(frozen=True)
class Posted:
    """Where the portfolio goes now, by which decision, and who reads there as things stand."""

    workspace: Workspace
    change: AdminChange
    channel: Channel | None = None
    readers: Sequence[Person] = ()


@dataclass(frozen=True)
class LeadersView:
    """The leaders' channel, its settings, and the name of the admin who set them."""

    workspace: Workspace | None
    channel: Channel | None
    set_by: str


def shown(uow: UnitOfWork, person_id: str) -> LeadersView:
    """The settings of the leaders' channel; raises NotAllowed."""
    access.admin(uow, person_id)
    workspace = uow.workspaces.get()
    if workspace is None:
        return LeadersView(None, None, "")
    return LeadersView(workspace, _channel(uow, workspace), set_by(uow, workspace))


def set_by(uow: UnitOfWork, workspace: Workspace) -> str:
    """The name of the admin who set it last."""
    return history.name(uow, workspace.set_by) or ""


def must_suit(uow: UnitOfWork, person_id: str, channel_id: str) -> None:
    """Before Slack is asked who reads in a channel.

    Raises NotAllowed, NotForLeaders for a direct message, HomeOfAnAccount where one lives.
    """
    access.admin(uow, person_id)
    if not channel_id.startswith(("C", "G")):
        raise NotForLeaders
    if uow.accounts.in_channel(channel_id) is not None:
        raise HomeOfAnAccount


def send_to(
    uow: UnitOfWork,
    person_id: str,
    channel_id: str,
    rhythm: Rhythm | None,
    now: datetime,
    *,
    readers: Collection[str],
) -> Posted:
    """Post the portfolio to this channel; `readers` are those who Slack says are in it.

    Raises what `must_suit` raises, and Closed.
    """
    must_suit(uow, person_id, channel_id)
    _must_be_open(uow, channel_id, now, is_in_it=person_id in readers)
    admin = access.admin(uow, person_id)
    workspace = uow.workspaces.get() or _begun(uow, admin)
    with decisions.recorded(uow, admin, decisions.CHANNEL_SET, workspace, now) as change:
        workspace.send_to(channel_id, rhythm)
        workspace.set_by = admin.id
    workspace.next_at = next_instant(schedule(workspace), now)
    return Posted(workspace, change, _channel(uow, workspace), _people(uow, readers))


def send(
    uow: UnitOfWork,
    person_id: str,
    rhythm: Rhythm,
    now: datetime,
    *,
    weekday: int | None = None,
    hour: int | None = None,
) -> Posted:
    """Post this often, and at this time, to the channel that is set.

    Raises NotAllowed, NoLeadersChannel and HourOutOfRange.
    """
    admin = access.admin(uow, person_id)
    workspace = _set(uow)
    with decisions.recorded(uow, admin, decisions.RHYTHM_SET, workspace, now) as change:
        workspace.send(rhythm, weekday, hour)
        workspace.set_by = admin.id
    workspace.next_at = next_instant(schedule(workspace), now)
    return Posted(workspace, change, _channel(uow, workspace))


def turn_off(uow: UnitOfWork, person_id: str, now: datetime) -> Posted:
    """Post nothing any more; raises NotAllowed, NoLeadersChannel and AlreadyOff."""
    admin = access.admin(uow, person_id)
    workspace = _set(uow)
    with decisions.recorded(uow, admin, decisions.TURNED_OFF, workspace, now) as change:
        workspace.turn_off()
    return Posted(workspace, change)


def schedule(workspace: Workspace) -> Schedule:
    """When the leaders' channel gets the portfolio; of no account, so of number 0."""
    weekly = Weekly(hour=workspace.hour, weekday=workspace.weekday)
    is_weekly = workspace.rhythm is Rhythm.WEEKLY
    return Schedule(
        account_id=0,
        zone=workspace.time_zone,
        kind=Kind.PORTFOLIO,
        rule=weekly if is_weekly else FirstWorkingDay(hour=workspace.hour),
    )


def tell_admin(uow: UnitOfWork, obstacle: Obstacle, now: datetime) -> None:
    """DM whoever set the leaders' channel, once a day, that the portfolio is held and why.

    Another admin, where they decide no more.
    """
    workspace = uow.workspaces.get()
    if workspace is None or not workspace.is_on:
        return
    day, facts = now.astimezone(workspace.zone).date().isoformat(), {"obstacle": obstacle}
    admins = [admin.id for admin in uow.people.admins()]
    to = workspace.set_by if workspace.set_by in admins else next(iter(admins), workspace.set_by)
    period = f"{obstacle}/{day}"
    notices.enqueue_once(uow, Kind.PORTFOLIO_HELD, period=period, to=to, now=now, facts=facts)


def _set(uow: UnitOfWork) -> Workspace:
    workspace = uow.workspaces.get()
    if workspace is None:
        raise NoLeadersChannel
    return workspace


def _channel(uow: UnitOfWork, workspace: Workspace) -> Channel | None:
    return uow.channels.get(workspace.leaders_channel_id or "")


def _begun(uow: UnitOfWork, admin: Person) -> Workspace:
    """The first settings; their words and hours are the admin's own."""
    return uow.workspaces.add(
        Workspace(
            workspace_id=uow.workspace_id,
            time_zone=time_zone(admin.time_zone),
            language=admin.language,
            set_by=admin.id,
        )
    )


def _must_be_open(uow: UnitOfWork, channel_id: str, now: datetime, *, is_in_it: bool) -> None:
    """Raises Closed; of a private channel nobody learns who is not in it."""
    channel = uow.channels.get(channel_id)
    obstacle = Obstacle.UNKNOWN if channel is None else channel.obstacle()
    if channel is not None and channel.is_private and not is_in_it:
        obstacle = Obstacle.GONE
    if channel is not None and obstacle is None:
        obstacle = audience.obstacle(uow, channel, None, now)
    if obstacle is not None:
        raise Closed(obstacle)


def _people(uow: UnitOfWork, ids: Collection[str]) -> list[Person]:
    """Those of `ids` who read: people, by name, whether they are colleagues or not."""
    found = uow.people.named(ids).values()
    readers = [each for each in found if not (each.is_bot or each.is_deactivated)]
    return sorted(readers, key=lambda each: each.order)
