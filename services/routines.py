"""Routines: what each kind does when its time has come, and how an account gets its own."""

from collections.abc import Callable, Sequence
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


PLANNERS: dict[RoutineKind, Plan] = {
    RoutineKind.REMINDERS: reminders.plan_days,
    RoutineKind.REVIEW: reviews.open_by_clock,
    RoutineKind.SLIPS: slips.plan,
    RoutineKind.PULSE: pulses.plan,
    RoutineKind.CONFIDENCE: questions.plan,
    RoutineKind.DIGEST: digests.plan_weeks,
    RoutineKind.COMMITMENTS: _ask,
}
"""What each kind plans."""


def plan(
    uow: UnitOfWork, kind: RoutineKind, occurrences: Sequence[DueOccurrence], now: datetime
) -> None:
    """Enqueue what fell due of one kind."""
    if occurrences:
        PLANNERS[kind](uow, occurrences, now)


HOURS = {
    RoutineKind.REVIEW: (9, 0),
    RoutineKind.REMINDERS: (8, 30),
    RoutineKind.SLIPS: (9, 0),
    RoutineKind.PULSE: (9, 0),
    RoutineKind.CONFIDENCE: (8, 0),
    RoutineKind.DIGEST: (9, 0),
    RoutineKind.COMMITMENTS: (9, 0),
}
"""When each kind is done, in the account's time zone, unless a setting says else.

A weekly one is done on Mondays.
"""


BEFORE = {RoutineKind.CONFIDENCE: BEFORE_REVIEW}
"""How many working days before the last of the month a monthly one is done, unless on that."""


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
            hour=hour,
            minute=minute,
            before=BEFORE.get(kind, 0),
            counts_from=account.created_at,
        )
        for kind, (hour, minute) in HOURS.items()
    ]
