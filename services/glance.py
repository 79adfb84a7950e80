"""The account at a glance: what to show a colleague before a meeting."""

from dataclasses import dataclass

from domain.permission import Right
from domain.routine import RoutineKind
from services import goals, lights, plan, review_days, standings
from services.access import Acting
from services.goals import Overview
from services.lights import Board
from services.plan import Sight
from services.review_days import ReviewDay
from services.standings import Overview as Strategies
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Glance:
    """Every noun of an account as it stands now; `review` is the next one, if one comes."""

    board: Board
    goals: Overview
    plan: Sight
    strategies: Strategies
    review: ReviewDay | None


def look(uow: UnitOfWork, acting: Acting) -> Glance:
    """The account at a glance; raises NotAllowed."""
    acting.must(Right.READ)
    return Glance(
        board=lights.board(uow, acting),
        goals=goals.overview(uow, acting),
        plan=plan.show(uow, acting),
        strategies=standings.overview(uow, acting),
        review=_next_review(uow, acting),
    )


def _next_review(uow: UnitOfWork, acting: Acting) -> ReviewDay | None:
    account = acting.account
    routine = uow.routines.get(acting.account_id, RoutineKind.REVIEW)
    opened = uow.reviews.opened_in([acting.account_id]).get(acting.account_id, ())
    ahead = review_days.coming(account, routine, opened, acting.now)
    return next(iter(ahead), None)
