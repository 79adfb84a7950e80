"""Routines: what each kind does when its time has come, and how an account gets its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.account import Account
from domain.confidence import BEFORE_REVIEW
from domain.routine import Routine, RoutineKind
from services import agreeing, asking, digests, pulses, questions, reminders, reviews, slips
from services.occurrences import DueOccurrence
from storage.unit_of_work import UnitOfWork

Plan = Callable[[UnitOfWork, Sequence[DueOccurrence], datetime], None]
"""Enqueues, now, what fell due of one kind: of many accounts, or of one account in an outage.

A period can come twice, where a setting was changed: the second time nothing is enqueued.
"""


def _ask(uow: UnitOfWork, occurrences: Sequence[DueOccurrence], now: datetime) -> None:
    """Remind of what waits for commitment and for agreement, in one message."""
    asking.plan_days(uow, occurrences, now)
    agreeing.plan_days(uow, occurrences, now)


@dataclass(frozen=True)
class Duty:
    """How a kind plans, and when it is done in the account's time zone unless a setting says else.

    A weekly one is done on Mondays, a monthly one so many working days `before` the last.
    """

    plan: Plan
    hour: int = 9
    minute: int = 0
    before: int = 0


DUTIES: dict[RoutineKind, Duty] = {
    RoutineKind.REVIEW: Duty(reviews.open_by_clock),
    RoutineKind.REMINDERS: Duty(reminders.plan_days, hour=8, minute=30),
    RoutineKind.SLIPS: Duty(slips.plan),
    RoutineKind.PULSE: Duty(pulses.plan),
    RoutineKind.CONFIDENCE: Duty(questions.plan, hour=8, before=BEFORE_REVIEW),
    RoutineKind.DIGEST: Duty(digests.plan_weeks),
    RoutineKind.COMMITMENTS: Duty(_ask),
}


def plan(
    uow: UnitOfWork, kind: RoutineKind, occurrences: Sequence[DueOccurrence], now: datetime
) -> None:
    """Enqueue what fell due of one kind."""
    if occurrences:
        DUTIES[kind].plan(uow, occurrences, now)


def begin(uow: UnitOfWork, account: Account) -> None:
    """Give a new account its routines."""
    uow.routines.add_all(first(account))


def first(account: Account) -> list[Routine]:
    """The routines of a new account, at the hours of docs/method.md."""
    return [
        Routine(
            workspace_id=account.workspace_id,
            account_id=account.saved_id,
            kind=kind,
            hour=duty.hour,
            minute=duty.minute,
            before=duty.before,
            counts_from=account.created_at,
        )
        for kind, duty in DUTIES.items()
    ]
