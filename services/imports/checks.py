"""Every line of every file, checked by the rules that people's sentences are checked by."""

from collections.abc import Sequence
from datetime import datetime

from services import access
from services.imports.account_lines import AccountLines
from services.imports.action_lines import ActionLines
from services.imports.cells import LineReader
from services.imports.columns import Noun
from services.imports.customer_lines import ContactLines, KnowledgeLines
from services.imports.goal_lines import GoalLines
from services.imports.homes import ImportTargets, homes
from services.imports.plan import PROBLEMS, ImportPlan, ReaderOf
from services.imports.tables import Table
from storage.unit_of_work import UnitOfWork

Lines = AccountLines | GoalLines | ActionLines | ContactLines | KnowledgeLines


def check(
    uow: UnitOfWork,
    person_id: str,
    tables: Sequence[Table],
    readers: ReaderOf,
    now: datetime,
    *,
    here: str = "",
    may_set_up: bool = False,
) -> ImportPlan:
    """The plan of importing the tables; nothing is kept. Raises NotAllowed.

    `here` names the account of lines that name none. `may_set_up`: accounts may be among them.
    """
    plan = ImportPlan(access.person(uow, person_id))
    known = homes(uow, plan.person, now)
    plan.stood = known.stood
    checking = _Checking(uow, plan, known, readers, now, here, may_set_up=may_set_up)
    order = list(Noun)
    for table in sorted(tables, key=lambda each: order.index(each.noun)):
        plan.ignored = (*plan.ignored, *table.headings.ignored)
        checking.look_through(table)
    for home in known.known.values():
        plan.names |= home.people.ids
    return plan


class _Checking:
    """Goes through tables until so much is wrong that no more need be said."""

    def __init__(  # noqa: PLR0917 - what `check` was given
        self,
        uow: UnitOfWork,
        plan: ImportPlan,
        known: ImportTargets,
        readers: ReaderOf,
        now: datetime,
        here: str,
        *,
        may_set_up: bool,
    ) -> None:
        self.plan = plan
        self.readers = readers
        self.lines: dict[Noun, Lines] = {
            Noun.ACCOUNTS: AccountLines(uow, plan, known, now, allowed=may_set_up),
            Noun.GOALS: GoalLines(plan, known, now, here, plan.goals),
            Noun.CONTACTS: ContactLines(plan, known, now, here, plan.contacts),
            Noun.KNOWLEDGE: KnowledgeLines(plan, known, now, here, plan.known),
            Noun.ACTIONS: ActionLines(plan, known, now, here, plan.actions),
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
