"""Imports: accounts, goals and actions from CSV files, all of them or nothing.

    file -> tables.read_all -> Table        decoded, cut into rows, headings understood
         -> checks.check -> Plan        every line checked against the account; nothing written
         -> keeping.keep                everything kept, in the caller's transaction

What a cell means in a language (dates, numbers, words) is the caller's `Reader`.
"""

from services.imports.checks import check
from services.imports.columns import Noun
from services.imports.keeping import keep
from services.imports.plan import CellParser, ImportPlan, Problem
from services.imports.tables import LINES, SIZE, Table, read_all

__all__ = [
    "LINES",
    "SIZE",
    "CellParser",
    "ImportPlan",
    "Noun",
    "Problem",
    "Table",
    "check",
    "keep",
    "read_all",
]
