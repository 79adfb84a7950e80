"""People and channels: what Slack last said about them."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from domain.channel import Channel, Obstacle
from domain.person import Person
from services import access
from storage.unit_of_work import UnitOfWork

TRUST_FOR = timedelta(hours=24)
"""How long facts about a person count without an event or a look-up that renews them."""


def learn(uow: UnitOfWork, person: Person) -> None:
    """Keep what Slack says about somebody; who leads and what they want is ours to say.

    The locale is missing in some of what Slack says: then it is as before.
    """
    known = uow.people.get(person.id)
    person.is_leader = False
    if known is not None:
        person.keep_wishes(known)
        person.locale = person.locale or known.locale
    uow.people.save(person)


def be_quiet(uow: UnitOfWork, person_id: str, start: int | None, end: int | None) -> Person:
    """Set somebody's quiet hours, or none; raises NotAllowed, QuietAllDay and HourOutOfRange."""
    person = access.person(uow, person_id)
    person.be_quiet(start, end)
    return person


def learn_channel(uow: UnitOfWork, channel: Channel) -> None:
    """Keep what Slack says about a channel."""
    uow.channels.save(channel)


def learn_channels(uow: UnitOfWork, channels: Sequence[Channel]) -> None:
    """Keep what Slack says about a page of channels, in one statement."""
    uow.channels.save_all(channels)


def note_obstacle(uow: UnitOfWork, channel_id: str, obstacle: Obstacle, now: datetime) -> None:
    """Remember at once what an event or a refusal said, so that every process obeys it."""
    channel = uow.channels.get(channel_id) or Channel(
        workspace_id=uow.workspace_id, id=channel_id, checked_at=now
    )
    channel.is_shared = channel.is_shared or obstacle is Obstacle.SHARED
    channel.is_archived = channel.is_archived or obstacle is Obstacle.ARCHIVED
    channel.is_gone = channel.is_gone or obstacle is Obstacle.GONE
    channel.is_member = channel.is_member and obstacle is not Obstacle.NOT_MEMBER
    channel.checked_at = now
    uow.channels.save(channel)


def forget_channel(uow: UnitOfWork, channel_id: str) -> None:
    """Make the next message ask Slack about this channel first."""
    channel = uow.channels.get(channel_id)
    if channel is not None:
        uow.remove(channel)


def unknown(uow: UnitOfWork, ids: Collection[str], now: datetime) -> list[str]:
    """Those of `ids` about whom nothing fresh is known."""
    known = uow.people.named(ids)
    return [
        person_id
        for person_id in ids
        if person_id not in known or now - known[person_id].checked_at > TRUST_FOR
    ]
