"""Accounts: set one up, look after its team, hand it over, archive and restore it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.account import Account, ChannelTaken, NameTaken, name_key, time_zone
from domain.activity import Activity
from domain.channel import Obstacle
from domain.errors import Forbidden, Invalid, NotFound
from domain.language import Language
from domain.notice import Kind
from domain.permission import NotAllowed, Reason, Right, check
from domain.person import Person
from services import access, account_news, asking, history, notices, people, routines
from services.access import Acting
from storage.repository import sets
from storage.unit_of_work import UnitOfWork

STARTED = "account.started"
RENAMED = "account.renamed"
HANDED_OVER = "account.handed_over"
ARCHIVED = "account.archived"
RESTORED = "account.restored"

SECOND_THOUGHTS = timedelta(hours=1)
"""How long who handed an account over can take it back."""


class NotAChannel(Invalid):
    """An account lives in a channel; this is a direct message."""


class SharedChannel(Forbidden):
    """Another company sees this channel, so it cannot be an account's home."""


class LeadersChannel(Forbidden):
    """Leaders read the portfolio in this channel, so it cannot be an account's home."""


class NotInChannel(Forbidden):
    """Whoever sets an account up, and its owner, must be in its channel."""


class ChannelUnknown(Forbidden):
    """Slack does not say who is in this channel, so nobody can be told to be in it."""


@dataclass(eq=False)
class NotInTeam(NotFound):
    """The person named is not in the account's team.

    `person_id`: a Slack user id.
    """

    person_id: str


@dataclass(eq=False)
class NoneOfYours(NotFound):
    """The typed name fits none of the person's accounts, or more than one.

    `typed`: a name, a part of it, or a channel.
    """

    typed: str


@dataclass(frozen=True)
class AccountWish:
    """How somebody wants an account set up; what is None comes from the person."""

    name: str
    owner_id: str | None = None
    language: Language | None = None
    time_zone: str | None = None


def set_up(
    uow: UnitOfWork, person_id: str, channel_id: str, wish: AccountWish, now: datetime
) -> Acting:
    """Bind a new account to a channel; the team follows from the channel's members.

    Raises NotAllowed, NotAChannel, SharedChannel, LeadersChannel, ChannelTaken, ChannelUnknown,
    NotInChannel, NameTaken, UnknownTimeZone.
    """
    person = access.person(uow, person_id)
    _must_be_free(uow, person, channel_id, wish.name)
    owner = access.person(uow, wish.owner_id or person.id)
    _must_be_in(uow, channel_id, {person.id, owner.id}, now)
    account = uow.accounts.add(
        Account(
            workspace_id=uow.workspace_id,
            name=wish.name,
            channel_id=channel_id,
            owner_id=owner.id,
            language=wish.language or person.language,
            time_zone=time_zone(wish.time_zone or person.time_zone),
            created_at=now,
        )
    )
    uow.flush()
    acting = founder(person, account, now)
    for member_id in {person.id, owner.id}:
        uow.accounts.join(acting.account_id, member_id, now)
    routines.begin(uow, account)
    activity = history.created(uow, acting, STARTED, account)
    account_news.greeted(uow, account, activity)
    return acting


def founder(person: Person, account: Account, now: datetime) -> Acting:
    """The person who sets an account up, who stands in its team from the first moment on."""
    return Acting(person, account, in_team=True, now=now)


def here(uow: UnitOfWork, channel_id: str) -> Account | None:
    """The account at home in a channel, before anybody asked for a right on it."""
    return uow.accounts.in_channel(channel_id)


def homes(uow: UnitOfWork) -> Sequence[str]:
    """The channels of all accounts that are not archived."""
    return [account.channel_id for account in uow.accounts.open()]


def team(uow: UnitOfWork, acting: Acting) -> Sequence[Person]:
    """The members of the team, by name; not who became a guest or was deactivated meanwhile."""
    acting.must(Right.READ)
    return _colleagues(uow, acting)


def set_team(uow: UnitOfWork, account: Account, in_channel: Collection[str], now: datetime) -> None:
    """Make the team the colleagues among those in the channel: no guests, bots, foreigners."""
    found = uow.people.named(in_channel)
    colleagues = [person.id for person in found.values() if person.is_colleague]
    before = uow.accounts.teams([account.saved_id])[account.saved_id]
    people.lose(uow, before - set(colleagues))
    asking.welcome(uow, account, uow.accounts.set_team(account.saved_id, colleagues, now), now)


