"""Reading lines about what belongs to an account: the parts that all nouns have in common."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, TypeVar

from domain.entity import NumberedEntity, Origin
from domain.text import sentence
from services.access import Acting
from services.imports.cells import LineReader
from services.imports.errors import CellMissing, SaidTwice, ThereAlready
from services.imports.homes import ImportTarget, ImportTargets
from services.imports.plan import ImportPlan

Entry = TypeVar("Entry", bound=NumberedEntity)


@dataclass
class EntryLines(ABC, Generic[Entry]):
    """Reads lines that belong to an account; `here` names it where a line names none.

    What is new is `found`.
    """

    plan: ImportPlan
    known: ImportTargets
    now: datetime
    here: str
    found: list[tuple[Acting, Entry]]
    said: dict[tuple[str, ...], int] = field(default_factory=dict)

    def look_at(self, line: LineReader) -> None:
        """Plan the entry, or note what is wrong with the line."""
        if self._is_left_out(line):
            return
        home, text = self._home(line), self.text(line)
        if home is None or not line.is_sound:
            return
        make = self.read(line, home, text)
        entry = line.made_if_sound(make)
        if entry is not None and self._is_new(line, home, entry):
            self.found.append((home.acting, entry))

    @abstractmethod
    def read(self, line: LineReader, home: ImportTarget, text: str) -> Callable[[], Entry]:
        """Read the other cells of a line; what makes its entry, if nothing is wrong with them."""

    @abstractmethod
    def key(self, entry: Entry) -> tuple[str, ...]:
        """The folded text of an entry, and what else of it two lines must not both say."""

    def text(self, line: LineReader) -> str:
        """The text of the line; empty where it is not fit to be kept."""
        return line.needed("text", sentence) or ""

    def is_kept(self, line: LineReader) -> bool:  # noqa: ARG002 - for those who look at it
        """Whether a line about something that is over is kept nevertheless."""
        return False

    def origin(self, home: ImportTarget, by: str | None = None, on: date | None = None) -> Origin:
        """The origin of an entry of the account, which may not be kept yet: by who imports it,
        and today, unless a line says otherwise.
        """
        person = self.plan.person
        return Origin(person.workspace_id, 0, by or person.id, self.now, on or home.today)

    def _is_left_out(self, line: LineReader) -> bool:
        """Whether the line is about something that is over: it is counted, and left out."""
        is_over = line.read("state", line.reader.is_open) is False and not self.is_kept(line)
        self.plan.skipped += is_over
        return is_over

    def _home(self, line: LineReader) -> ImportTarget | None:
        """The account of the line."""
        if line.text("account"):
            return line.read("account", self.known.find)
        if not self.here:
            line.wrong("account", CellMissing("account"))
            return None
        return self.known.find(self.here)

    def _is_new(self, line: LineReader, home: ImportTarget, entry: Entry) -> bool:
        """Whether nothing says the same: neither in the account nor in the files."""
        text, *more = self.key(entry)
        there = home.there[entry.LETTER].get(text)
        earlier = self.said.setdefault((home.acting.account.name_key, text, *more), line.row.line)
        if there is not None:
            line.wrong("text", ThereAlready(there))
        elif earlier != line.row.line:
            line.wrong("text", SaidTwice(earlier))
        return line.is_sound


def day(line: LineReader, column: str, home: ImportTarget) -> date | None:
    """The day in a cell, read on the account's date."""
    return line.read(column, lambda cell: line.reader.day(cell, home.today))


def person(line: LineReader, column: str, home: ImportTarget) -> str | None:
    """Somebody who is named in a line: by their Slack id, where there is one, else by name."""
    with_id = f"{column}_id"
    return line.read(with_id if line.text(with_id) else column, home.people.find)
