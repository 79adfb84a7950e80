"""Notices about the monthly review."""

from domain.calendar import Month
from domain.notice import Kind
from domain.review import Review, ReviewState
from handlers.owed.base import Composer, Moot, Owed
from handlers.views import plan as plan_views
from handlers.views import reviews as views
from handlers.views.message import Message
from services import actions, history, plan, reviews


def review(owed: Owed) -> Message:
    """The head of the thread, as the review stands now."""
    return views.review(owed.speech, owed.home, _sight(owed, _review(owed, owed.notice.subject)))


def line(owed: Owed) -> Message:
    """An action left over; moot once somebody has decided about it."""
    month = Month.parse(owed.notice.facts["review"])
    action = actions.find(owed.uow, owed.account_id, owed.notice.subject or "")
    if action is None or not action.is_open or action.month >= month:
        raise Moot("decided already")
    return _line(owed, month)


def line_edit(owed: Owed) -> Message:
    """The same line, now that somebody has."""
    first = owed.uow.notices.get(owed.notice.edits or 0)
    if first is None:
        raise Moot("no line")
    return _line(owed, Month.parse(first.facts["review"]))


def nudge(owed: Owed) -> Message:
    """Nobody has rolled the plan."""
    return views.nudge(owed.speech, owed.home, _sight(owed, _open_review(owed)))


def nudge_owner(owed: Owed) -> Message:
    """The same, to the owner."""
    return views.nudge_owner(owed.speech, owed.home, _sight(owed, _open_review(owed)))


def posted(owed: Owed) -> Message:
    """The plan that was rolled."""
    today = owed.home.today(owed.now)
    return plan_views.plan(owed.speech, owed.home, plan.sight(owed.uow, owed.home, today))


def _line(owed: Owed, month: Month) -> Message:
    action = actions.find(owed.uow, owed.account_id, owed.notice.subject or "")
    if action is None:
        raise Moot("action is gone")
    people = {person for person in (action.owner_id, action.closed_by) if person}
    names = history.names(owed.uow, people)
    return views.line(owed.speech, owed.home, action, month, names)


def _review(owed: Owed, month: str | None) -> Review:
    found = reviews.find(owed.uow, owed.account_id, month or "")
    if found is None:
        raise Moot("no review")
    return found


def _open_review(owed: Owed) -> Review:
    found = _review(owed, owed.notice.subject)
    if found.state is not ReviewState.OPEN:
        raise Moot("not open any more")
    return found


def _sight(owed: Owed, found: Review) -> reviews.Sight:
    return reviews.sight(owed.uow, owed.home, found, owed.now)


COMPOSERS: dict[Kind, Composer] = {
    Kind.REVIEW: review,
    Kind.REVIEW_EDIT: review,
    Kind.REVIEW_LINE: line,
    Kind.REVIEW_LINE_EDIT: line_edit,
    Kind.NUDGE: nudge,
    Kind.NUDGE_OWNER: nudge_owner,
    Kind.PLAN_POSTED: posted,
}