def joined(uow: UnitOfWork, channel_id: str, person_id: str, now: datetime) -> None:
    """Somebody joined a channel: a colleague becomes a member of its account's team."""
    account = uow.accounts.in_channel(channel_id)
    person = uow.people.get(person_id)
    if account is not None and person is not None and person.is_colleague:
        is_new = uow.accounts.join(account.saved_id, person_id, now)
        asking.welcome(uow, account, [person_id] if is_new else [], now)


def left(uow: UnitOfWork, channel_id: str, person_id: str) -> None:
    """Somebody left a channel, and with it the team of its account."""
    account = uow.accounts.in_channel(channel_id)
    if account is not None:
        uow.accounts.leave(account.saved_id, [person_id])
        people.lose(uow, [person_id])


def moved(uow: UnitOfWork, old_channel_id: str, new_channel_id: str) -> None:
    """Slack gave a channel another id: what is pending for it or stands in it moves along."""
    account = uow.accounts.in_channel(old_channel_id)
    if account is not None:
        account.channel_id = new_channel_id
    workspace = uow.workspaces.get()
    if workspace is not None and workspace.leaders_channel_id == old_channel_id:
        workspace.leaders_channel_id = new_channel_id
    uow.notices.move(old_channel_id, new_channel_id)
    uow.readers.renamed(old_channel_id, new_channel_id)


def rename(uow: UnitOfWork, acting: Acting, name: str) -> Activity:
    """Raises NotAllowed, NameTaken, TextMissing and TextTooLong."""
    acting.must(Right.MANAGE)
    _must_be_nobody_elses(uow, acting.person, name, acting.account)
    with history.recorded(uow, acting, RENAMED, acting.account) as activity:
        acting.account.rename(name)
    account_news.tell(uow, acting, activity)
    return activity


def hand_over(uow: UnitOfWork, acting: Acting, to: str) -> Activity:
    """Make a colleague in the team the owner; raises NotAllowed and NotInTeam."""
    acting.must(Right.MANAGE)
    activity = make_owner(uow, acting, to)
    account_news.tell(uow, acting, activity)
    notices.redraw(uow, acting.account, Kind.ELECTION, activity)
    return activity


def make_owner(uow: UnitOfWork, acting: Acting, to: str) -> Activity:
    """Make a colleague in the team the owner, by whoever may decide that; raises NotInTeam."""
    must_be_in_team(uow, acting, to)
    with history.recorded(uow, acting, HANDED_OVER, acting.account) as activity:
        acting.account.hand_to(to)
    account_news.tell_new_owner(uow, acting, activity)
    return activity


def must_be_in_team(uow: UnitOfWork, acting: Acting, person_id: str) -> None:
    """Raises NotInTeam unless the person is a colleague in the account's channel."""
    if person_id not in {person.id for person in _colleagues(uow, acting)}:
        raise NotInTeam(person_id)


def archive(uow: UnitOfWork, acting: Acting) -> Activity:
    """Nothing is posted for an archived account; raises NotAllowed and AlreadyArchived."""
    acting.must(Right.RESTORE)
    with history.recorded(uow, acting, ARCHIVED, acting.account) as activity:
        acting.account.archive(acting.now)
    account_news.tell(uow, acting, activity)
    return activity


def restore(uow: UnitOfWork, acting: Acting) -> Activity:
    """Restore an account without what fell due meanwhile; raises NotAllowed, NotArchived."""
    acting.must(Right.RESTORE)
    with history.recorded(uow, acting, RESTORED, acting.account) as activity:
        acting.account.restore()
    for routine in uow.routines.of(acting.account_id):
        routine.begin_anew(acting.now)
    account_news.tell(uow, acting, activity)
    return activity


def visible(uow: UnitOfWork, person_id: str) -> Sequence[Account]:
    """Open accounts this person may read, by name; raises NotAllowed."""
    return uow.accounts.visible_to(access.person(uow, person_id))


def to_pick(uow: UnitOfWork, person_id: str) -> Sequence[Account]:
    """Open accounts this person may change, the one they worked on last first, then by name.

    Raises NotAllowed.
    """
    theirs = uow.accounts.of(access.person(uow, person_id).id)
    latest = {
        account_id: place for place, account_id in enumerate(uow.activities.worked_on(person_id))
    }
    return sorted(theirs, key=lambda each: latest.get(each.saved_id, len(latest)))


