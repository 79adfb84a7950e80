"""Imports: accounts, goals and actions from CSV files, all of them or nothing.

    checks.look_up -> KnownBefore            what lines are checked against, in a transaction
    Table -> checks.check -> ImportPlan      every line checked, without one; nothing written
          -> keeping.keep, keep_in_parts     everything kept

How a file becomes a Table is documents/tables; what a cell means, dates, numbers and words, is the
business of the `Reader` that the caller finds for each table.
"""

from services.imports.checks import (
    KnownBefore,
    check,
    is_as_before,
    look_up,
    must_have_a_place,
    must_have_room,
)
from services.imports.columns import Noun
from services.imports.keeping import AT_ONCE, keep, keep_in_parts
from services.imports.plan import CellParser, ImportPlan, Problem, ReaderOf
from services.imports.tables import LINES, SIZE, Table

__all__ = [
    "AT_ONCE",
    "LINES",
    "SIZE",
    "CellParser",
    "ImportPlan",
    "KnownBefore",
    "Noun",
    "Problem",
    "ReaderOf",
    "Table",
    "check",
    "is_as_before",
    "keep",
    "keep_in_parts",
    "look_up",
    "must_have_a_place",
    "must_have_room",
]
