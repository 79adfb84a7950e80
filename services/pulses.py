"""The quarterly pulse of relationship goals: asked of each member alone, shown of none."""

from collections.abc import Sequence
from datetime import datetime

from domain.goal import Goal, GoalKind
from domain.notice import Kind, Notice
from domain.permission import Right
from domain.pulse import Pulse, quarter
from domain.quote import relationship
from services import goals, notices
from services.access import Acting
from services.occurrences import DueOccurrence, latest
from storage.unit_of_work import UnitOfWork


def plan(uow: UnitOfWork, occurrences: Sequence[DueOccurrence], now: datetime) -> None:
    """Send every member of every team one question about all of its relationship goals."""
    due = {one.account_id: one for one in latest(occurrences)}
    asked = {goal.account_id for goal in uow.goals.open_of(due, GoalKind.RELATIONSHIP)}
    if not asked:
        return
    teams = uow.accounts.teams(asked)
    told = [(due[each], person_id) for each in teams for person_id in sorted(teams[each])]
    uow.notices.add_all([_question(uow, one, person_id, now) for one, person_id in told])


def _question(uow: UnitOfWork, one: DueOccurrence, person_id: str, now: datetime) -> Notice:
    period, account = f"{one.period}/{person_id}", one.account
    return notices.new_notice(
        uow, Kind.PULSE, period=period, to=person_id, now=now, account=account
    )


def questions(uow: UnitOfWork, account_id: int) -> Sequence[Goal]:
    """The goals that are asked about."""
    return uow.goals.open(account_id, GoalKind.RELATIONSHIP)


def answer(uow: UnitOfWork, acting: Acting, number: int, score: int) -> Goal:
    """Keep one's own answer for this quarter; no trace of it is left in the history.

    Raises UnknownRef, NotARelationshipGoal, GoalClosed and ScoreOutOfRange.
    """
    acting.must(Right.CHANGE)
    goal = relationship(goals.get(uow, acting, number, lock=True))
    period = quarter(acting.today)
    mine = uow.pulses.mine(goal.saved_id, period, acting.person.id) or uow.pulses.add(
        Pulse(
            workspace_id=uow.workspace_id,
            goal_id=goal.saved_id,
            period=period,
            person_id=acting.person.id,
            score=score,
        )
    )
    mine.answer(score)
    return goal
