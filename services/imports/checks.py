"""Every line of every file, checked by the rules that people's sentences are checked by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.draft import KEEP_FOR
from domain.person import Person
from services import access
from services.imports.account_lines import AccountLines, KnownWorkspace
from services.imports.action_lines import ActionLines
from services.imports.cells import LineReader
from services.imports.columns import Noun
from services.imports.errors import NothingToChange, TooManyImports
from services.imports.goal_lines import GoalLines
from services.imports.homes import ImportTargets, changeable, homes
from services.imports.plan import PROBLEMS, ImportPlan, ReaderOf
from services.imports.tables import Table
from storage.unit_of_work import UnitOfWork

WAITING = 10
"""Files of one person that may wait for their button, in the day for which they are kept."""

ABOUT_FILES = '{"here":'
"""What a draft begins with that waits to be imported."""

Stamp = Mapping[tuple[int, str], int]

Lines = AccountLines | GoalLines | ActionLines


@dataclass(frozen=True)
class KnownBefore:
    """What is known before any line is looked at, so that no transaction need be open then.

    `workspace` is None where no accounts may be set up.
    """

    person: Person
    targets: ImportTargets
    workspace: KnownWorkspace | None
    now: datetime
    stamp: Stamp


def look_up(
    uow: UnitOfWork, person_id: str, now: datetime, *, may_set_up: bool = False
) -> KnownBefore:
    """What lines are checked against; raises NotAllowed.

    `may_set_up`: accounts may be among them.
    """
    person = access.person(uow, person_id)
    targets = homes(uow, person, now)
    workspace = KnownWorkspace.of(uow) if may_set_up else None
    return KnownBefore(person, targets, workspace, now, stamp(uow, targets))


def must_have_a_place(uow: UnitOfWork, person: Person, now: datetime) -> None:
    """Raises NothingToChange for who may change no account."""
    if not changeable(uow, person, now):
        raise NothingToChange


def must_have_room(uow: UnitOfWork, person: Person, now: datetime) -> None:
    """Raises TooManyImports for who sent too much that still waits."""
    if uow.drafts.count(person.id, now - KEEP_FOR, ABOUT_FILES) >= WAITING:
        raise TooManyImports(WAITING)


def is_as_before(uow: UnitOfWork, before: KnownBefore) -> bool:
    """Whether the person may still change the same accounts, and nothing was added to them."""
    allowed = changeable(uow, before.person, before.now)
    return allowed == before.targets.ids() and stamp(uow, before.targets) == before.stamp


def stamp(uow: UnitOfWork, targets: ImportTargets) -> Stamp:
    """The last numbers of each account: they move when anything is added."""
    return uow.numbers.last(targets.ids())


def check(
    before: KnownBefore, tables: Sequence[Table], readers: ReaderOf, *, here: str = ""
) -> ImportPlan:
    """What importing the tables would do; nothing is kept, and no transaction is needed.

    `here` names the account of lines that name none.
    """
    plan, known = ImportPlan(before.person), before.targets
    checking = _Checking(plan, before, readers, here)
    order = list(Noun)
    for table in sorted(tables, key=lambda each: order.index(each.noun)):
        plan.ignored = (*plan.ignored, *table.headings.ignored)
        checking.look_through(table)
    for home in known.known.values():
        plan.names |= home.people.ids
    return plan


class _Checking:
    """Goes through tables until so much is wrong that no more need be said."""

    def __init__(self, plan: ImportPlan, before: KnownBefore, readers: ReaderOf, here: str) -> None:
        known, now = before.targets, before.now
        self.plan = plan
        self.readers = readers
        self.lines: dict[Noun, Lines] = {
            Noun.ACCOUNTS: AccountLines(plan, known, before.workspace, now),
            Noun.GOALS: GoalLines(plan, known, now, here),
            Noun.ACTIONS: ActionLines(plan, known, now, here),
        }

    def look_through(self, table: Table) -> None:
        """Every line of a table, as long as it is worth while."""
        lines, reader = self.lines[table.noun], self.readers(table)
        for row in table.rows:
            if len(self.plan.problems) >= PROBLEMS:
                self.plan.is_cut = True
                return
            line = LineReader(self.plan, table, row, reader)
            if row.problem is None:
                lines.look_at(line)
            else:
                line.wrong("", row.problem)
