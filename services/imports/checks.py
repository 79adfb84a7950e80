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
from services.imports.homes import homes
from services.imports.plan import PROBLEMS, CellParser, ImportPlan, ReaderOf
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
    lines: dict[Noun, Lines] = {
        Noun.ACCOUNTS: AccountLines(uow, plan, known, now, may_set_up),
        Noun.GOALS: GoalLines(plan, known, now, here, plan.goals),
        Noun.CONTACTS: ContactLines(plan, known, now, here, plan.contacts),
        Noun.KNOWLEDGE: KnowledgeLines(plan, known, now, here, plan.known),
        Noun.ACTIONS: ActionLines(plan, known, now, here, plan.actions),
    }
    order = list(Noun)
    for table in sorted(tables, key=lambda each: order.index(each.noun)):
        plan.ignored = (*plan.ignored, *table.headings.ignored)
        _look_through(table, plan, lines[table.noun], readers(table))
    for home in known.known.values():
        plan.names |= home.people.ids
    return plan


def _look_through(table: Table, plan: ImportPlan, lines: Lines, reader: CellParser) -> None:
    """Every line of a table, until so much is wrong that no more need be said."""
    for row in table.rows:
        if len(plan.problems) >= PROBLEMS:
            plan.is_cut = True
            return
        line = LineReader(plan, table, row, reader)
        if row.problem is None:
            lines.look_at(line)
        else:
            line.wrong("", row.problem)
