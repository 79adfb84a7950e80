"""A new owner where the old one cannot decide: one of the team proposes, another agrees.

Source of the rules: docs/method.md, "access".
"""

from datetime import datetime

from domain.account import Account
from domain.activity import Activity
from domain.errors import AboutName, Conflict, Forbidden
from domain.notice import Kind
from domain.permission import NotAllowed, Reason, Right
from services import access, accounts, history, notices
from services.access import Acting
from storage.unit_of_work import UnitOfWork

PROPOSED = "account.owner_proposed"


class NobodyProposed(Conflict):
    """It is settled by now who owns the account, or somebody else is proposed."""


class OwnProposal(AboutName, Forbidden):
    """Somebody else than the one who proposed has to agree."""


def is_open(uow: UnitOfWork, account: Account, now: datetime) -> bool:
    """Whether the owner cannot decide: there is none, they left the channel, or are away."""
    owner = access.known(uow, account.owner_id or "")
    if owner is None or not owner.is_colleague or owner.is_away(account.today(now)):
        return True
    return not access.look_at(uow, owner.id, account.saved_id).in_team


def propose(uow: UnitOfWork, acting: Acting, to: str) -> Activity:
    """Propose who owns the account from now on; the team is asked.

    Raises NotAllowed while the owner can decide, and NotInTeam.
    """
    acting.must(Right.CHANGE)
    if not is_open(uow, acting.account, acting.now):
        raise NotAllowed(Reason.NOT_OWNER)
    accounts.must_be_in_team(uow, acting, to)
    with history.recorded(uow, acting, PROPOSED, acting.account) as activity:
        acting.account.propose_owner(to, acting.person.id)
    notices.announce(uow, acting.account, Kind.ELECTION, activity)
    return activity


def agree(uow: UnitOfWork, acting: Acting, to: str) -> Activity:
    """Agree to who is proposed, as somebody else of the team.

    Raises NotAllowed, NobodyProposed (also where the owner can decide again), OwnProposal and
    NotInTeam.
    """
    acting.must(Right.CHANGE)
    account = acting.account
    if account.next_owner_id != to or not is_open(uow, account, acting.now):
        raise NobodyProposed
    if account.next_owner_by == acting.person.id:
        raise OwnProposal(history.name(uow, to) or "")
    activity = accounts.make_owner(uow, acting, to)
    notices.redraw(uow, account, Kind.ELECTION, activity)
    return activity
