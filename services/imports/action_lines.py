"""Lines that plan actions."""

from datetime import date

from domain import action as rules
from domain.action import Action, Intent
from services.imports.cells import LineReader
from services.imports.entries import EntryLines
from services.imports.goal_lines import count
from services.imports.homes import ImportTarget, folded


class ActionLines(EntryLines):
    """Reads actions."""

    def look_at(self, line: LineReader) -> None:
        """Plan the action, or note what is wrong with the line."""
        if self.is_closed(line):
            return
        home, text = self.home(line), self.text(line)
        if home is None or not line.is_sound:
            return
        action = self._action(line, home, text)
        if action is not None and self.is_new(line, *self._same(home, action)):
            self.plan.actions.append((home.acting, action))

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
        return line.made(
            lambda: rules.planned(
                intent,
                workspace_id=self.plan.person.workspace_id,
                account_id=0,
                first=home.first,
                by=self.plan.person.id,
                now=self.now,
                today=date.min,
            )
        )
