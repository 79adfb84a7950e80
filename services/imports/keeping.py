"""What was planned is kept: in batches, with its history, and without a message a line.

Nobody is told line by line: three hundred announcements would tell nobody anything. The history
has every one, and each can be undone by who imported it.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from domain.action import Action
from domain.goal import Goal
from services import accounts, actions, goals, history, routines
from services.access import Acting
from services.imports.plan import ImportPlan
from storage.unit_of_work import OpenUnitOfWork, UnitOfWork

Thing = TypeVar("Thing")
Entry = TypeVar("Entry", Goal, Action)


AT_ONCE = 150
"""Things that are kept in one transaction: so many take well under 50 ms."""


def keep_in_parts(open_uow: OpenUnitOfWork, plan: ImportPlan) -> None:
    """Keep everything that is planned, a part a transaction; where one fails, nothing stays."""
    kept: list[ImportPlan] = []
    try:
        for part in _parts(plan):
            with open_uow(plan.person.workspace_id) as uow:
                keep(uow, part)
                uow.commit()
            kept.append(part)
    except BaseException:
        for part in reversed(kept):
            _take_back(open_uow, part)
        raise


def _parts(plan: ImportPlan) -> Iterator[ImportPlan]:
    for accounts_there in _chunks(plan.accounts):
        yield ImportPlan(plan.person, accounts=accounts_there)
    for goals_there in _chunks(plan.goals):
        yield ImportPlan(plan.person, goals=goals_there)
    for actions_there in _chunks(plan.actions):
        yield ImportPlan(plan.person, actions=actions_there)


def _chunks(things: list[Thing]) -> Iterator[list[Thing]]:
    return (things[start : start + AT_ONCE] for start in range(0, len(things), AT_ONCE))


def _take_back(open_uow: OpenUnitOfWork, part: ImportPlan) -> None:
    """Delete what was kept of a part, and that it was."""
    with open_uow(part.person.workspace_id) as uow:
        for account in part.accounts:
            uow.personal.forget_account(account.saved_id)
        for repository, entries in ((uow.goals, part.goals), (uow.actions, part.actions)):
            refs = [(acting.account_id, entry.ref) for acting, entry in entries]
            repository.remove_numbered([(one, int(ref[1:])) for one, ref in refs])
            uow.activities.remove_about(refs)
        uow.commit()


def keep(uow: UnitOfWork, plan: ImportPlan) -> None:
    """Keep everything that is planned; raises ValueError for a plan with problems."""
    if plan.problems:
        raise ValueError(plan.problems)
    _keep_accounts(uow, plan)
    _keep(uow, plan.goals, "G", goals.SET, uow.goals.add_all)
    _keep(uow, plan.actions, "A", actions.PLANNED, uow.actions.add_all)


def _keep_accounts(uow: UnitOfWork, plan: ImportPlan) -> None:
    founders = {
        each.channel_id: {plan.person.id, each.owner_id or plan.person.id} for each in plan.accounts
    }
    uow.accounts.found(plan.accounts, founders)
    routines.begin_all(uow, plan.accounts)
    made = [(accounts.founder(plan.person, each, each.created_at), each) for each in plan.accounts]
    history.created_all(uow, accounts.STARTED, made)


def _keep(
    uow: UnitOfWork,
    entries: Sequence[tuple[Acting, Entry]],
    letter: str,
    kind: str,
    add_all: Callable[[Sequence[Entry]], None],
) -> None:
    """Goals or actions, numbered in the order of the lines."""
    counts = Counter(acting.account_id for acting, _entry in entries)
    given = uow.numbers.reserve(letter, counts)
    for acting, entry in entries:
        entry.account_id = acting.account_id
        entry.number = next(given[acting.account_id])
    add_all([entry for _acting, entry in entries])
    history.created_all(uow, kind, entries)
