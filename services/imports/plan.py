"""The plan of an import, and the problems that stand against it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Protocol

from domain.account import Account
from domain.action import Action, ActionKind
from domain.amount import Amount
from domain.calendar import Month
from domain.contact import Attitude, Contact, Influence
from domain.errors import KamError
from domain.goal import Goal, GoalKind
from domain.knowledge import Area, KeyInformation
from domain.language import Language
from domain.person import Person
from services.access import Acting

if TYPE_CHECKING:
    from services.imports.tables import Table

PROBLEMS = 100
"""Problems after which the rest of the files is not looked at any more."""


class CellParser(Protocol):
    """The reader of cells in a language; each method raises a KamError where unclear."""

    def day(self, text: str, today: date) -> date:
        """A day; a month means its last."""

    def month(self, text: str, today: date) -> Month:
        """A month."""

    def amount(self, text: str) -> Amount:
        """A number with its unit."""

    def level(self, text: str) -> GoalKind:
        """The level of a goal."""

    def kind(self, text: str) -> ActionKind:
        """Why an action is important though not urgent."""

    def language(self, text: str) -> Language:
        """A language."""

    def country(self, text: str) -> str | None:
        """The ISO 3166 code of a country."""

    def attitude(self, text: str) -> Attitude:
        """How somebody stands to us."""

    def influence(self, text: str) -> Influence:
        """The influence of somebody on our goals."""

    def area(self, text: str) -> Area:
        """The area of key information."""

    def is_yes(self, text: str) -> bool:
        """Whether this is a yes."""

    def is_open(self, text: str) -> bool:
        """Whether a state means that something is still to be done."""


ReaderOf = Callable[["Table"], CellParser]
"""Finds who reads a table: each file has its own way to write numbers and dates."""


@dataclass(frozen=True)
class Problem:
    """The problem of a cell; `column` as the file calls it, empty for a whole line.

    `cell`: what stands there.
    """

    file: str
    line: int
    column: str
    error: KamError
    cell: str = ""


@dataclass
class ImportPlan:
    """The new rows, still without numbers, ids and accounts' ids; nothing of it is kept yet.

    `skipped` counts lines about what is closed. `unserved`: what actions of an exported file serve
    that is not in the account. `names`: what owners are called, by their Slack ids.
    `stood`: the changes in each account when it was looked at, as `Activities.counts` tells them.
    `is_cut`: not every line was looked at.
    """

    person: Person
    accounts: list[Account] = field(default_factory=list)
    goals: list[tuple[Acting, Goal]] = field(default_factory=list)
    contacts: list[tuple[Acting, Contact]] = field(default_factory=list)
    known: list[tuple[Acting, KeyInformation]] = field(default_factory=list)
    actions: list[tuple[Acting, Action]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    ignored: Sequence[str] = ()
    skipped: int = 0
    unserved: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    stood: dict[int, tuple[int, int]] = field(default_factory=dict)
    is_cut: bool = False

    @property
    def is_sound(self) -> bool:
        """Whether it may be kept: nothing is wrong, and something is new."""
        return not self.problems and self.size > 0

    @property
    def size(self) -> int:
        """How many things are new."""
        kept = (self.accounts, self.goals, self.contacts, self.known, self.actions)
        return sum(len(each) for each in kept)
