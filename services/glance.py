"""The account at a glance: what to show a colleague before a meeting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.account import Account
from domain.knowledge import KeyInformation
from domain.permission import Right
from domain.routine import RoutineKind
from services import contacts, knowledge, lights, occurrences, plan, standings
from services.access import Acting
from services.contacts import ContactBoard
from services.goal_overviews import GoalOverview, overview_of
from services.lights import Board
from services.occurrences import ReviewDay
from services.plan import PlanView
from services.standings import StrategyOverview as Strategies
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Glance:
    """Every noun of an account as it stands now; `review` is the next one, if one comes.

    `known`: all key information that is true.
    """

    board: Board
    goals: GoalOverview
    plan: PlanView
    strategies: Strategies
    review: ReviewDay | None
    contacts: ContactBoard
    known: Sequence[KeyInformation]


def look(uow: UnitOfWork, acting: Acting) -> Glance:
    """The account at a glance; raises NotAllowed."""
    acting.must(Right.READ)
    return look_at(uow, acting.account, acting.now)


def look_at(uow: UnitOfWork, account: Account, now: datetime) -> Glance:
    """The account at a glance, for readers who are known to be allowed to see it."""
    account_id, today = account.saved_id, account.today(now)
    return Glance(
        board=lights.board_of(uow, account_id, today),
        goals=overview_of(uow, account_id),
        plan=plan.sight(uow, account, today),
        strategies=standings.overview_of(uow, account),
        review=_next_review(uow, account, now),
        contacts=contacts.board_of(uow, account, today),
        known=knowledge.known_of(uow, account),
    )


def _next_review(uow: UnitOfWork, account: Account, now: datetime) -> ReviewDay | None:
    account_id = account.saved_id
    routine = uow.routines.get(account_id, RoutineKind.REVIEW)
    opened = uow.reviews.opened_in([account_id]).get(account_id, ())
    return next(iter(occurrences.coming_reviews(account, routine, opened, now)), None)
