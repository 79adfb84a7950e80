"""What can be wrong with a file that is to be imported, and with a cell of it."""

from collections.abc import Sequence

from domain.errors import Conflict, Invalid, NotFound, Refused


class EmptyFile(Invalid):
    """There is no line under the headings."""


class NotATable(Invalid):
    """The headings are those of no table that can be imported."""

    def __init__(self, headings: Sequence[str]) -> None:
        """`headings` as they stand in the file."""
        super().__init__(headings)
        self.headings = tuple(headings)


class TooLarge(Invalid):
    """The file is larger than what is read at once."""

    def __init__(self, lines: int) -> None:
        """`lines` is the most that is read."""
        super().__init__(lines)
        self.lines = lines


class BrokenQuotes(Invalid):
    """A quote is not closed, or text stands behind a closing one."""

    def __init__(self, line: int) -> None:
        """`line` on which the row with the quote begins."""
        super().__init__(line)
        self.line = line


class TooManyCells(Invalid):
    """The line has more cells than there are headings: most likely a separator in a text."""

    def __init__(self, found: int, expected: int) -> None:
        """Both count cells."""
        super().__init__(found, expected)
        self.found = found
        self.expected = expected


class CellMissing(Invalid):
    """The cell must not be empty."""


class NotACount(Invalid):
    """The cell holds a whole number, and this is none."""

    def __init__(self, typed: str) -> None:
        """`typed` as it stands in the file."""
        super().__init__(typed)
        self.typed = typed


class UnknownAccount(NotFound):
    """There is no account of this name, or none that the person may change."""

    def __init__(self, name: str) -> None:
        """`name` as it stands in the file."""
        super().__init__(name)
        self.name = name


class UnknownPerson(NotFound):
    """Nobody of this name is there to own it."""

    def __init__(self, name: str) -> None:
        """`name` as it stands in the file."""
        super().__init__(name)
        self.name = name


class SeveralPeople(Invalid):
    """More than one person is called that: only a Slack id tells them apart."""

    def __init__(self, name: str) -> None:
        """`name` as it stands in the file."""
        super().__init__(name)
        self.name = name


class UnknownChannel(NotFound):
    """No channel is known under this name."""

    def __init__(self, name: str) -> None:
        """`name` as it stands in the file."""
        super().__init__(name)
        self.name = name


class ThereAlready(Conflict):
    """The account has this goal or action: a file is not imported twice."""

    def __init__(self, ref: str) -> None:
        """`ref` such as A7."""
        super().__init__(ref)
        self.ref = ref


class SaidTwice(Conflict):
    """An earlier line says the same."""

    def __init__(self, line: int) -> None:
        """`line` of the same file."""
        super().__init__(line)
        self.line = line


class AccountsElsewhere(Refused):
    """Whoever sets an account up owns it: naming its channel in a file must be no way into it."""
