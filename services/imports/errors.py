"""The errors in a file that is to be imported, and in its cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.errors import AboutName, AboutRef, Conflict, Forbidden, Invalid, NotFound


class EmptyFile(Invalid):
    """There is no line under the headings."""


@dataclass(eq=False)
class NotATable(Invalid):
    """The headings, as they stand in the file, are those of no table that can be imported."""

    headings: Sequence[str]


@dataclass(eq=False)
class TooLarge(Invalid):
    """The file is larger than what is read at once.

    `lines` is the most that is read.
    """

    lines: int


@dataclass(eq=False)
class BrokenQuotes(Invalid):
    """A quote is not closed, or text stands behind a closing one.

    `line` on which the row with the quote begins.
    """

    line: int


@dataclass(eq=False)
class TooManyCells(Invalid):
    """The line has more cells than there are headings: most likely a separator in a text.

    Both count cells.
    """

    found: int
    expected: int


@dataclass(eq=False)
class CellMissing(Invalid):
    """The cell must not be empty.

    `column` as COLUMNS names it.
    """

    column: str


@dataclass(eq=False)
class NotACount(Invalid):
    """The cell holds a whole number, and this is none.

    `typed` as it stands in the file.
    """

    typed: str


class UnknownAccount(AboutName, NotFound):
    """There is no account of this name, or none that the person may change."""


class UnknownPerson(AboutName, NotFound):
    """Nobody of this name is there to own it."""


class SeveralPeople(AboutName, Invalid):
    """More than one person is called that: only a Slack id tells them apart."""


class UnknownChannel(AboutName, NotFound):
    """No channel is known under this name."""


class ThereAlready(AboutRef, Conflict):
    """The account has this goal or action: a file is not imported twice."""


@dataclass(eq=False)
class SaidTwice(Conflict):
    """An earlier line says the same.

    `line` of the same file.
    """

    line: int


class AccountsElsewhere(Forbidden):
    """Whoever sets an account up owns it: naming its channel in a file must be no way into it."""
