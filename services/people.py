"""People and channels: what Slack last said about them."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from domain.account import Account
from domain.channel import NEVER, Channel, Obstacle
from domain.person import Person
from services import access, history
from storage.unit_of_work import UnitOfWork

TRUST_FOR = timedelta(hours=24)
"""How long facts about a person count without an event or a look-up that renews them."""

NAMED = 3
"""How many of those who may do something are named."""


def deciding(uow: UnitOfWork, account: Account | None = None) -> tuple[str, ...]:
    """The names of those who may decide: the owner of the account, if one is given, and admins."""
    owner = uow.people.get(account.owner_id) if account and account.owner_id else None
    found = [owner] if owner and owner.is_colleague else []
    found += [each for each in uow.people.admins() if each is not owner]
    named = [person.id for person in found[:NAMED]]
    called = history.names(uow, named)
    return tuple(called[person_id] for person_id in named)


def learn(uow: UnitOfWork, person: Person) -> None:
    """Keep what Slack says about somebody; who leads and what they want is ours to say.

    The locale is missing in some of what Slack says: then it is as before.
    """
    known = uow.people.get(person.id)
    person.is_leader = False
    if known is not None:
        person.keep_wishes(known)
        person.locale = person.locale or known.locale
        person.updated_at = person.updated_at or known.updated_at
    uow.people.save(person)


def lose(uow: UnitOfWork, ids: Collection[str]) -> None:
    """Have the Homes of these people drawn anew: they may not see all of it any more."""
    for person in uow.people.named(ids).values():
        person.home_is_stale = person.has_home


def be_quiet(uow: UnitOfWork, person_id: str, start: int | None, end: int | None) -> Person:
    """Set somebody's quiet hours, or none; raises NotAllowed, QuietAllDay and HourOutOfRange."""
    person = access.person(uow, person_id)
    person.be_quiet(start, end)
    return person


def learn_channel(uow: UnitOfWork, channel: Channel) -> None:
    """Keep what Slack answered about a channel, unless something newer is known."""
    learn_channels(uow, [channel])


def learn_channels(uow: UnitOfWork, channels: Sequence[Channel]) -> None:
    """Keep what Slack answered about a page of channels: one statement reads, one writes.

    A channel of which it did not say who can read it is unknown from now on.
    """
    known = uow.channels.by_ids([each.id for each in channels])
    vague = [known[each.id] for each in channels if not each.is_known and each.id in known]
    for one in vague:
        one.forget()
    news = [each for each in channels if each.is_known and _is_news(each, known.get(each.id))]
    for each in news:
        if each.id in known:
            each.keeps(known[each.id])
    uow.flush()
    uow.channels.save_all(news)


def _is_news(channel: Channel, known: Channel | None) -> bool:
    return known is None or not known.is_newer_than(channel.checked_at)


def note_obstacle(uow: UnitOfWork, channel_id: str, obstacle: Obstacle, now: datetime) -> None:
    """Remember at once what an event or a refusal said, so that every process obeys it."""
    channel = _row(uow, channel_id)
    channel.is_shared = channel.is_shared or obstacle is Obstacle.SHARED
    channel.is_archived = channel.is_archived or obstacle is Obstacle.ARCHIVED
    channel.is_gone = channel.is_gone or obstacle is Obstacle.GONE
    channel.is_member = channel.is_member and obstacle is not Obstacle.NOT_MEMBER
    channel.checked_at = now


def forget_channel(uow: UnitOfWork, channel_id: str) -> None:
    """Make the next message ask Slack about this channel first."""
    _row(uow, channel_id).forget()


def forget_audience(uow: UnitOfWork, channel_id: str) -> None:
    """Make the next message ask Slack first who is in this channel."""
    _row(uow, channel_id).audience_at = None


def audience_asked(uow: UnitOfWork, channel_id: str, asked: datetime) -> None:
    """Note when Slack was asked last who is in this channel."""
    channel = _row(uow, channel_id)
    channel.audience_at = max(asked, channel.audience_at or asked)


def told_of_channel(uow: UnitOfWork, channel_id: str, event_at: datetime, now: datetime) -> bool:
    """Note an event about a channel; whether it is the newest. Of any, Slack is asked again."""
    channel = _row(uow, channel_id)
    is_news = channel.is_told_of(event_at, now)
    channel.forget()
    return is_news


def _row(uow: UnitOfWork, channel_id: str) -> Channel:
    known = uow.channels.get(channel_id)
    if known is not None:
        return known
    made = uow.channels.add(Channel(workspace_id=uow.workspace_id, id=channel_id, checked_at=NEVER))
    uow.flush()
    return made


def unknown(uow: UnitOfWork, ids: Collection[str], now: datetime) -> list[str]:
    """Those of `ids` about whom nothing fresh is known."""
    known = uow.people.named(ids)
    return [
        person_id
        for person_id in ids
        if person_id not in known or now - known[person_id].checked_at > TRUST_FOR
    ]
