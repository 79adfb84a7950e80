"""Lines that plan actions."""

from contextlib import suppress
from datetime import date, datetime

from domain import action as rules
from domain.action import Action, Intent
from domain.text import folded
from services.imports.cells import LineReader
from services.imports.entries import EntryLines
from services.imports.goal_lines import count
from services.imports.homes import ImportTarget


class ActionLines(EntryLines):
    """Reads actions."""

    def look_at(self, line: LineReader) -> None:
        """Plan the action, or note what is wrong with the line."""
        is_told = bool(line.text("outcome")) and self._is_done(line)
        if not is_told and self.is_closed(line):
            return
        home, text = self.home(line), self.text(line)
        if home is None or not line.is_sound:
            return
        action = self._action(line, home, text)
        if action is not None and is_told:
            self._finish(line, action)
        if action is not None and self.is_new(line, *self._same(home, action)):
            self.plan.actions.append((home.acting, action))

    @staticmethod
    def _is_done(line: LineReader) -> bool:
        """Whether what came of it tells that it is done: it is kept, though it is closed."""
        return line.read("state", line.reader.is_open) is False

    def _finish(self, line: LineReader, action: Action) -> None:
        """Keep it as done by its owner, at the moment that the file names."""
        by, at = action.owner_id or self.plan.person.id, moment(line.text("closed_at")) or self.now
        line.made(lambda: action.finish(by, at, line.text("outcome")))

    @staticmethod
    def _contact(line: LineReader, home: ImportTarget) -> int | None:
        """Whom it is with, where the account has a contact of this number."""
        ref = line.text("contact").upper()
        return int(ref[1:]) if ref in home.contacts.values() else None

    @staticmethod
    def _same(home: ImportTarget, action: Action) -> tuple[str | None, tuple[str, str, str]]:
        """As for goals; within the files the same may come again in another month."""
        text = folded(action.text)
        key = (home.acting.account.name_key, text, str(action.month))
        return home.actions.get(text), key

    def _action(self, line: LineReader, home: ImportTarget, text: str) -> Action | None:
        intent = Intent(
            text,
            owner_id=self.owner(line, home),
            due=line.read("due", lambda cell: line.reader.day(cell, home.today)),
            month=line.read("month", lambda cell: line.reader.month(cell, home.today)),
            kind=line.read("kind", line.reader.kind),
            serves=self._serves(line, home),
            contact=self._contact(line, home),
        )
        carried = line.read("carried", count) or 0
        if not line.is_sound:
            return None
        action = self._planned(line, home, intent)
        if action is not None:
            action.carried = carried
        return action

    def _serves(self, line: LineReader, home: ImportTarget) -> str | None:
        """The reference that an action serves; one that the account does not have is left out."""
        ref = line.text("serves").upper()
        if ref and line.table.headings.is_ours and ref not in home.refs:
            self.plan.unserved.add(ref)
            return None
        return line.read("serves", home.ref)

    def _planned(self, line: LineReader, home: ImportTarget, intent: Intent) -> Action | None:
        """The action; a file tells how things are, and what is overdue there is overdue here."""
        origin = self.origin(home, on=date.min)
        return line.made(lambda: rules.planned(origin, intent, home.first))


def moment(text: str) -> datetime | None:
    """The instant that kam has written into a cell; None for anything else."""
    with suppress(ValueError):
        at = datetime.fromisoformat(text)
        return at if at.tzinfo else None
    return None
