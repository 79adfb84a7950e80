"""Files that were read: their headings understood, their lines cut into cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.errors import KamError
from services.imports.columns import Headings, Noun

LINES = 10_000
"""Lines of a file at most; and of all files together, where somebody waits for the answer."""

SIZE = 4_000_000
"""Bytes of a file at most; and of all files together, where they wait for an answer."""


@dataclass(frozen=True)
class TableRow:
    """One line: where it begins in the file, and its cells by column."""

    line: int
    cells: dict[str, str]
    problem: KamError | None = None


@dataclass(frozen=True)
class Table:
    """A file as it was read; `separator` is the sign between its cells."""

    name: str
    headings: Headings
    rows: Sequence[TableRow]
    separator: str

    @property
    def noun(self) -> Noun:
        """The noun that the table lists."""
        return self.headings.noun

    def column(self, *names: str) -> list[str]:
        """The cells in these columns, line by line."""
        return [row.cells[name] for row in self.rows for name in names if row.cells.get(name)]
