"""Lines that set goals."""

import re
from collections.abc import Callable

from domain import new_goals
from domain.amount import MARKUP, Amount
from domain.goal import Goal, GoalKind, HorizonMissing
from domain.guard import GuardRail, guard_rail
from domain.text import folded
from services.imports.cells import LineReader
from services.imports.entries import EntryLines, day, person
from services.imports.errors import NotACount
from services.imports.homes import ImportTarget

DECIMAL = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")

LONGEST = 4
"""Digits of a number of years; more are a slip."""


class GoalLines(EntryLines[Goal]):
    """Reads goals of every level."""

    def text(self, line: LineReader) -> str:
        """The text of the goal, whose level must be there as well."""
        line.needed("level", line.reader.level)
        return super().text(line)

    def key(self, entry: Goal) -> tuple[str, ...]:
        """Its text, whatever its level."""
        return (folded(entry.text),)

    def read(self, line: LineReader, home: ImportTarget, text: str) -> Callable[[], Goal]:
        """A goal of the level that the line names."""
        level = line.read("level", line.reader.level)
        if level is None or level is GoalKind.BUSINESS:
            return self._business(line, home, text)
        return self._soft(line, home, level, text)

    def _soft(
        self, line: LineReader, home: ImportTarget, level: GoalKind, text: str
    ) -> Callable[[], Goal]:
        years = line.read("years", count)
        if years is None and line.is_sound:
            line.wrong("years", HorizonMissing())
        begins, owner = day(line, "start", home), person(line, "owner", home)
        return lambda: new_goals.soft_goal(
            self.origin(home, owner, begins), level, text, years or 0
        )

    def _business(self, line: LineReader, home: ImportTarget, text: str) -> Callable[[], Goal]:
        start = line.read("from", lambda cell: _amount(line, cell))
        target = line.read("to", lambda cell: _amount(line, cell))
        deadline, begins = day(line, "by", home), day(line, "start", home)
        owner, rail = person(line, "owner", home), _rail(line)
        return lambda: new_goals.business_goal(
            self.origin(home, owner, begins),  # one that is over may still be open
            text,
            start=start,
            target=target,
            deadline=deadline,
            start_date=begins,
            guard=rail,
        )


def _rail(line: LineReader) -> GuardRail | None:
    """The number that must hold on the way to the goal, if the line names one."""
    if not line.text("keeping"):
        return None
    held = line.needed("keeping_at", lambda cell: _amount(line, cell, "keeping_unit"))
    at_most = bool(line.read("keeping_at_most", line.reader.is_yes))
    if held is None:
        return None
    return line.made(lambda: guard_rail(line.text("keeping"), held, is_ceiling=at_most))


def _amount(line: LineReader, cell: str, unit: str = "unit") -> Amount:
    """A number with its unit, which may stand in the column `unit`.

    As kam writes it, its unit is whatever it was, also one that looks like a number; signs of
    markup are in none, so somebody else wrote those.
    """
    is_ours = line.table.headings.is_ours and not MARKUP.search(line.text(unit))
    if is_ours and DECIMAL.fullmatch(cell):
        return Amount(line.reader.amount(cell).value, line.text(unit))
    return line.reader.amount(f"{cell} {line.text(unit)}".strip())


def count(text: str) -> int:
    """A whole number; raises NotACount."""
    if not text.isdecimal() or len(text) > LONGEST:
        raise NotACount(text)
    return int(text)
