"""The move of an account to another channel: who may, whether it suits, and what goes along.

What is pending goes to the new channel. What stands in the old one is withdrawn: it says no more
than that it has moved, for not everybody there may read the account any more.
Source of the rules: docs/method.md, "access".
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.account import Account
from domain.activity import Activity
from domain.audience import Audience
from domain.calendar import Month
from domain.channel import Channel, Obstacle
from domain.errors import Forbidden
from domain.notice import Kind, Notice
from domain.notice_kinds import EDITS
from domain.permission import Right
from domain.person import Person, told_apart
from services import account_news, accounts, audience, history, notices, pages, review_notices
from services.access import Acting
from storage.unit_of_work import UnitOfWork

MOVED = "account.moved"


class Unfit(StrEnum):
    """Why an account cannot live in a channel."""

    NO_CHANNEL = "no_channel"
    HERE = "here"
    NOT_IN_IT = "not_in_it"
    UNKNOWN = "unknown"
    ARCHIVED = "archived"
    SHARED = "shared"
    GUESTS = "guests"
    PUBLIC = "public"
    LEADERS = "leaders"
    TAKEN = "taken"
    WITHOUT_OWNER = "without_owner"


@dataclass(eq=False)
class CannotMove(Forbidden):
    """The account cannot move to this channel.

    `names` of whom or what stands against it: guests, the owner, or the account that lives there.
    """

    why: Unfit
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class NewHome:
    """A channel to which an account can move.

    `team`: who is in the team then; `leaving`: who is in it now and not then.
    """

    channel: Channel
    audience: Audience
    team: Sequence[Person]
    leaving: Sequence[Person]


OBSTACLES = {
    Obstacle.SHARED: Unfit.SHARED,
    Obstacle.ARCHIVED: Unfit.ARCHIVED,
    Obstacle.NOT_MEMBER: Unfit.NOT_IN_IT,
    Obstacle.GONE: Unfit.NOT_IN_IT,
    Obstacle.GUESTS: Unfit.GUESTS,
    Obstacle.PUBLIC: Unfit.PUBLIC,
}


def look(uow: UnitOfWork, acting: Acting, channel_id: str) -> NewHome:
    """The channel as it would be; raises NotAllowed and CannotMove.

    Of a channel that they are not in nobody learns more than that.
    """
    acting.must(Right.MANAGE)
    if not channel_id.startswith(("C", "G")):
        raise CannotMove(Unfit.NO_CHANNEL)
    if channel_id == acting.account.channel_id:
        raise CannotMove(Unfit.HERE, (acting.account.name,))
    return _fitting(uow, acting, channel_id)


def _fitting(uow: UnitOfWork, acting: Acting, channel_id: str) -> NewHome:
    channel, present = uow.channels.get(channel_id), uow.readers.present(channel_id)
    if channel is None or acting.person.id not in present:
        raise CannotMove(Unfit.NOT_IN_IT)
    _must_be_free(uow, channel_id)
    seen = audience.in_channel(uow, channel_id, acting.account, acting.now)
    obstacle = channel.obstacle() or seen.obstacle(is_confidential=acting.account.is_confidential)
    if obstacle is not None:
        names = tuple(told_apart(seen.guests).values())
        raise CannotMove(OBSTACLES.get(obstacle, Unfit.UNKNOWN), names)
    _must_have_owner(uow, acting.account, present)
    found = uow.people.named(present)
    team = sorted((one for one in found.values() if one.is_colleague), key=lambda one: one.order)
    leaving = [one for one in uow.accounts.team(acting.account_id) if one.id not in present]
    return NewHome(channel, seen, team, leaving)


def _must_be_free(uow: UnitOfWork, channel_id: str) -> None:
    taken = uow.accounts.in_channel(channel_id)
    if taken is not None:
        raise CannotMove(Unfit.TAKEN, (taken.name,))
    workspace = uow.workspaces.get()
    if workspace is not None and workspace.leaders_channel_id == channel_id:
        raise CannotMove(Unfit.LEADERS)


def _must_have_owner(uow: UnitOfWork, account: Account, present: Collection[str]) -> None:
    """An owner who is in the team stays in it; one who left it before keeps nobody from moving."""
    team = {each.id: each for each in uow.accounts.team(account.saved_id) if each.is_colleague}
    owner = team.get(account.owner_id or "")
    if owner is not None and owner.id not in present:
        raise CannotMove(Unfit.WITHOUT_OWNER, (owner.name,))


def move(uow: UnitOfWork, acting: Acting, channel_id: str) -> Activity:
    """Let the account live in another channel; raises NotAllowed and CannotMove."""
    look(uow, acting, channel_id)
    account, old = acting.account, acting.account.channel_id
    left = _standing(uow, account, old)
    with history.recorded(uow, acting, MOVED, account) as activity:
        account.channel_id = channel_id
    _take_along(uow, acting, activity, old, left)
    account_news.greeted(uow, account, activity, is_new=False)
    return activity


def may_be_undone(uow: UnitOfWork, acting: Acting, activity: Activity) -> None:
    """Before an account goes back to where it was; raises NotAllowed and CannotMove."""
    look(uow, acting, (activity.before or {})["channel_id"])


def undone(uow: UnitOfWork, acting: Acting, activity: Activity) -> None:
    """The account lives where it did before, which is a move like any other."""
    left_behind = (activity.after or {})["channel_id"]
    left = _standing(uow, acting.account, left_behind)
    _take_along(uow, acting, activity, left_behind, left)


def _take_along(
    uow: UnitOfWork, acting: Acting, activity: Activity, old: str, left: Sequence[Notice]
) -> None:
    """Everything that is pending, the page, the cards, the running review, and the team."""
    uow.flush()
    account, now = acting.account, acting.now
    uow.notices.readdress(account.saved_id, old, account.channel_id)
    had_page = pages.leave(uow, account, old, now)
    _tell(uow, account, activity, old, had_page=had_page)
    for card in left:
        _withdraw(uow, account, card, old, activity)
    _revive(uow, account, activity)
    for review in uow.reviews.latest_open([account.saved_id], Month.of(acting.today)):
        review_notices.reopen_thread(uow, account, review, activity.once, now)
    accounts.set_team(uow, account, uow.readers.present(account.channel_id), now)


def _tell(
    uow: UnitOfWork, account: Account, activity: Activity, old: str, *, had_page: bool
) -> None:
    """One message in the old channel, and one in the new."""
    facts = {"by": activity.by, "home": account.channel_id, "page": had_page}
    period, now = activity.once, activity.moved_at
    for kind, to in ((Kind.ACCOUNT_GONE, old), (Kind.ACCOUNT_MOVED, account.channel_id)):
        notices.enqueue_once(uow, kind, period=period, to=to, now=now, account=account, facts=facts)


def _withdraw(
    uow: UnitOfWork, account: Account, card: Notice, old: str, activity: Activity
) -> None:
    facts = notices.rewriting(
        account, card, activity, f"/{card.id}", to=old, subject=None, facts={}
    )
    notices.enqueue_once(uow, Kind.WITHDRAWN, **facts)


def _revive(uow: UnitOfWork, account: Account, activity: Activity) -> None:
    """Cards that were withdrawn in this channel when the account left it live again."""
    for card in _standing(uow, account, account.channel_id):
        facts = notices.rewriting(account, card, activity, f"/{card.id}", subject=card.subject)
        facts |= {"to": card.to, "facts": {"activity": activity.id, "by": activity.by}}
        notices.enqueue_once(uow, EDITS[card.kind], **facts)


def _standing(uow: UnitOfWork, account: Account, channel_id: str) -> list[Notice]:
    """The messages in a channel, or on their way there, with which the account's team works."""
    found = [
        place
        for kind, refs in _open(uow, account)
        for place in uow.notices.cards_of(account.saved_id, (kind, EDITS[kind]), refs).values()
    ]
    cards = uow.notices.by_ids(found)
    here = [card for card in cards if channel_id in (card.to, card.channel_id)]
    return [card for card in here if card.ts or card.is_in_flight]


def _open(uow: UnitOfWork, account: Account) -> Iterator[tuple[Kind, list[str]]]:
    """All that is open and has a message of its own, by the kind of the message."""
    account_id = account.saved_id
    yield Kind.LIGHT, [each.ref for each in uow.lights.open(account_id)]
    yield Kind.GOAL, [each.ref for each in uow.goals.open(account_id)]
    active = {each.saved_id: each.ref for each in uow.strategies.active([account_id])}
    yield Kind.STRATEGY, list(active.values())
    raised = uow.concerns.open_of(active)
    yield Kind.CONCERN, [f"{active[one.strategy_id]}{history.PART}{one.id}" for one in raised]
    yield Kind.ELECTION, [account.ref] if account.next_owner_id else []
    reviews = uow.reviews.latest_open([account_id], Month(1, 1))
    yield Kind.REVIEW, [each.ref for each in reviews]
    left = uow.actions.open(account_id) if reviews else []
    yield Kind.REVIEW_LINE, [each.ref for each in left]
