"""Keep the plan of an import: in batches, with its history, and without a message a line.

Nobody is told line by line: three hundred announcements would tell nobody anything. The history
has every one, and each can be undone by who imported it.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

from domain.action import Action
from domain.contact import Contact
from domain.goal import Goal
from domain.knowledge import KeyInformation
from services import accounts, actions, contacts, goals, history, knowledge, routines
from services.access import Acting
from services.imports.plan import ImportPlan
from storage.unit_of_work import UnitOfWork

Entry = TypeVar("Entry", Goal, Action, Contact, KeyInformation)


def keep(uow: UnitOfWork, plan: ImportPlan) -> None:
    """Keep everything that is planned; raises ValueError for a plan with problems."""
    if plan.problems:
        raise ValueError(plan.problems)
    _keep_accounts(uow, plan)
    _keep(uow, plan.goals, "G", goals.SET, uow.goals.add_all)
    _keep(uow, plan.contacts, contacts.LETTER, contacts.ADDED, uow.contacts.add_all)
    _keep(uow, plan.known, knowledge.LETTER, knowledge.TOLD, uow.knowledge.add_all)
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
    """Entries of one kind, numbered in the order of the lines."""
    counts = Counter(acting.account_id for acting, _entry in entries)
    given = uow.numbers.reserve(letter, counts)
    for acting, entry in entries:
        entry.account_id = acting.account_id
        entry.number = next(given[acting.account_id])
    add_all([entry for _acting, entry in entries])
    history.created_all(uow, kind, entries)
