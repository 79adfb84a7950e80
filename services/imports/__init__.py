"""Imports: accounts, goals, actions, contacts, key information from CSV files, or nothing of it.

    Table -> checks.check -> Plan       every line checked against the account; nothing written
          -> keeping.prepare            every row worked out
          -> keeping.keep               everything kept at once

How a file becomes a Table is documents/tables; what a cell means, dates, numbers and words, is the
business of the `Reader` that the caller finds for each table.
"""

from services.imports.checks import check
from services.imports.columns import Noun
from services.imports.keeping import PlanOutdated, PreparedImport, keep, prepare
from services.imports.plan import CellParser, ImportPlan, Problem, ReaderOf
from services.imports.tables import LINES, SIZE, Table

__all__ = [
    "LINES",
    "SIZE",
    "CellParser",
    "ImportPlan",
    "Noun",
    "PlanOutdated",
    "PreparedImport",
    "Problem",
    "ReaderOf",
    "Table",
    "check",
    "keep",
    "prepare",
]
