"""The monthly question in the review: differences, broken promises, old strategies."""

from dataclasses import dataclass
from datetime import date, datetime

from domain import confidence, voices
from domain.account import Account
from domain.calendar import Month
from domain.goal import GoalKind
from domain.strategy import Strategy
from domain.voices import Difference
from services import goals, questions
from services.courses import courses_of
from services.goal_overviews import pulses
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Heard:
    """The points to talk about in the review that ends a month.

    `unkept`: strategies whose promises were not kept two months in a row. `old`: strategies that
    nobody has worded or confirmed for half a year.
    """

    differences: tuple[Difference, ...] = ()
    unkept: tuple[Strategy, ...] = ()
    old: tuple[Strategy, ...] = ()


def heard(uow: UnitOfWork, account: Account, ending: Month, now: datetime) -> Heard:
    """The voices of an account; as many statements for much as for little."""
    active = uow.strategies.active([account.saved_id])
    said = questions.parts(uow, [each.saved_id for each in active])
    today = account.today(now)
    return Heard(
        tuple(_of_business(uow, account, today) + _of_relationships(uow, account, now)),
        unkept=tuple(
            each
            for each in active
            if each.saved_id in said and confidence.are_unkept(said[each.saved_id].reports, ending)
        ),
        old=tuple(each for each in active if each.is_to_be_reconsidered(today)),
    )


def _of_business(uow: UnitOfWork, account: Account, today: date) -> list[Difference]:
    business = uow.goals.open(account.saved_id, GoalKind.BUSINESS)
    sure = questions.confidences(uow, business)
    if not any(sure.values()):
        return []
    found = [
        voices.of_business(one.goal, one.milestones, one.progress, said, today)
        for goal_id, one in courses_of(uow, business).items()
        if (said := sure.get(goal_id)) is not None
    ]
    return [each for each in found if each is not None]


def _of_relationships(uow: UnitOfWork, account: Account, now: datetime) -> list[Difference]:
    soft = uow.goals.open(account.saved_id, GoalKind.RELATIONSHIP)
    felt = pulses(uow, soft)
    if not any(felt.values()):
        return []
    last = uow.quotes.last_of(goals.ids_of(soft))
    found = [
        voices.of_relationship(goal, last.get(goal.saved_id), said, now)
        for goal in soft
        if (said := felt[goal.saved_id]) is not None
    ]
    return [each for each in found if each is not None]
