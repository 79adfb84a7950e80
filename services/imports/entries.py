"""The parts that lines about goals and about actions have in common."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, datetime

from domain.entity import Origin
from domain.text import sentence
from services.imports.cells import LineReader
from services.imports.errors import CellMissing, SaidTwice, ThereAlready
from services.imports.homes import ImportTarget, ImportTargets
from services.imports.plan import ImportPlan


@dataclass
class EntryLines:
    """Reads lines that belong to an account; `here` names it where a line names none."""

    plan: ImportPlan
    known: ImportTargets
    now: datetime
    here: str

    def __post_init__(self) -> None:
        """Nothing has been said yet."""
        self.said: dict[Hashable, int] = {}

    def is_closed(self, line: LineReader) -> bool:
        """Whether the line is about something that is over: it is counted, and left out."""
        is_open = line.read("state", line.reader.is_open)
        if is_open is not False:
            return False
        self.plan.skipped += 1
        return True

    def home(self, line: LineReader) -> ImportTarget | None:
        """The account of the line."""
        if line.text("account"):
            return line.read("account", self.known.find)
        if not self.here:
            line.wrong("account", CellMissing("account"))
            return None
        return self.known.find(self.here)

    @staticmethod
    def owner(line: LineReader, home: ImportTarget) -> str | None:
        """The owner of a line: by their Slack id, where there is one, else by name."""
        column = "owner_id" if line.text("owner_id") else "owner"
        return line.read(column, home.people.find)

    def origin(self, home: ImportTarget, by: str | None = None, on: date | None = None) -> Origin:
        """The origin of an entry of the account, which may not be kept yet: by who imports it,
        and today, unless a line says otherwise.
        """
        person = self.plan.person
        return Origin(person.workspace_id, 0, by or person.id, self.now, on or home.today)

    @staticmethod
    def text(line: LineReader) -> str:
        """The text of the line; empty where it is not fit to be kept."""
        return line.needed("text", sentence) or ""

    def is_new(self, line: LineReader, there: str | None, key: Hashable) -> bool:
        """Whether nothing says the same: neither in the account, as `there`, nor in the files."""
        earlier = self.said.setdefault(key, line.row.line)
        if there is not None:
            line.wrong("text", ThereAlready(there))
        elif earlier != line.row.line:
            line.wrong("text", SaidTwice(earlier))
        return line.is_sound
