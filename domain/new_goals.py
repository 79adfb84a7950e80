"""Setting goals: the facts of a new vision, relationship goal or business goal are checked."""

from datetime import date

from domain.amount import Amount
from domain.entity import Origin
from domain.goal import Goal, GoalKind, horizon
from domain.guard import GuardRail
from domain.measure import measurable
from domain.text import sentence


def soft_goal(origin: Origin, kind: GoalKind, text: str, years: int) -> Goal:
    """A vision or a relationship goal.

    Raises TextMissing, TextTooLong and HorizonOutOfRange; ValueError for a business goal.
    """
    if kind is GoalKind.BUSINESS:
        raise ValueError(kind)
    goal = _goal(origin, kind, text, origin.today)
    goal.horizon_years = horizon(years)
    return goal


def business_goal(
    origin: Origin,
    text: str,
    *,
    start: Amount | None,
    target: Amount | None,
    deadline: date | None,
    start_date: date | None = None,
    guard: GuardRail | None = None,
) -> Goal:
    """A goal that can be measured, starting today unless another day is given.

    Raises TextTooLong and what `measure.measurable` raises.
    """
    begins = start_date or origin.today
    measured = measurable(
        metric=text,
        start=start,
        target=target,
        deadline=deadline,
        start_date=begins,
        today=origin.today,
    )
    goal = _goal(origin, GoalKind.BUSINESS, text, begins)
    goal.take(measured)
    goal.take_guard(guard)
    return goal


def _goal(origin: Origin, kind: GoalKind, text: str, begins: date) -> Goal:
    return Goal(
        workspace_id=origin.workspace_id,
        account_id=origin.account_id,
        kind=kind,
        text=sentence(text),
        owner_id=origin.by,
        start_date=begins,
        created_at=origin.now,
    )
