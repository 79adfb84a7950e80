"""The notices of a review: its thread, the lines in it, the rolled plan, and reminders to roll."""

from collections.abc import Sequence
from datetime import datetime
from typing import Unpack

from domain.account import Account
from domain.action import Action
from domain.activity import Activity
from domain.calendar import at_local
from domain.notice import FINAL, PERHAPS_SENT, Notice
from domain.notice_kinds import EDITS, Kind
from domain.review import Review, nudge_day
from domain.routine import RoutineKind
from services import holidays, notices
from services.access import Acting
from services.notices import NoticeFacts, OptionalFacts
from storage.unit_of_work import UnitOfWork

LINES = 25
"""Actions left over that get a line of their own in the thread; the rest is counted."""

NUDGE_HOUR = 9
"""When a review is brought to mind, in the account's time zone, unless its routine says else."""


def next_nudge(uow: UnitOfWork, account: Account, since: datetime) -> datetime:
    """When a review opened, or brought to mind, at this moment is brought to mind next."""
    routine = uow.routines.get(account.saved_id, RoutineKind.REVIEW)
    hour, minute = (routine.hour, routine.minute) if routine else (NUDGE_HOUR, 0)
    day = nudge_day(account.today(since), holidays.of(account.country))
    return at_local(day, hour, minute, account.zone)


def nudge(uow: UnitOfWork, account: Account, review: Review, now: datetime) -> None:
    """Bring a review to mind: in its thread, and to the owner; no more once its month is over.

    The first time counts from when it was posted, however late that was; a review that is still
    held is not brought to mind.
    """
    if review.is_over(account.today(now)):
        review.next_nudge_at = None
        return
    thread = thread_of(uow, review)
    if thread and not review.nudges and (thread.sent_at or thread.state not in FINAL):
        counted = next_nudge(uow, account, thread.sent_at or now)
        if counted > now:
            review.next_nudge_at = counted
            return
    period = f"{review.ref}/{review.nudges + 1}"
    in_thread = _about(account, review, period, now, replies_to=thread.id if thread else None)
    notices.enqueue(uow, Kind.NUDGE, **in_thread)
    if account.owner_id is not None:
        to_owner = _about(account, review, period, now, to=account.owner_id)
        notices.enqueue(uow, Kind.NUDGE_OWNER, **to_owner)
    review.nudged(next_nudge(uow, account, now))


def thread_of(uow: UnitOfWork, review: Review) -> Notice | None:
    """The message at the head of the review's thread."""
    return uow.notices.latest_for(review.account_id, Kind.REVIEW, review.ref)


def open_thread(uow: UnitOfWork, account: Account, review: Review, now: datetime) -> None:
    """Post the head of a review and a line for each action in its thread."""
    head = notices.enqueue(uow, Kind.REVIEW, **_about(account, review, review.ref, now))
    uow.flush()
    period, thread = review.ref, head.id
    notices.enqueue(uow, Kind.MAP, period=period, now=now, account=account, replies_to=thread)
    _enqueue_lines(uow, account, head, _left(uow, review))


def reopen_thread(
    uow: UnitOfWork, account: Account, review: Review, again: str, now: datetime
) -> None:
    """Post a running review once more, in the channel where the account lives by now.

    Not where it stands there already.
    """
    thread = thread_of(uow, review)
    if thread is None or thread.to == account.channel_id:
        return
    period = f"{review.ref}/{again}"
    head = notices.enqueue(uow, Kind.REVIEW, **_about(account, review, period, now))
    coming = _led_along(uow, thread, head)
    left = [each for each in _left(uow, review) if each.ref not in coming]
    _enqueue_lines(uow, account, head, left, f"/{again}")


def _led_along(uow: UnitOfWork, thread: Notice, head: Notice) -> set[str | None]:
    """Have what has not left for one thread stand in another; what the lines of it are about."""
    waiting = uow.notices.waiting(thread.account_id or 0)
    coming = [each for each in waiting if each.replies_to == thread.id]
    coming = [each for each in coming if each.state not in PERHAPS_SENT]
    for each in coming:
        each.replies_to = head.id
    return {each.subject for each in coming if each.kind is Kind.REVIEW_LINE}


def _about(
    account: Account, review: Review, period: str, now: datetime, **more: Unpack[OptionalFacts]
) -> NoticeFacts:
    about: OptionalFacts = {"subject": review.ref, "facts": {"review": review.ref}}
    return {"period": period, "now": now, "account": account, **about, **more}


def _left(uow: UnitOfWork, review: Review) -> list[Action]:
    """The actions of the months before that are still open, the oldest first."""
    left = [each for each in uow.actions.open(review.account_id) if each.month < review.month]
    return sorted(left, key=lambda each: (each.month, each.number))


def _enqueue_lines(
    uow: UnitOfWork, account: Account, head: Notice, left: Sequence[Action], again: str = ""
) -> None:
    """A line in the thread under `head` for each of these actions, but for those past LINES."""
    for action in left[:LINES]:
        notices.enqueue(
            uow,
            Kind.REVIEW_LINE,
            period=f"{head.subject}/{action.ref}{again}",
            now=head.due_at,
            account=account,
            subject=action.ref,
            facts=head.facts,
            replies_to=head.id,
        )


def redraw_lines(uow: UnitOfWork, acting: Acting, month: str, changes: Sequence[Activity]) -> None:
    """The lines of what rolling has carried over, or left again."""
    lines = {line.subject: line for line in uow.notices.lines(acting.account_id, month)}
    for change in changes:
        line = lines.get(change.subject)
        if line is not None:
            facts = notices.rewriting(acting.account, line, change)
            notices.enqueue(uow, EDITS[Kind.REVIEW_LINE], **facts)


def post_plan(uow: UnitOfWork, account: Account, review: Review, activity: Activity) -> None:
    """Post the rolled plan in the thread of its review."""
    thread = thread_of(uow, review)
    if thread is not None:
        kind, facts = Kind.PLAN_POSTED, {"review": review.ref}
        notices.of_change(
            uow, account, kind, activity, subject=review.ref, facts=facts, replies_to=thread.id
        )
