"""Confidential accounts: only their owner lifts that at once; an admin asks, and the team hears.

An admin may name leaders, who read every account that is not confidential: so whoever lifts it
is seen doing so, and the owner has three days to say no (docs/method.md, "access").
"""

from collections.abc import Sequence
from datetime import datetime

from domain.account import Account
from domain.activity import Activity
from domain.audience import NeedsPrivateChannel
from domain.errors import Conflict
from domain.notice import Kind
from domain.permission import NotAllowed, Reason, Right
from services import access, history, notices
from services.access import Acting
from storage.unit_of_work import UnitOfWork

LIFT_ASKED = "account.lift_asked"
LIFTED = "account.lifted"
KEPT = "account.kept_confidential"


class NothingToLift(Conflict):
    """Nobody asks to lift the account's confidentiality any more."""


def must_be_private(uow: UnitOfWork, account: Account) -> None:
    """Before an account becomes confidential; raises NeedsPrivateChannel."""
    channel = uow.channels.get(account.channel_id)
    if channel is not None and channel.is_known and not channel.is_private:
        raise NeedsPrivateChannel


def may_lift(acting: Acting) -> bool:
    """Whether this person lifts it at once: the owner."""
    return acting.account.owner_id == acting.person.id


def ask_to_lift(uow: UnitOfWork, acting: Acting) -> Activity:
    """An admin asks; owner and team are told. Asked twice, the first date stands."""
    account = acting.account
    with history.recorded(uow, acting, LIFT_ASKED, account) as activity:
        if account.lift_at is None:
            account.ask_to_lift(acting.person.id, acting.now)
    if activity.after:
        _tell(uow, account, activity)
    return activity


def _tell(uow: UnitOfWork, account: Account, activity: Activity) -> None:
    tell_team(uow, account, activity)
    if account.owner_id is not None:
        to = account.owner_id
        notices.of_change(uow, account, Kind.LIFT_ASKED, activity, to=to, subject=None)


def tell_team(uow: UnitOfWork, account: Account, activity: Activity) -> None:
    """Tell the channel what was asked or decided."""
    notices.announce(uow, account, Kind.CONFIDENTIALITY, activity)


def lift(uow: UnitOfWork, acting: Acting) -> Activity:
    """The owner agrees; raises NotAllowed and NothingToLift."""
    _must_decide(acting)
    return _lift(uow, acting)


def keep(uow: UnitOfWork, acting: Acting) -> Activity:
    """The owner says no: it stays confidential; raises NotAllowed and NothingToLift."""
    _must_decide(acting)
    with history.recorded(uow, acting, KEPT, acting.account) as activity:
        acting.account.stop_lifting()
    tell_team(uow, acting.account, activity)
    return activity


def lift_due(uow: UnitOfWork, now: datetime) -> Sequence[Account]:
    """Lift what was asked for three days ago and nobody has said no to."""
    due = uow.accounts.to_lift(now)
    for account in due:
        person = access.known(uow, account.lift_by or "")
        if person is None or not (person.is_colleague and person.is_admin):
            account.stop_lifting()  # who asked may not decide any more
            continue
        _lift(uow, Acting(person, account, in_team=False, now=now))
    return due


def _lift(uow: UnitOfWork, acting: Acting) -> Activity:
    with history.recorded(uow, acting, LIFTED, acting.account) as activity:
        acting.account.is_confidential = False
        acting.account.stop_lifting()
    tell_team(uow, acting.account, activity)
    return activity


def _must_decide(acting: Acting) -> None:
    acting.must(Right.MANAGE)
    if not may_lift(acting):
        raise NotAllowed(Reason.NOT_OWNER)
    if acting.account.lift_at is None:
        raise NothingToLift
