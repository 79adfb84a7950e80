"""The notices of a review: its thread, the lines in it, the rolled plan, and reminders to roll."""

from collections.abc import Collection, Sequence
from datetime import datetime

from domain.account import Account
from domain.activity import Activity
from domain.calendar import at_local
from domain.notice import FINAL, PERHAPS_SENT, Notice
from domain.notice_kinds import EDITS, Kind
from domain.review import Review, nudge_day
from domain.routine import RoutineKind
from services import holidays, notices
from services.access import Acting
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
    places = {
        Kind.NUDGE: (account.channel_id, thread.id if thread else None),
        Kind.NUDGE_OWNER: (account.owner_id, None),
    }
    for kind, (to, replies_to) in places.items():
        if to is not None:
            notices.enqueue(
                uow,
                kind,
                period=period,
                to=to,
                now=now,
                account=account,
                subject=review.ref,
                facts={"review": review.ref},
                replies_to=replies_to,
            )
    review.nudged(next_nudge(uow, account, now))


def thread_of(uow: UnitOfWork, review: Review) -> Notice | None:
    """The message at the head of the review's thread."""
    return uow.notices.latest_for(review.account_id, Kind.REVIEW, review.ref)


def open_thread(uow: UnitOfWork, account: Account, review: Review, now: datetime) -> None:
    """Post the head of a review and a line for each action in its thread."""
    facts = {"review": review.ref}
    head = notices.enqueue(
        uow,
        Kind.REVIEW,
        period=review.ref,
        to=account.channel_id,
        now=now,
        account=account,
        subject=review.ref,
        facts=facts,
    )
    uow.flush()
    _enqueue_map(uow, account, review, head, now)
    _enqueue_lines(uow, account, review, head, now)


def reopen_thread(
    uow: UnitOfWork, account: Account, review: Review, again: str, now: datetime
) -> None:
    """Post a running review once more, in the channel where the account lives by now.

    Not where it stands there already.
    """
    thread = thread_of(uow, review)
    if thread is None or thread.to == account.channel_id:
        return
    head = notices.enqueue(
        uow,
        Kind.REVIEW,
        period=f"{review.ref}/{again}",
        to=account.channel_id,
        now=now,
        account=account,
        subject=review.ref,
        facts=thread.facts,
    )
    coming = _led_along(uow, thread, head)
    _enqueue_lines(uow, account, review, head, now, f"/{again}", coming)


def _led_along(uow: UnitOfWork, thread: Notice, head: Notice) -> set[str | None]:
    """Have what has not left for one thread stand in another; what the lines of it are about."""
    waiting = uow.notices.waiting(thread.account_id or 0)
    coming = [each for each in waiting if each.replies_to == thread.id]
    coming = [each for each in coming if each.state not in PERHAPS_SENT]
    for each in coming:
        each.replies_to = head.id
    return {each.subject for each in coming if each.kind is Kind.REVIEW_LINE}


def _enqueue_lines(  # noqa: PLR0917 - what the lines are about, and where they stand
    uow: UnitOfWork,
    account: Account,
    review: Review,
    head: Notice,
    now: datetime,
    again: str = "",
    but: Collection[str | None] = (),
) -> None:
    left = [each for each in uow.actions.open(review.account_id) if each.month < review.month]
    left = [each for each in left if each.ref not in but]
    for action in sorted(left, key=lambda each: (each.month, each.number))[:LINES]:
        notices.enqueue(
            uow,
            Kind.REVIEW_LINE,
            period=f"{review.ref}/{action.ref}{again}",
            to=account.channel_id,
            now=now,
            account=account,
            subject=action.ref,
            facts=head.facts,
            replies_to=head.id,
        )


def _enqueue_map(
    uow: UnitOfWork, account: Account, review: Review, head: Notice, now: datetime
) -> None:
    """The road map, as the first thing in the thread of a review."""
    notices.enqueue(
        uow,
        Kind.MAP,
        period=review.ref,
        to=account.channel_id,
        now=now,
        account=account,
        replies_to=head.id,
    )


def redraw_lines(uow: UnitOfWork, acting: Acting, month: str, changes: Sequence[Activity]) -> None:
    """The lines of what rolling has carried over, or left again."""
    lines = {line.subject: line for line in uow.notices.lines(acting.account_id, month)}
    for change in changes:
        line = lines.get(change.subject)
        if line is not None:
            notices.enqueue(
                uow,
                EDITS[Kind.REVIEW_LINE],
                period=f"{change.id}/{change.undone_at is not None}",
                to=acting.account.channel_id,
                now=acting.now,
                account=acting.account,
                subject=change.subject,
                facts={"activity": change.id},
                edits=line.id,
            )


def post_plan(uow: UnitOfWork, account: Account, review: Review, activity: Activity) -> None:
    """Post the rolled plan in the thread of its review."""
    thread = thread_of(uow, review)
    if thread is not None:
        kind, facts = Kind.PLAN_POSTED, {"review": review.ref}
        notices.of_change(
            uow, account, kind, activity, subject=review.ref, facts=facts, replies_to=thread.id
        )
