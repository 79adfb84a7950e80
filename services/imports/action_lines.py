"""Lines that plan actions."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime

from domain import action as rules
from domain.action import Action, Intent
from domain.text import folded
from services.imports.cells import LineReader
from services.imports.entries import EntryLines, day, person
from services.imports.goal_lines import count
from services.imports.homes import ImportTarget


class ActionLines(EntryLines[Action]):
    """Reads actions."""

    def is_kept(self, line: LineReader) -> bool:
        """A done action is worth keeping for what came of it."""
        return bool(line.text("outcome"))

    def key(self, entry: Action) -> tuple[str, ...]:
        """Its text; within the files the same may come again in another month."""
        return folded(entry.text), str(entry.month)

    def read(self, line: LineReader, home: ImportTarget, text: str) -> Callable[[], Action]:
        """The action; a file tells how things are, and what is overdue there is overdue here."""
        intent = self._intent(line, home, text)
        carried = line.read("carried", count) or 0
        is_done = self.is_kept(line) and line.read("state", line.reader.is_open) is False

        def make() -> Action:
            action = rules.planned(self.origin(home, on=date.min), intent, home.first)
            action.carried = carried
            if is_done:
                self._finish(line, action)
            return action

        return make

    def _intent(self, line: LineReader, home: ImportTarget, text: str) -> Intent:
        return Intent(
            text,
            owner_id=person(line, "owner", home),
            due=day(line, "due", home),
            month=line.read("month", lambda cell: line.reader.month(cell, home.today)),
            kind=line.read("kind", line.reader.kind),
            serves=self._serves(line, home),
            contact=self._contact(line, home),
        )

    def _finish(self, line: LineReader, action: Action) -> None:
        """Keep it as done by its owner, at the moment that the file names."""
        by, at = action.owner_id or self.plan.person.id, moment(line.text("closed_at")) or self.now
        action.finish(by, at, line.text("outcome"))

    @staticmethod
    def _contact(line: LineReader, home: ImportTarget) -> int | None:
        """Whom it is with, where the account has a contact of this number."""
        ref = line.text("contact").upper()
        return int(ref[1:]) if ref in home.there["C"].values() else None

    def _serves(self, line: LineReader, home: ImportTarget) -> str | None:
        """The reference that an action serves; one that the account does not have is left out."""
        ref = line.text("serves").upper()
        if ref and line.table.headings.is_ours and ref not in home.refs:
            self.plan.unserved.add(ref)
            return None
        return line.read("serves", home.ref)


def moment(text: str) -> datetime | None:
    """The instant that kam has written into a cell; None for anything else."""
    with suppress(ValueError):
        at = datetime.fromisoformat(text)
        return at if at.tzinfo else None
    return None
