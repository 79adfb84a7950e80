"""The queries of the portfolio, for many accounts at once: a statement each, never one a row."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter

from sqlalchemy import ColumnElement, Select, Table, and_, func, or_, select

from domain.calendar import Month
from domain.goal import GoalState
from domain.light import Colour
from domain.milestone import MilestoneState
from storage.accounts import members
from storage.actions import OPEN, actions
from storage.activities import activities
from storage.goals import goals
from storage.lights import IS_LIT, lights
from storage.milestones import milestones
from storage.repository import Scoped, Value, sets
from storage.reviews import reviews

Ids = Collection[int]

AHEAD = milestones.c.state != MilestoneState.REACHED

MANY = 500
"""Ids from which on a list of them costs a database more than the rows that it leaves out."""


@dataclass(frozen=True)
class KnownLight:
    """A light's number and colour; a cleared one keeps the colour that it had."""

    account_id: int
    ref: str
    colour: Colour
    is_open: bool


@dataclass(frozen=True)
class Unreached:
    """A milestone that is not reached, or an action that is not done, and when it is due."""

    ref: str
    due: date


@dataclass(frozen=True)
class Late:
    """An open action that is overdue or undated: when it was due, and the month it belongs to."""

    due: date | None
    month: Month


@dataclass(frozen=True)
class ColourChange:
    """The colours of a light before and after a change; `before` None where it was new."""

    account_id: int
    ref: str
    at: datetime
    kind: str
    before: dict[str, str] | None


class Portfolios(Scoped):
    """Facts of accounts by their ids."""

    def colours(self, ids: Ids) -> dict[int, set[Colour]]:
        """The colours of the open lights of each account."""
        colours = select(lights.c.account_id, lights.c.colour).distinct()
        return sets(self.session.execute(colours.where(self._of(lights, ids), IS_LIT)))

    def lights(self, ids: Ids, since: datetime) -> list[KnownLight]:
        """The lights that are open, or were at some time after `since`."""
        rows = self.session.execute(
            select(lights.c.account_id, lights.c.number, lights.c.colour, lights.c.cleared_at)
            .where(self._of(lights, ids))
            .where(IS_LIT | (lights.c.cleared_at > since))
        )
        return [
            KnownLight(account_id, f"L{number}", colour, is_open=cleared_at is None)
            for account_id, number, colour, cleared_at in rows
        ]

    def light_changes(
        self, ids: Ids, kinds: Collection[str], since: datetime
    ) -> list[ColourChange]:
        """Changes of lights after `since` that still stand."""
        of = activities.c
        rows = self.session.execute(
            select(of.account_id, of.subject, of.at, of.kind, of.before)
            .where(self._of(activities, ids), of.kind.in_(sorted(kinds)))
            .where(of.at > since, of.undone_at.is_(None))
            .order_by(of.id)
        )
        return [ColourChange(*row) for row in rows]

    def changes(self, ids: Ids, since: datetime) -> dict[int, dict[str, int]]:
        """How often each kind of change happened after `since` and still stands, by account."""
        rows = self.session.execute(
            select(activities.c.account_id, activities.c.kind, func.count())
            .where(self._of(activities, ids))
            .where(activities.c.at > since, activities.c.undone_at.is_(None))
            .group_by(activities.c.account_id, activities.c.kind)
        )
        found: dict[int, dict[str, int]] = defaultdict(dict)
        for account_id, kind, count in rows:
            found[account_id][kind] = count
        return found

    def unreached(self, ids: Ids, before: date) -> dict[int, list[Unreached]]:
        """The unreached milestones of open goals that were due before this day, by account."""
        late = self._stages(ids).where(AHEAD, milestones.c.due < before)
        rows = self.session.execute(late.order_by(milestones.c.due, milestones.c.number))
        return _lists((at, Unreached(f"M{number}", due)) for at, number, due in rows)

    def at_risk(self, ids: Ids) -> dict[int, list[str]]:
        """The milestones of open goals that are at risk, by account, the earliest first."""
        at_risk = self._stages(ids).where(milestones.c.state == MilestoneState.AT_RISK)
        rows = self.session.execute(at_risk.order_by(milestones.c.due, milestones.c.number))
        return _lists((at, f"M{number}") for at, number, _due in rows)

    def late(self, ids: Ids, before: date) -> dict[int, list[Late]]:
        """The open actions that were due before this day, or lack a date by then, by account."""
        undated = and_(actions.c.due.is_(None), actions.c.month <= Month.of(before))
        late = (OPEN, or_(actions.c.due < before, undated))
        steps = select(actions.c.account_id, actions.c.due, actions.c.month)
        rows = self.session.execute(steps.where(self._of(actions, ids), *late))
        return _lists((at, Late(due, month)) for at, due, month in rows)

    def versions(self, ids: Ids) -> dict[int, str]:
        """A text for each account that is another after every change and every undo."""
        of = activities.c
        rows = self.session.execute(
            select(of.account_id, func.max(of.id), func.count(of.undone_at))
            .where(self._of(activities, ids))
            .group_by(of.account_id)
        )
        return {account_id: f"{latest}/{undone}" for account_id, latest, undone in rows}

    def version(self) -> str:
        """A text that is another after every change and every undo in any account."""
        found = select(func.max(activities.c.id), func.count(activities.c.undone_at))
        latest, undone = self.session.execute(found.where(self.ours(activities))).one()
        return f"{latest}/{undone}"

    def coming(self, ids: Ids, until: date) -> dict[int, list[Unreached]]:
        """Open actions and unreached milestones due by then, by account, the earliest first."""
        steps = select(actions.c.account_id, actions.c.number, actions.c.due)
        soon = steps.where(self._of(actions, ids), OPEN, actions.c.due <= until)
        stages = self._stages(ids).where(AHEAD, milestones.c.due <= until)
        found = _lists(
            (at, Unreached(f"{letter}{number}", due))
            for letter, query in (("A", soon), ("M", stages))
            for at, number, due in self.session.execute(query)
        )
        return {at: sorted(each, key=attrgetter("due")) for at, each in found.items()}

    def rolled(self, ids: Ids, since: Month) -> dict[int, set[Month]]:
        """The months from `since` on whose review is done, by account."""
        rows = self.session.execute(
            select(reviews.c.account_id, reviews.c.month)
            .where(self._of(reviews, ids), reviews.c.rolled_at.is_not(None))
            .where(reviews.c.month >= since)
        )
        return sets(rows)

    def teams_of(self, person_id: str) -> set[int]:
        """The ids of the accounts in whose team this person is."""
        theirs = (self.ours(members), members.c.person_id == person_id)
        return set(self.session.scalars(select(members.c.account_id).where(*theirs)))

    def _stages(self, ids: Ids) -> Select[int, int, date]:
        """The milestones of the open goals of these accounts."""
        return (
            select(milestones.c.account_id, milestones.c.number, milestones.c.due)
            .join(goals, goals.c.id == milestones.c.goal_id)
            .where(self._of(milestones, ids), goals.c.state == GoalState.OPEN)
        )

    def _of(self, table: Table, ids: Ids) -> ColumnElement[bool]:
        """Rows of these accounts; where they are many, of all: who asks looks them up by id."""
        return self.ours(table) if len(ids) > MANY else self.within(table, ids)


def _lists(found: Iterable[tuple[int, Value]]) -> dict[int, list[Value]]:
    """The values of each account, in the order in which they were found."""
    lists: dict[int, list[Value]] = defaultdict(list)
    for account_id, value in found:
        lists[account_id].append(value)
    return lists
