"""Setting goals: the facts of a new vision, relationship goal or business goal are checked."""

from datetime import date, datetime

from domain.amount import Amount
from domain.goal import Goal, GoalKind, horizon
from domain.guard import GuardRail
from domain.measure import measurable
from domain.text import sentence


def soft_goal(  # noqa: PLR0913 - a goal has this many facts
    *,
    workspace_id: str,
    account_id: int,
    number: int,
    kind: GoalKind,
    text: str,
    years: int,
    by: str,
    now: datetime,
    today: date,
) -> Goal:
    """A vision or a relationship goal.

    Raises TextMissing, TextTooLong and HorizonOutOfRange; ValueError for a business goal.
    """
    if kind is GoalKind.BUSINESS:
        raise ValueError(kind)
    return Goal(
        workspace_id=workspace_id,
        account_id=account_id,
        number=number,
        kind=kind,
        text=sentence(text),
        owner_id=by,
        start_date=today,
        created_at=now,
        horizon_years=horizon(years),
    )


def business_goal(  # noqa: PLR0913 - a goal has this many facts
    *,
    workspace_id: str,
    account_id: int,
    number: int,
    text: str,
    start: Amount | None,
    target: Amount | None,
    deadline: date | None,
    by: str,
    now: datetime,
    today: date,
    start_date: date | None = None,
    guard: GuardRail | None = None,
) -> Goal:
    """A goal that can be measured, starting today unless another day is given.

    Raises TextTooLong and what `measure.measurable` raises.
    """
    begins = start_date or today
    measured = measurable(
        metric=text, start=start, target=target, deadline=deadline, start_date=begins, today=today
    )
    goal = Goal(
        workspace_id=workspace_id,
        account_id=account_id,
        number=number,
        kind=GoalKind.BUSINESS,
        text=sentence(text),
        owner_id=by,
        start_date=begins,
        created_at=now,
    )
    goal.take(measured)
    goal.take_guard(guard)
    return goal
