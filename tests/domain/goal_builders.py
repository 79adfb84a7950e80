"""Goals, milestones and progress as the tests of the domain need them."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

from domain.amount import Amount
from domain.entity import Origin
from domain.goal import Goal
from domain.milestone import Milestone
from domain.new_goals import business_goal
from domain.progress import Progress

START = date(2026, 4, 1)
DEADLINE = date(2027, 12, 31)
NOW = datetime(2026, 4, 1, 8, tzinfo=UTC)


def a_goal(
    start: str = "2",
    target: str = "5",
    unit: str = "products",
    *,
    start_date: date = START,
    deadline: date = DEADLINE,
) -> Goal:
    """G2 of account 1, with id 7: from 2 to 5 products by the end of 2027."""
    goal = business_goal(
        Origin("T1", 1, "U1", NOW, start_date),
        "Products sold",
        start=Amount(Decimal(start), unit),
        target=Amount(Decimal(target), unit),
        deadline=deadline,
    )
    goal.id, goal.number = 7, 2
    return goal


def a_milestone(value: str = "3", due: date = date(2026, 10, 31), number: int = 4) -> Milestone:
    """M4: 3 by the end of October 2026."""
    return Milestone(
        workspace_id="T1",
        account_id=1,
        goal_id=7,
        number=number,
        value=Decimal(value),
        due=due,
    )


def measured(values: Mapping[date, str | int] | Mapping[date, str]) -> list[Progress]:
    """Progress by day."""
    return [
        Progress(
            workspace_id="T1",
            account_id=1,
            goal_id=7,
            value=Decimal(value),
            on=day,
            by="U1",
            at=NOW,
        )
        for day, value in values.items()
    ]
