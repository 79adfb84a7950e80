"""Lines that set goals."""

import re

from domain import new_goals
from domain.amount import Amount
from domain.goal import Goal, GoalKind, HorizonMissing
from domain.guard import GuardRail, guard_rail
from domain.text import folded
from services.imports.cells import LineReader
from services.imports.entries import EntryLines
from services.imports.errors import NotACount
from services.imports.homes import ImportTarget

DECIMAL = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")

LONGEST = 4
"""Digits of a number of years; more are a slip."""


class GoalLines(EntryLines):
    """Reads goals of every level."""

    def look_at(self, line: LineReader) -> None:
        """Plan the goal, or note what is wrong with the line."""
        if self.is_closed(line):
            return
        home, text = self.home(line), self.text(line)
        level = line.needed("level", line.reader.level)
        if home is None or level is None or not line.is_sound:
            return
        make = self._business if level is GoalKind.BUSINESS else self._soft
        goal = make(line, home, level, text)
        if goal is not None and self.is_new(line, *self._same(home, goal)):
            self.plan.goals.append((home.acting, goal))

    @staticmethod
    def _same(home: ImportTarget, goal: Goal) -> tuple[str | None, tuple[str, str]]:
        """The goal of the account with this text; the two lines that repeat one another."""
        text = folded(goal.text)
        return home.goals.get(text), (home.acting.account.name_key, text)

    def _soft(
        self, line: LineReader, home: ImportTarget, level: GoalKind, text: str
    ) -> Goal | None:
        years = line.read("years", count)
        if years is None and line.is_sound:
            line.wrong("years", HorizonMissing())
        begins = line.read("start", lambda cell: line.reader.day(cell, home.today))
        owner = self.owner(line, home)
        if years is None or not line.is_sound:
            return None
        return line.made(
            lambda: new_goals.soft_goal(self.origin(home, owner, begins), level, text, years)
        )

    def _business(
        self, line: LineReader, home: ImportTarget, _level: GoalKind, text: str
    ) -> Goal | None:
        start = line.read("from", lambda cell: _amount(line, cell))
        target = line.read("to", lambda cell: _amount(line, cell))
        deadline = line.read("by", lambda cell: line.reader.day(cell, home.today))
        begins = line.read("start", lambda cell: line.reader.day(cell, home.today))
        owner, rail = self.owner(line, home), _rail(line)
        if not line.is_sound:
            return None
        return line.made(
            lambda: new_goals.business_goal(
                self.origin(home, owner, begins),  # one that is over may still be open
                text,
                start=start,
                target=target,
                deadline=deadline,
                start_date=begins,
                guard=rail,
            )
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

    As kam writes it, its unit is whatever it was, also one that looks like a number.
    """
    if line.table.headings.is_ours and DECIMAL.fullmatch(cell):
        return Amount(line.reader.amount(cell).value, line.text(unit))
    return line.reader.amount(f"{cell} {line.text(unit)}".strip())


def count(text: str) -> int:
    """A whole number; raises NotACount."""
    if not text.isdecimal() or len(text) > LONGEST:
        raise NotACount(text)
    return int(text)
