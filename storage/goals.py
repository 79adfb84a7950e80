"""Goals of an account, and everything that hangs on them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.orm.attributes import set_committed_value

from domain.activity import ChangedSince
from domain.agreement import Agreement
from domain.goal import Goal, GoalKind, GoalState
from domain.milestone import Milestone, MilestoneState
from domain.progress import Progress
from domain.pulse import Pulse
from domain.quote import Quote
from storage.repository import Numbered, Repository
from storage.tables import agreements, goals, milestones, progress, pulses, quotes


class Goals(Numbered[Goal]):
    """Goals on the three upper levels, open and closed."""

    kind = Goal

    def open(self, account_id: int, kind: GoalKind | None = None) -> Sequence[Goal]:
        """Open goals of the account, by number; of one level, if it is named."""
        query = select(Goal).where(
            goals.c.account_id == account_id, goals.c.state == GoalState.OPEN
        )
        if kind is not None:
            query = query.where(goals.c.kind == kind)
        return self.session.scalars(query.order_by(goals.c.number)).all()

    def open_at(self, account_id: int, at: datetime) -> Sequence[Goal]:
        """Goals of the account that are open, or still were at this moment, by number."""
        was_open = or_(goals.c.state == GoalState.OPEN, goals.c.closed_at > at)
        return self.session.scalars(
            select(Goal).where(goals.c.account_id == account_id, was_open).order_by(goals.c.number)
        ).all()

    def open_of(self, account_ids: Collection[int], kind: GoalKind) -> Sequence[Goal]:
        """Open goals of a level in many accounts."""
        return self.session.scalars(
            select(Goal)
            .where(
                goals.c.account_id.in_(account_ids),
                goals.c.kind == kind,
                goals.c.state == GoalState.OPEN,
            )
            .order_by(goals.c.account_id, goals.c.number)
        ).all()

    def numbered(self, account_id: int, numbers: Collection[int]) -> Sequence[Goal]:
        """The account's goals with these numbers, open or closed."""
        return self.session.scalars(
            select(Goal).where(
                goals.c.account_id == account_id, goals.c.number.in_(sorted(numbers))
            )
        ).all()

    def refs(self, account_id: int) -> dict[int, str]:
        """The short reference of every goal of the account, by id."""
        rows = self.session.execute(
            select(goals.c.id, goals.c.number).where(
                goals.c.workspace_id == self.workspace_id, goals.c.account_id == account_id
            )
        )
        return {goal_id: f"G{number}" for goal_id, number in rows}


class Agreements(Repository[Agreement]):
    """Signatures, valid and outdated."""

    kind = Agreement

    def of(self, goal_ids: Collection[int]) -> Sequence[Agreement]:
        """Signatures to these goals, oldest first."""
        return self.session.scalars(
            select(Agreement).where(agreements.c.goal_id.in_(goal_ids)).order_by(agreements.c.id)
        ).all()


class Milestones(Numbered[Milestone]):
    """Milestones on the way to business goals."""

    kind = Milestone

    def of(self, goal_ids: Collection[int]) -> Sequence[Milestone]:
        """Milestones of these goals, the earliest due first."""
        return self.session.scalars(
            select(Milestone)
            .where(milestones.c.goal_id.in_(goal_ids))
            .order_by(milestones.c.due, milestones.c.number)
        ).all()

    def turn(self, turned: Mapping[Milestone, MilestoneState]) -> None:
        """Give milestones their new states, with one statement for each old and new state.

        Raises ChangedSince where another transaction has turned one of them meanwhile.
        """
        ways: dict[tuple[MilestoneState, MilestoneState], list[Milestone]] = {}
        for one, state in turned.items():
            ways.setdefault((one.state, state), []).append(one)
        for (before, after), those in ways.items():
            self._turn(those, before, after)

    def _turn(
        self, those: Sequence[Milestone], before: MilestoneState, after: MilestoneState
    ) -> None:
        self.session.flush()
        done = self.session.execute(
            update(milestones)
            .where(
                milestones.c.workspace_id == self.workspace_id,
                milestones.c.id.in_([one.id for one in those]),
                milestones.c.state == before,
            )
            .values(state=after, version=milestones.c.version + 1)
            .returning(milestones.c.id, milestones.c.version)
        )
        versions: dict[int, int] = dict(done.all())
        if len(versions) != len(those):
            raise ChangedSince("", "", None, None)
        for one in those:
            set_committed_value(one, "state", after)
            set_committed_value(one, "version", versions[one.saved_id])


class ProgressLog(Repository[Progress]):
    """What was measured, corrected measurements included."""

    kind = Progress

    def of(self, goal_ids: Collection[int]) -> Sequence[Progress]:
        """Measurements of these goals, in the order they were recorded."""
        return self.session.scalars(
            select(Progress).where(progress.c.goal_id.in_(goal_ids)).order_by(progress.c.id)
        ).all()


class Quotes(Repository[Quote]):
    """What the customer said."""

    kind = Quote

    def beside(self, goal_ids: Collection[int], account_id: int, limit: int) -> Sequence[Quote]:
        """The latest quotes beside these goals or beside none, newest first."""
        return self.session.scalars(
            select(Quote)
            .where(quotes.c.account_id == account_id, _beside(goal_ids))
            .order_by(quotes.c.at.desc(), quotes.c.id.desc())
            .limit(limit)
        ).all()


class Pulses(Repository[Pulse]):
    """Answers to the quarterly question, each one member's own."""

    kind = Pulse

    def mine(self, goal_id: int, period: str, person_id: str) -> Pulse | None:
        """One member's answer, for them to change."""
        return self.session.scalar(
            select(Pulse).where(
                and_(
                    pulses.c.goal_id == goal_id,
                    pulses.c.period == period,
                    pulses.c.person_id == person_id,
                )
            )
        )

    def of(self, goal_ids: Collection[int]) -> Sequence[Pulse]:
        """Every answer for these goals: to be counted, never to be shown."""
        return self.session.scalars(
            select(Pulse).where(pulses.c.goal_id.in_(goal_ids)).order_by(pulses.c.id)
        ).all()


def _beside(goal_ids: Collection[int]) -> ColumnElement[bool]:
    conditions: list[Any] = [quotes.c.goal_id.is_(None), quotes.c.goal_id.in_(goal_ids)]
    return or_(*conditions)
