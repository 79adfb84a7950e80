"""All open actions of somebody in one account, given to somebody else at once."""

from collections.abc import Sequence

from domain.action import Action, AlreadyTheirs
from domain.errors import AboutName, NotFound
from domain.notice import Kind
from domain.permission import Right
from services import actions, history, notices, plan
from services.access import Acting
from storage.unit_of_work import UnitOfWork


class NothingToHandOver(AboutName, NotFound):
    """The person has no open action in the account."""


def open_of(uow: UnitOfWork, acting: Acting, person_id: str) -> Sequence[Action]:
    """The open actions of somebody in the account; raises NotAllowed and NothingToHandOver."""
    acting.must(Right.READ)
    found = uow.actions.owned_by(person_id, [acting.account_id])
    if not found:
        raise NothingToHandOver(history.name(uow, person_id) or "")
    return found


def hand_over_all(uow: UnitOfWork, acting: Acting, of: str, to: str) -> Sequence[Action]:
    """Give all open actions of somebody to one of the team, who is told once.

    Raises NotAllowed, NothingToHandOver, OwnerNotInTeam, AlreadyTheirs, and ChangedSince where
    somebody was quicker.
    """
    acting.must(Right.CHANGE)
    found = open_of(uow, acting, of)
    if of == to:
        raise AlreadyTheirs(found[0].ref)
    plan.must_be_present(uow, acting, to)
    first = history.recorded_of_all(
        uow,
        acting,
        actions.ASSIGNED,
        found,
        change=lambda each: each.assign(to),
        keep=lambda: uow.actions.keep_owner(found, of, to),
    )
    if to != acting.person.id:
        facts = {"numbers": [one.number for one in found], "by": acting.person.id, "of": of}
        kind, account = Kind.HANDED_OVER, acting.account
        notices.of_change(uow, account, kind, first, to=to, subject=None, facts=facts)
    return found


def still_theirs(
    uow: UnitOfWork, account_id: int, person_id: str, numbers: Sequence[int]
) -> list[Action]:
    """Those of these actions that are open and somebody's."""
    mine = uow.actions.owned_by(person_id, [account_id])
    return [action for action in mine if action.number in set(numbers)]
