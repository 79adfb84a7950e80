"""Routines: what each kind owes when its time has come, and how an account gets its own."""

from collections.abc import Callable
from datetime import datetime

from domain.account import Account
from domain.routine import Routine, RoutineKind
from services import reminders, reviews
from storage.unit_of_work import UnitOfWork

Plan = Callable[[UnitOfWork, Account, str, datetime], None]
"""Owes what falls due for an account: `period` makes it unique, the instant is when it was due."""

PLANNERS: dict[RoutineKind, Plan] = {
    RoutineKind.REVIEW: reviews.open_by_clock,
    RoutineKind.REMINDERS: reminders.plan_day,
}
"""What each kind plans."""

HOURS = {RoutineKind.REVIEW: (9, 0), RoutineKind.REMINDERS: (8, 30)}
"""When each kind is done, in the account's time zone, unless a setting says else."""


def begin(uow: UnitOfWork, account: Account) -> None:
    """Give a new account its routines, at the hours of design, section 1."""
    for kind, (hour, minute) in HOURS.items():
        uow.routines.add(
            Routine(
                workspace_id=uow.workspace_id,
                account_id=account.id or 0,
                kind=kind,
                hour=hour,
                minute=minute,
            )
        )