def by_what_they_are_called(uow: UnitOfWork, person_id: str) -> dict[str, int]:
    """Ids of the open accounts this person may read, by name, by its first word, by channel.

    What more than one of them is called is left out. Raises NotAllowed.
    """
    found = visible(uow, person_id)
    homes = uow.channels.names([each.channel_id for each in found])
    called = [
        (name, each.saved_id)
        for each in found
        for name in {each.name_key, each.name_key.split()[0], homes.get(each.channel_id, "")}
    ]
    return {name: one for name, (one, *others) in sets(called).items() if name and not others}


def one_of(uow: UnitOfWork, person_id: str, typed: str) -> int:
    """The id of the one of their accounts that this person means by its name or channel.

    A part of its name will do where no other has it. Raises NotAllowed and NoneOfYours.
    """
    theirs = uow.accounts.of(access.person(uow, person_id).id)
    homes = uow.channels.names([each.channel_id for each in theirs])
    wanted = name_key(typed).removeprefix("#")
    names = [(each, {each.name_key, homes.get(each.channel_id, "")}) for each in theirs]
    exact = [each for each, called in names if wanted in called]
    found = exact or [each for each in theirs if wanted in each.name_key]
    if len(found) != 1:
        raise NoneOfYours(typed)
    return found[0].saved_id


def greet(uow: UnitOfWork, channel_id: str, now: datetime) -> None:
    """The bot joined a channel: it says hello there, once for ever."""
    notices.enqueue_once(uow, Kind.HELLO, period=channel_id, to=channel_id, now=now)


def find(uow: UnitOfWork, account_id: int, _ref: str) -> Account | None:
    """The subject of an account's activity."""
    return uow.accounts.get(account_id)


def undone(uow: UnitOfWork, acting: Acting, activity: Activity) -> None:
    """Refuse to give back what is not theirs to decide any more, or a name taken since.

    Who handed the account over may think better of it for a while; then it is the new owner's.
    Raises NotAllowed and NameTaken.
    """
    if activity.kind != HANDED_OVER:
        acting.must(Right.RESTORE)
    elif not acting.person.is_admin and acting.now - activity.at > SECOND_THOUGHTS:
        raise NotAllowed(Reason.NOT_OWNER)
    _must_be_nobody_elses(uow, acting.person, acting.account.name, acting.account)
    account_news.corrected(uow, acting.account, activity)


def _colleagues(uow: UnitOfWork, acting: Acting) -> Sequence[Person]:
    members = uow.accounts.team(acting.account_id)
    return [person for person in members if person.is_colleague]


def _must_be_nobody_elses(
    uow: UnitOfWork, person: Person, name: str, but: Account | None = None
) -> None:
    """Two accounts of one name confuse whoever sees both; nobody learns of one they do not see."""
    others = [each for each in uow.accounts.all_called(name) if each is not but]
    teams = uow.accounts.teams([each.saved_id for each in others])
    if any(
        person.is_leader or each.owner_id == person.id or person.id in teams[each.saved_id]
        for each in others
    ):
        raise NameTaken(name)


def is_asked_for(uow: UnitOfWork, channel_id: str, now: datetime) -> bool:
    """Whether it is known lately enough who is in a channel to set an account up there."""
    channel = uow.channels.get(channel_id)
    return channel is not None and channel.is_known and channel.knows_audience(now, access.LATELY)


def _must_be_in(uow: UnitOfWork, channel_id: str, ids: set[str], now: datetime) -> None:
    channel = uow.channels.get(channel_id)
    if channel is None or not channel.knows_audience(now):
        raise ChannelUnknown
    if not ids <= uow.readers.present(channel_id):
        raise NotInChannel


def _must_be_free(uow: UnitOfWork, person: Person, channel_id: str, name: str) -> None:
    if not channel_id.startswith(("C", "G")):
        raise NotAChannel
    channel = uow.channels.get(channel_id)
    if channel is not None and channel.obstacle() is Obstacle.SHARED:
        raise SharedChannel
    workspace = uow.workspaces.get()
    if workspace is not None and workspace.leaders_channel_id == channel_id:
        raise LeadersChannel
    look = uow.accounts.look(person.id, channel_id)
    if look.account is not None:
        check(person, look.account, Right.READ, in_team=look.in_team)
        raise ChannelTaken(look.account.name, is_archived=look.account.is_archived)
    _must_be_nobody_elses(uow, person, name)
