"""Obstacles to a notice before it is sent: who could read it, and whether it still holds."""

from datetime import datetime

from domain.account import Account
from domain.channel import Channel, Obstacle
from domain.notice import Kind, Notice
from domain.notice_kinds import OF_OLD_HOME, WITHDRAWING
from services import audience
from storage.unit_of_work import UnitOfWork


def is_moot(notice: Notice, account: Account | None, now: datetime) -> str | None:
    """Why a notice need not be sent any more: its account is archived, or it is too late."""
    if account is not None and account.is_archived and not notice.promise.archived:
        return "account archived"
    if notice.is_too_late(now):
        return "too late"
    return None


def is_untrue(
    uow: UnitOfWork, notice: Notice, account: Account | None, now: datetime
) -> str | None:
    """Why a notice would say what does not hold any more: nothing is held back by now."""
    if notice.kind is not Kind.HELD or account is None:
        return None
    channel = uow.channels.get(account.channel_id)
    if channel is None or channel.obstacle() is not None:
        return None
    is_held = audience.obstacle(uow, channel, account, now) is not None
    is_held = is_held or any(_was_held(each) for each in uow.notices.waiting(account.saved_id))
    return None if is_held else "not held any more"


def _was_held(notice: Notice) -> bool:
    """Whether it is held, or was and is being tried again."""
    return not notice.is_dm and notice.reason in set(Obstacle)


def is_stale(channel: Channel | None, now: datetime) -> bool:
    """Whether Slack must be asked about the channel before something is posted there."""
    return channel is None or not channel.is_fresh(now)


def needs_audience(uow: UnitOfWork, notice: Notice, now: datetime) -> bool:
    """Whether Slack must be asked who reads in the channel before this is posted there."""
    if notice.is_dm or notice.kind is Kind.HELLO or notice.kind in WITHDRAWING:
        return False
    channel = uow.channels.get(notice.to)
    is_known = channel is not None and channel.knows_audience(now)
    return not is_known or bool(uow.readers.strangers(notice.to))


def obstacle_to(uow: UnitOfWork, notice: Notice, now: datetime) -> Obstacle | None:
    """The obstacle to posting a notice; unknown facts count as an obstacle."""
    if notice.is_dm:
        person = uow.people.get(notice.to)
        return None if person and person.is_colleague else Obstacle.UNKNOWN
    if notice.kind in WITHDRAWING:  # nothing is written that anybody may not read
        return None
    channel = uow.channels.get(notice.to)
    if channel is None:
        return Obstacle.UNKNOWN
    found = channel.obstacle()
    if found is not None or notice.kind is Kind.HELLO:
        return found
    account = uow.accounts.get(notice.account_id) if notice.account_id else None
    return audience.obstacle(uow, channel, account, now)


def leave_behind(notice: Notice, obstacle: Obstacle, now: datetime) -> None:
    """Its account has left the channel that does not take it; what is not for there goes along."""
    if notice.kind not in OF_OLD_HOME:
        notice.again(now)
    elif obstacle is not Obstacle.UNKNOWN:
        notice.skip(obstacle)
