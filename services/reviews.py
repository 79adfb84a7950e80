"""The monthly review: opened by the clock or by hand, rolled once, brought to mind thrice."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from domain import agenda as rules
from domain.account import Account
from domain.action import Action, Purpose
from domain.activity import Activity
from domain.agenda import Agenda
from domain.calendar import Month
from domain.errors import NotFound
from domain.notice_kinds import Kind
from domain.permission import Right
from domain.review import AlreadyRolled, Review, is_worth_holding, month_to_plan
from services import actions, history, knowledge, lights, notices, plan, voices
from services import sight as line_of_sight
from services.access import Acting
from services.occurrences import DueOccurrence, latest
from services.review_notices import next_nudge, open_thread, post_plan, redraw_lines
from services.voices import Heard
from storage.unit_of_work import UnitOfWork

ROLLED = "review.rolled"
PUT_OFF = "review.put_off"


SINCE_LIMIT = 200
"""Changes looked at for "what changed since"."""


class NoReview(NotFound):
    """There is no review of this month."""


@dataclass(frozen=True)
class ReviewView:
    """A review, what it goes through as things stand, and what the people in it are called.

    `change`: what was just done to it, by which it can be undone. `heard`: what the voices of the
    team give to talk about.
    """

    review: Review
    agenda: Agenda
    names: dict[str, str]
    is_new: bool = False
    change: Activity | None = None
    heard: Heard = field(default_factory=Heard)


@dataclass(frozen=True)
class News:
    """The changes since the plan was rolled, newest first; since the start if it never was."""

    since: datetime
    month: Month | None
    changes: Sequence[Activity]
    names: dict[str, str]


def open_by_clock(uow: UnitOfWork, occurrences: Sequence[DueOccurrence], now: datetime) -> None:
    """Open the review of the month that the period names, once.

    Of several that an outage let pass only the last is held, because rolling it takes along what
    the others would have left, and not even that once its month is half over: the next one is
    near. That the others are not held is recorded.
    """
    due = latest(occurrences)
    for one in occurrences:
        month = Month.parse(one.period)
        if one in due and is_worth_holding(month, one.account.today(now)):
            review, is_new = begin(uow, one.account, month, one.at, by=None)
            if is_new:
                review.next_nudge_at = next_nudge(uow, one.account, now)
        else:
            _pass_over(uow, one)


def open_by_hand(uow: UnitOfWork, acting: Acting) -> ReviewView:
    """The review that is to be held today, opened if it is not; raises NotAllowed."""
    acting.must(Right.CHANGE)
    month = month_to_plan(acting.today, plan.rolled(uow, acting.account))
    review, is_new = begin(uow, acting.account, month, acting.now, by=acting.person.id)
    return sight(uow, acting.account, review, acting.now, is_new=is_new)


def begin(
    uow: UnitOfWork, account: Account, month: Month, now: datetime, by: str | None
) -> tuple[Review, bool]:
    """The review of this month and whether it is new; a new one is posted in the home channel."""
    review, is_new = uow.reviews.open(account.saved_id, month, now, by)
    if is_new:
        review.next_nudge_at = next_nudge(uow, account, now)
        open_thread(uow, account, review, now)
    return review, is_new


def look(uow: UnitOfWork, acting: Acting, month: Month) -> ReviewView:
    """The review of this month as it stands now; raises NotAllowed, NoReview, AlreadyRolled."""
    acting.must(Right.CHANGE)
    return sight(uow, acting.account, _still_to_roll(uow, acting, month), acting.now)


def sight(
    uow: UnitOfWork, account: Account, review: Review, now: datetime, *, is_new: bool = False
) -> ReviewView:
    """A review for who is known to be allowed to see it."""
    today, window = account.today(now), review.month.window()
    found = uow.actions.planned(account.saved_id, review.ending)
    idle = uow.strategies.idle(account.saved_id, window[0], window[-1])
    agenda = rules.agenda(
        review.month,
        found,
        line_of_sight.scene(uow, account, today, window[-1]),
        today=today,
        present=plan.present(uow, account),
        idle=[Purpose(each.ref, each.text) for each in idle],
        ambers=lights.ambers_of_month(uow, account, review.ending),
        old=knowledge.old_of(uow, account, today),
    )
    people = {review.opened_by, review.rolled_by, review.put_off_by}
    people |= {action.owner_id for action in (*agenda.left, *agenda.done)}
    names = history.names(uow, people)
    heard = voices.heard(uow, account, review.ending, now)
    return ReviewView(review, agenda, names, is_new, heard=heard)


def roll(uow: UnitOfWork, acting: Acting, month: Month) -> ReviewView:
    """Close the month before: what is left is carried over, the plan kept and posted.

    Raises NotAllowed, NoReview, and AlreadyRolled with the name of who was quicker.
    """
    acting.must(Right.CHANGE)
    review = _still_to_roll(uow, acting, month, lock=True)
    changes = _carry_over(uow, acting, month)
    with history.recorded(uow, acting, ROLLED, review) as activity:
        review.roll(acting.person.id, acting.now, snapshot(uow, acting, month))
    uow.flush()
    redraw_lines(uow, acting, review.ref, changes)
    notices.redraw(uow, acting.account, Kind.REVIEW, activity)
    post_plan(uow, acting.account, review, activity)
    return replace(sight(uow, acting.account, review, acting.now), change=activity)


def _carry_over(uow: UnitOfWork, acting: Acting, to: Month) -> list[Activity]:
    changes = []
    for action in uow.actions.open(acting.account_id):
        if action.month < to:
            with history.recorded(uow, acting, actions.CARRIED, action) as activity:
                action.carry_over(to)
            changes.append(activity)
    return changes


def put_off(uow: UnitOfWork, acting: Acting, month: Month, why: str) -> ReviewView:
    """Not this month: nobody is reminded any more, though it can still be rolled.

    Raises NotAllowed, NoReview, AlreadyRolled, TextMissing and TextTooLong.
    """
    acting.must(Right.CHANGE)
    review = _still_to_roll(uow, acting, month, lock=True)
    with history.recorded(uow, acting, PUT_OFF, review, why) as activity:
        review.put_off(acting.person.id, acting.now, why)
    notices.redraw(uow, acting.account, Kind.REVIEW, activity)
    return replace(sight(uow, acting.account, review, acting.now), change=activity)


def snapshot(uow: UnitOfWork, acting: Acting, month: Month) -> dict[str, Any]:
    """The plan as it is rolled, as JSON: the window, and every open action in it or later."""
    live = [each for each in uow.actions.open(acting.account_id) if each.month >= month]
    names = plan.names(uow, live)
    return {
        "months": [str(each) for each in month.window()],
        "actions": [_kept(each, names) for each in live],
    }


def news(uow: UnitOfWork, acting: Acting) -> News:
    """The changes since the plan was rolled last; raises NotAllowed."""
    acting.must(Right.READ)
    last = uow.reviews.last_rolled(acting.account_id)
    since = last.rolled_at if last and last.rolled_at else acting.account.created_at
    changes = uow.activities.since(acting.account_id, since, limit=SINCE_LIMIT)
    names = history.names(uow, {change.by for change in changes})
    return News(since, last.month if last else None, changes, names)


def find(uow: UnitOfWork, account_id: int, ref: str) -> Review | None:
    """The subject of a review's activity."""
    return uow.reviews.get(account_id, Month.parse(ref))


