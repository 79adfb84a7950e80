"""The readers of an account's channel, and the guests whom its owner lets read along."""

from datetime import datetime

from domain.account import Account
from domain.activity import Activity
from domain.audience import Audience, Companion, NoGuestHere, ReadsAlready, ReadsNotAlong, divided
from domain.channel import Channel, Obstacle
from domain.permission import NotAllowed, Reason, Right
from services import history
from services.access import Acting
from storage.unit_of_work import UnitOfWork

ALLOWED = "guest.allowed"
STOPPED = "guest.stopped"


def of(uow: UnitOfWork, account: Account, now: datetime) -> Audience:
    """The readers of the account's channel besides colleagues, as Slack last told."""
    return in_channel(uow, account.channel_id, account, now)


def in_channel(uow: UnitOfWork, channel_id: str, account: Account, now: datetime) -> Audience:
    """The readers of a channel besides colleagues, as they are if the account lives there."""
    channel = uow.channels.get(channel_id)
    allowed = uow.companions.allowed(account.saved_id)
    outsiders = uow.readers.outsiders([channel_id])[channel_id]
    guests, companions = divided(outsiders, allowed)
    return Audience(
        tuple(guests),
        tuple(companions),
        is_known=_is_known(uow, channel, now),
        is_public=channel is not None and channel.is_known and not channel.is_private,
    )


def obstacle(
    uow: UnitOfWork, channel: Channel, account: Account | None, now: datetime
) -> Obstacle | None:
    """The obstacle to posting something of an account before the readers of a channel.

    No account: the portfolio of all, which nobody may let a guest read.
    """
    if account is not None and account.channel_id == channel.id:
        return of(uow, account, now).obstacle(is_confidential=account.is_confidential)
    outsiders = uow.readers.outsiders([channel.id])[channel.id]
    found = Audience(tuple(outsiders), is_known=_is_known(uow, channel, now))
    return found.obstacle(is_confidential=False)


def allow(uow: UnitOfWork, acting: Acting, person_id: str) -> Activity:
    """Let a guest in the channel read along; raises NotAllowed, NoGuestHere and ReadsAlready."""
    _must_own(acting)
    present = of(uow, acting.account, acting.now)
    if person_id in {each.id for each in present.companions}:
        raise ReadsAlready
    if person_id not in {each.id for each in present.guests if not each.is_foreign}:
        raise NoGuestHere(history.name(uow, person_id) or "")
    companion = uow.companions.get(acting.account_id, person_id) or _new(uow, acting, person_id)
    with history.recorded(uow, acting, ALLOWED, companion) as activity:
        companion.is_allowed = True
    companion.by, companion.at = acting.person.id, acting.now
    release(uow, acting.account)
    return activity


def stop(uow: UnitOfWork, acting: Acting, person_id: str) -> Activity:
    """Let a guest read along no more; raises NotAllowed and ReadsNotAlong."""
    acting.must(Right.MANAGE)
    companion = uow.companions.get(acting.account_id, person_id)
    if companion is None or not companion.is_allowed:
        raise ReadsNotAlong
    with history.recorded(uow, acting, STOPPED, companion) as activity:
        companion.is_allowed = False
    return activity


def release(uow: UnitOfWork, account: Account) -> None:
    """Have what was held because of who reads looked at again at once."""
    uow.notices.look_again(account.saved_id, [Obstacle.GUESTS, Obstacle.PUBLIC])


def find(uow: UnitOfWork, account_id: int, ref: str) -> Companion | None:
    """The decision about the guest that an activity names."""
    return uow.companions.get(account_id, ref.partition(":")[2])


def undone(_uow: UnitOfWork, acting: Acting, _activity: Activity) -> None:
    """Only the owner decides who reads along, also by taking a decision back."""
    _must_own(acting)


def _must_own(acting: Acting) -> None:
    acting.must(Right.MANAGE)
    if acting.account.owner_id != acting.person.id:
        raise NotAllowed(Reason.NOT_OWNER)


def _new(uow: UnitOfWork, acting: Acting, person_id: str) -> Companion:
    made = Companion(
        workspace_id=uow.workspace_id,
        account_id=acting.account_id,
        person_id=person_id,
        by=acting.person.id,
        at=acting.now,
    )
    return uow.companions.add(made)


def _is_known(uow: UnitOfWork, channel: Channel | None, now: datetime) -> bool:
    if channel is None or not channel.knows_audience(now):
        return False
    return not uow.readers.strangers(channel.id)
