"""Slack's news of people and channels, and the changes of teams and readers that follow.

Older news never overwrites newer: events are ordered by Slack's clock, answers by when they were
asked for, and an event is newer than every answer asked for before it came. What takes a right
away counts at once; what gives one is asked of Slack (docs/method.md, "access").
"""

from collections.abc import Collection
from datetime import datetime

from domain.account import Account
from domain.channel import Obstacle
from domain.notice import Kind
from domain.person import Person
from services import accounts, audience, notices, pages, people
from storage.unit_of_work import UnitOfWork


def person(uow: UnitOfWork, told: Person, now: datetime) -> None:
    """Slack answered about somebody; older answers change nothing."""
    known = uow.people.get(told.id)
    if known is not None and told.is_older_than(known):
        return
    _keep(uow, told, known, now)


def person_changed(uow: UnitOfWork, told: Person, event_at: datetime, now: datetime) -> bool:
    """An event told of somebody; whether Slack must be asked about them now.

    What it gives them is not taken from it: events can be late.
    """
    known = uow.people.get(told.id)
    if known is None:
        return True
    if _is_overtaken(told, known, event_at):
        return False
    is_more = told.grants_more_than(known)
    if is_more:
        told.without_grants(known)
    _keep(uow, told, known, now)
    kept = uow.people.get(told.id)
    if kept is not None:
        kept.told_at, kept.event_at = now, event_at
    return is_more


def _is_overtaken(told: Person, known: Person, event_at: datetime) -> bool:
    if known.event_at is not None and event_at < known.event_at:
        return True
    dates = (told.updated_at, known.updated_at)
    return None not in dates and told.updated_at < known.updated_at  # type: ignore[operator]


def _keep(uow: UnitOfWork, told: Person, known: Person | None, now: datetime) -> None:
    was_colleague = known is not None and known.is_colleague
    read_along = known is not None and known.reads_along
    people.learn(uow, told)
    uow.flush()
    if was_colleague == told.is_colleague and read_along == told.reads_along:
        return
    if was_colleague and not told.is_colleague:
        people.lose(uow, [told.id])
    for channel_id in uow.readers.channels_of(told.id):
        accounts.joined(uow, channel_id, told.id, now)
        look_at_readers(uow, channel_id, now)


def listed(uow: UnitOfWork, channel_id: str, ids: Collection[str], asked: datetime) -> None:
    """Slack answered who is in a channel, in full."""
    people.audience_asked(uow, channel_id, asked)
    uow.readers.listed(channel_id, ids, asked)
    account = uow.accounts.in_channel(channel_id)
    if account is not None:
        accounts.set_team(uow, account, uow.readers.present(channel_id), asked)
    look_at_readers(uow, channel_id, asked)


def joined(
    uow: UnitOfWork, channel_id: str, person_id: str, event_at: datetime, now: datetime
) -> bool:
    """Somebody came into a channel: they read there from now on; whether that is news.

    Whether they are in the team is for Slack to say.
    """
    is_news = uow.readers.moved(channel_id, person_id, is_in=True, event_at=event_at, now=now)
    if is_news:
        look_at_readers(uow, channel_id, now)
    return is_news


def left(
    uow: UnitOfWork, channel_id: str, person_id: str, event_at: datetime, now: datetime
) -> None:
    """Somebody went out of a channel, and with it out of the team of its account."""
    if not uow.readers.moved(channel_id, person_id, is_in=False, event_at=event_at, now=now):
        return
    account = uow.accounts.in_channel(channel_id)
    if account is None:
        return
    accounts.left(uow, channel_id, person_id)
    if account.owner_id == person_id and not account.is_archived:
        _tell_owner_who_left(uow, account, event_at, now)
    look_at_readers(uow, channel_id, now)


def _tell_owner_who_left(
    uow: UnitOfWork, account: Account, event_at: datetime, now: datetime
) -> None:
    """They keep their rights until it is settled who follows: so they are asked to settle it."""
    period, to = event_at.isoformat(), account.owner_id or ""
    notices.enqueue_once(uow, Kind.OWNER_LEFT, period=period, to=to, now=now, account=account)


def tell_of_obstacle(uow: UnitOfWork, account: Account, obstacle: Obstacle, now: datetime) -> None:
    """Tell the owner that messages are held; because of guests, of which.

    What others can read is emptied first.
    """
    if obstacle in pages.EMPTYING:
        pages.empty(uow, account, now)
    guests = audience.of(uow, account, now).guests if obstacle is Obstacle.GUESTS else ()
    notices.tell_owner(uow, account, obstacle, now, [each.id for each in guests])


def look_at_readers(uow: UnitOfWork, channel_id: str, now: datetime) -> None:
    """Tell the owner at once when somebody reads in the channel who should not; else go on."""
    account = uow.accounts.in_channel(channel_id)
    channel = uow.channels.get(channel_id)
    if account is None or channel is None or account.is_archived:
        return
    found = audience.of(uow, account, now)
    obstacle = found.obstacle(is_confidential=account.is_confidential)
    if channel.is_shared:
        tell_of_obstacle(uow, account, Obstacle.SHARED, now)
    elif obstacle in (Obstacle.GUESTS, Obstacle.PUBLIC):
        tell_of_obstacle(uow, account, obstacle, now)
    elif obstacle is None:
        audience.release(uow, account)


def shared(uow: UnitOfWork, channel_id: str, event_at: datetime, now: datetime) -> None:
    """Another company reads in a channel from now on: that counts at once."""
    if people.told_of_channel(uow, channel_id, event_at, now):
        people.note_obstacle(uow, channel_id, Obstacle.SHARED, now)
        look_at_readers(uow, channel_id, now)
