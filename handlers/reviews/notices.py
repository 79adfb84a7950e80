"""Notices about the monthly review."""

from domain.calendar import Month
from domain.notice import Kind
from domain.review import Review, ReviewState
from handlers.blocks.message import Message
from handlers.outbox.composer import Composer, Composition, Moot
from handlers.plan import views as plan_views
from handlers.reviews import views
from services import actions, history, plan, reviews


def review(composition: Composition) -> Message:
    """The head of the thread, as the review stands now."""
    return views.review(
        composition.speech,
        composition.home,
        _sight(composition, _review(composition, composition.notice.subject)),
    )


def line(composition: Composition) -> Message:
    """An action left over; moot once somebody has decided about it."""
    month = Month.parse(composition.notice.facts["review"])
    action = actions.find(composition.uow, composition.account_id, composition.notice.subject or "")
    if action is None or not action.is_open or action.month >= month:
        raise Moot("decided already")
    return _line(composition, month)


def line_edit(composition: Composition) -> Message:
    """Draw the line of the month anew, now that the plan was rolled or put off."""
    first = composition.uow.notices.get(composition.notice.edits or 0)
    if first is None:
        raise Moot("no line")
    return _line(composition, Month.parse(first.facts["review"]))


def nudge(composition: Composition) -> Message:
    """Nobody has rolled the plan."""
    return views.nudge(
        composition.speech, composition.home, _sight(composition, _open_review(composition))
    )


def nudge_owner(composition: Composition) -> Message:
    """Remind the owner, in private, that the plan is not rolled yet."""
    return views.nudge_owner(
        composition.speech, composition.home, _sight(composition, _open_review(composition))
    )


def posted(composition: Composition) -> Message:
    """The plan that was rolled."""
    today = composition.home.today(composition.now)
    return plan_views.plan(
        composition.speech, composition.home, plan.sight(composition.uow, composition.home, today)
    )


def _line(composition: Composition, month: Month) -> Message:
    action = actions.find(composition.uow, composition.account_id, composition.notice.subject or "")
    if action is None:
        raise Moot("action is gone")
    people = {person for person in (action.owner_id, action.closed_by) if person}
    names = history.names(composition.uow, people)
    return views.line(composition.speech, composition.home, action, month, names)


def _review(composition: Composition, month: str | None) -> Review:
    found = reviews.find(composition.uow, composition.account_id, month or "")
    if found is None:
        raise Moot("no review")
    return found


def _open_review(composition: Composition) -> Review:
    found = _review(composition, composition.notice.subject)
    if found.state is not ReviewState.OPEN:
        raise Moot("not open any more")
    return found


def _sight(composition: Composition, found: Review) -> reviews.ReviewView:
    return reviews.sight(composition.uow, composition.home, found, composition.now)


COMPOSERS: dict[Kind, Composer] = {
    Kind.REVIEW: review,
    Kind.REVIEW_EDIT: review,
    Kind.REVIEW_LINE: line,
    Kind.REVIEW_LINE_EDIT: line_edit,
    Kind.NUDGE: nudge,
    Kind.NUDGE_OWNER: nudge_owner,
    Kind.PLAN_POSTED: posted,
}
