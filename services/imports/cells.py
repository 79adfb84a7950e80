"""One line as it is being read: its cells by column, and what is wrong with them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from domain.action import DuePast
from domain.errors import KamError
from domain.goal import HorizonMissing, HorizonOutOfRange
from domain.measure import (
    DeadlineInThePast,
    DeadlineTooFar,
    DeadlineTooSoon,
    GoalNotMeasurable,
    Missing,
    NothingToReach,
)
from services.imports.errors import CellMissing
from services.imports.plan import CellParser, ImportPlan, Problem
from services.imports.tables import Table, TableRow

Value = TypeVar("Value")

ABOUT: Mapping[type[KamError], str] = {
    NothingToReach: "to",
    DeadlineInThePast: "by",
    DeadlineTooSoon: "by",
    DeadlineTooFar: "by",
    DuePast: "due",
    HorizonMissing: "years",
    HorizonOutOfRange: "years",
}
"""The column that a rule of the method is about; for all others it is the text's."""

MISSING = {
    Missing.METRIC: "text",
    Missing.START: "from",
    Missing.TARGET: "to",
    Missing.DEADLINE: "by",
}


@dataclass
class LineReader:
    """Reads cells, and notes what is wrong with each in the plan.

    `reader` knows how the file writes numbers and dates.
    """

    plan: ImportPlan
    table: Table
    row: TableRow
    reader: CellParser
    is_sound: bool = True

    def text(self, column: str) -> str:
        """The text in a cell; empty where there is none."""
        return self.row.cells.get(column, "")

    def read(self, column: str, how: Callable[[str], Value]) -> Value | None:
        """The value of a cell, as the column reads it; None where the cell is empty or wrong."""
        text = self.text(column)
        if not text:
            return None
        try:
            return how(text)
        except KamError as error:
            self.wrong(column, error)
            return None

    def needed(self, column: str, how: Callable[[str], Value]) -> Value | None:
        """The value of a cell that must not be empty; notes CellMissing where it is."""
        if not self.text(column):
            self.wrong(column, CellMissing(column))
        return self.read(column, how)

    def wrong(self, column: str, error: KamError) -> None:
        """Note what is wrong with a cell."""
        self.is_sound = False
        heading = self.table.headings.heading(column) if column else ""
        cell = self.text(column) if column else ""
        self.plan.problems.append(Problem(self.table.name, self.row.line, heading, error, cell))

    def made(self, make: Callable[[], Value]) -> Value | None:
        """The result of `make`; None where it raises, and the error is noted."""
        try:
            return make()
        except KamError as error:
            self.wrong(_column(error), error)
            return None

    def made_if_sound(self, make: Callable[[], Value]) -> Value | None:
        """The result of `make`; None where it raises, or something was wrong with the line."""
        return self.made(make) if self.is_sound else None


def _column(error: KamError) -> str:
    if isinstance(error, GoalNotMeasurable):
        return MISSING[next(iter(error.missing))]
    return ABOUT.get(type(error), "text")