def undone(uow: UnitOfWork, acting: Acting, activity: Activity) -> None:
    """The head of the thread says again that the plan is not rolled, and nothing was carried."""
    if activity.kind == ROLLED:
        _take_back_carried(uow, acting, activity)
    notices.redraw(uow, acting.account, Kind.REVIEW, activity)


def _still_to_roll(uow: UnitOfWork, acting: Acting, month: Month, *, lock: bool = False) -> Review:
    review = uow.reviews.get(acting.account_id, month, lock=lock)
    if review is None:
        raise NoReview
    try:
        review.must_not_be_rolled()
    except AlreadyRolled as error:
        name = history.name(uow, error.by) or error.by
        raise AlreadyRolled(month, name, error.at) from error
    return review


def _pass_over(uow: UnitOfWork, one: DueOccurrence) -> None:
    passed_over = notices.new_notice(
        uow, Kind.REVIEW, period=one.period, now=one.at, account=one.account
    )
    passed_over.skip("a later review is due")
    uow.notices.add_once(passed_over)


def _take_back_carried(uow: UnitOfWork, acting: Acting, rolled: Activity) -> None:
    """Undo the carrying over of actions, unless somebody has changed them since."""
    live = {action.ref: action for action in uow.actions.open(acting.account_id)}
    changes = [
        change
        for change in uow.activities.beside(rolled, actions.CARRIED)
        if change.subject in live and history.stands(change, live[change.subject])
    ]
    for change in changes:
        history.put_back(change, live[change.subject])
        change.undone_at = acting.now
    redraw_lines(uow, acting, rolled.subject, changes)


def _kept(action: Action, names: dict[str, str]) -> dict[str, Any]:
    return {
        "ref": action.ref,
        "text": action.text,
        "owner": names.get(action.owner_id or ""),
        "due": action.due.isoformat() if action.due else None,
        "month": str(action.month),
        "kind": action.kind.value if action.kind else None,
        "serves": action.serves,
        "carried": action.carried,
    }
