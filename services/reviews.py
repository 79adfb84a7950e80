"""The monthly review: opened by the clock or by hand, rolled once."""

from datetime import datetime

from domain.account import Account
from domain.calendar import Month, at_local
from domain.notice import Kind, Notice
from domain.review import Review, nudge_day
from domain.routine import RoutineKind
from services import holidays, notices
from storage.unit_of_work import UnitOfWork

NUDGE_HOUR = 9
"""When a review is brought to mind, in the account's time zone, unless its routine says else."""


def open_by_clock(uow: UnitOfWork, account: Account, period: str, at: datetime) -> None:
    """What the routine owes: the review of the month `period`, once."""
    begin(uow, account, Month.parse(period), at, by=None)


def begin(
    uow: UnitOfWork, account: Account, month: Month, now: datetime, by: str | None
) -> tuple[Review, bool]:
    """The review of this month and whether it is new; a new one is posted in the home channel."""
    review, is_new = uow.reviews.open(_id(account), month, now, by)
    if is_new:
        review.next_nudge_at = next_nudge(uow, account, now)
        notices.owe(
            uow,
            Kind.REVIEW,
            period=review.ref,
            to=account.channel_id,
            now=now,
            account=account,
            subject=review.ref,
        )
    return review, is_new


def next_nudge(uow: UnitOfWork, account: Account, since: datetime) -> datetime:
    """When a review opened, or brought to mind, at this moment is brought to mind next."""
    routine = uow.routines.get(_id(account), RoutineKind.REVIEW)
    hour, minute = (routine.hour, routine.minute) if routine else (NUDGE_HOUR, 0)
    day = nudge_day(account.today(since), holidays.of(account.country))
    return at_local(day, hour, minute, account.zone)


def nudge(uow: UnitOfWork, account: Account, review: Review, now: datetime) -> None:
    """Bring a review to mind: in its thread, and to the owner."""
    thread = thread_of(uow, review)
    period = f"{review.ref}/{review.nudges + 1}"
    if thread is not None:
        notices.owe(
            uow,
            Kind.NUDGE,
            period=period,
            to=account.channel_id,
            now=now,
            account=account,
            subject=review.ref,
            replies_to=thread.id,
        )
    if account.owner_id is not None:
        notices.owe(
            uow,
            Kind.NUDGE_OWNER,
            period=period,
            to=account.owner_id,
            now=now,
            account=account,
            subject=review.ref,
        )
    review.nudged(next_nudge(uow, account, now))


def thread_of(uow: UnitOfWork, review: Review) -> Notice | None:
    """The parent message of the review's thread."""
    return uow.notices.latest_for(review.account_id, Kind.REVIEW, review.ref)


def _id(account: Account) -> int:
    assert account.id is not None  # noqa: S101 - it came out of the database
    return account.id
