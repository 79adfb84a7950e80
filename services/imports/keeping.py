"""Keep the plan of an import: all of it or nothing, with its history, without a message a line.

Nobody is told line by line: three hundred announcements would tell nobody anything. The history
has every one, and each can be undone by who imported it.

What takes long is done while nobody waits: `prepare` works everything out, `storage.staging` lays
the rows ready, and `keep` only looks whether anything has changed since, and moves them.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.account import Account, Member
from domain.action import Action
from domain.activity import Activity, ChangedSince
from domain.contact import Contact
from domain.entity import Entity
from domain.errors import Conflict
from domain.goal import Goal
from domain.knowledge import KeyInformation
from domain.routine import Routine
from services import accounts, actions, contacts, goals, history, knowledge, routines
from services.access import Acting
from services.imports.homes import may_change
from services.imports.plan import ImportPlan
from storage.staging import NewRows
from storage.unit_of_work import UnitOfWork

Entry = Goal | Action | Contact | KeyInformation
Entries = Sequence[tuple[Acting, Entry]]


@dataclass(frozen=True)
class ImportedNoun:
    """A kind of entries, and the change by which one is new."""

    kind: type[Entry]
    change: str
    entries: Callable[[ImportPlan], Entries]


NOUNS = (
    ImportedNoun(Goal, goals.SET, lambda plan: plan.goals),
    ImportedNoun(Contact, contacts.ADDED, lambda plan: plan.contacts),
    ImportedNoun(KeyInformation, knowledge.TOLD, lambda plan: plan.known),
    ImportedNoun(Action, actions.PLANNED, lambda plan: plan.actions),
)
"""In the order in which their changes stand in the history."""


class PlanOutdated(Conflict):
    """Somebody has changed one of the accounts since the plan was made."""


@dataclass(frozen=True)
class NextNumbers:
    """The numbers of new entries of a noun: how many in each account, and the last one before.

    In accounts that are new as well there is none before, and nobody else who takes one.
    """

    letter: str
    counts: Mapping[int, int]
    last: Mapping[int, int]


@dataclass(frozen=True)
class PreparedImport:
    """A plan with all its rows, which are to be staged before it is kept."""

    plan: ImportPlan
    rows: NewRows
    numbers: Sequence[NextNumbers]


def prepare(uow: UnitOfWork, plan: ImportPlan) -> PreparedImport:
    """Work out everything that a sound plan writes; raises ValueError for one with problems."""
    if plan.problems:
        raise ValueError(plan.problems)
    for number, account in enumerate(plan.accounts, 1):
        account.id = -number
    rows, changes = _founded(uow, plan)
    numbers = []
    for noun in NOUNS:
        entries = noun.entries(plan)
        numbers.append(_numbered(uow, noun.kind.LETTER, entries))
        rows[noun.kind] = [entry for _acting, entry in entries]
        changes += history.creations(noun.change, entries)
    return PreparedImport(plan, {**rows, Activity: changes}, numbers)


def _founded(
    uow: UnitOfWork, plan: ImportPlan
) -> tuple[dict[type[Entity], Sequence[Entity]], list[Activity]]:
    """The rows of the new accounts, and the changes by which they are new."""
    made = [(accounts.founder(plan.person, each, each.created_at), each) for each in plan.accounts]
    rows: dict[type[Entity], Sequence[Entity]] = {
        Account: plan.accounts,
        Member: [
            Member(
                workspace_id=uow.workspace_id,
                account_id=each.saved_id,
                person_id=person_id,
                since=each.created_at,
            )
            for each in plan.accounts
            for person_id in sorted({plan.person.id, each.owner_id or plan.person.id})
        ],
        Routine: [routine for each in plan.accounts for routine in routines.first(each)],
    }
    return rows, history.creations(accounts.STARTED, made)


def _numbered(uow: UnitOfWork, letter: str, entries: Entries) -> NextNumbers:
    """Give entries their numbers, in the order of the lines."""
    everywhere = Counter(acting.account_id for acting, _entry in entries)
    counts = {each: count for each, count in everywhere.items() if each > 0}
    known = uow.numbers.last(letter, counts) if counts else {}
    last = dict.fromkeys(counts, 0) | known
    coming = dict.fromkeys(everywhere, 0) | last
    for acting, entry in entries:
        coming[acting.account_id] += 1
        entry.account_id, entry.number = acting.account_id, coming[acting.account_id]
    return NextNumbers(letter, counts, last)


def keep(uow: UnitOfWork, prepared: PreparedImport, now: datetime) -> None:
    """Keep what was prepared and staged; raises PlanOutdated, and nothing is kept then."""
    plan = prepared.plan
    _must_stand(uow, plan, now)
    for numbers in prepared.numbers:
        _must_be_next(uow, numbers)
    try:
        uow.keep_staged({noun.kind: noun.kind.LETTER for noun in NOUNS})
    except ChangedSince as error:
        raise PlanOutdated from error
    for acting, _entry in _entries(plan):
        history.show(uow, acting)


def _must_stand(uow: UnitOfWork, plan: ImportPlan, now: datetime) -> None:
    """Raises PlanOutdated unless everything is as it was when the plan was made."""
    used = {acting.account_id for acting, _entry in _entries(plan)}
    there = {each for each in used if each > 0}
    stood = {each: plan.stood[each] for each in there if each in plan.stood}
    if uow.activities.counts(there) != stood or not may_change(uow, plan.person.id, there, now):
        raise PlanOutdated
    if plan.accounts and uow.is_taken(Account, "name_key", "channel_id"):
        raise PlanOutdated


def _entries(plan: ImportPlan) -> Iterator[tuple[Acting, Entry]]:
    for noun in NOUNS:
        yield from noun.entries(plan)


def _must_be_next(uow: UnitOfWork, numbers: NextNumbers) -> None:
    """Take the numbers that the rows have; raises PlanOutdated where somebody else has."""
    given = uow.numbers.reserve(numbers.letter, numbers.counts)
    if any(next(given[each]) != last + 1 for each, last in numbers.last.items()):
        raise PlanOutdated
