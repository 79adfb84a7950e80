"""Notices about the monthly review."""

from domain.calendar import Month
from domain.notice import Kind
from domain.review import ReviewState
from handlers.blocks.message import Message
from handlers.outbox.composer import Composer, Composition, Moot
from handlers.plan import views as plan_views
from handlers.reviews import views
from services import actions, history, plan, reviews
from services.reviews import ReviewView


def review(composition: Composition) -> Message:
    """The head of the thread, as the review stands now."""
    return views.review(composition.speech, composition.home, _review(composition))


def line(composition: Composition) -> Message:
    """An action left over, and what became of it; moot where that is decided before it is told."""
    planned = composition.original.facts.get("review")
    action = actions.find(composition.uow, composition.account_id, composition.notice.subject or "")
    if action is None or planned is None:
        raise Moot("action or line is gone")
    month = Month.parse(planned)
    is_decided = not action.is_open or action.month >= month
    if is_decided and not composition.is_edit:
        raise Moot("decided already")
    people = {person for person in (action.owner_id, action.closed_by) if person}
    names = history.names(composition.uow, people)
    return views.line(composition.speech, composition.home, action, month, names)


def nudge(composition: Composition) -> Message:
    """Nobody has rolled the plan."""
    return views.nudge(composition.speech, composition.home, _open_review(composition))


def nudge_owner(composition: Composition) -> Message:
    """Remind the owner, in private, that the plan is not rolled yet."""
    return views.nudge_owner(composition.speech, composition.home, _open_review(composition))


def posted(composition: Composition) -> Message:
    """The plan that was rolled."""
    today = composition.home.today(composition.now)
    return plan_views.plan(
        composition.speech, composition.home, plan.sight(composition.uow, composition.home, today)
    )


def _review(composition: Composition) -> ReviewView:
    uow, month = composition.uow, composition.notice.subject or ""
    found = reviews.find(uow, composition.account_id, month)
    if found is None:
        raise Moot("no review")
    return reviews.sight(uow, composition.home, found, composition.now)


def _open_review(composition: Composition) -> ReviewView:
    found = _review(composition)
    if found.review.state is not ReviewState.OPEN:
        raise Moot("not open any more")
    return found


COMPOSERS: dict[Kind, Composer] = {
    Kind.REVIEW: review,
    Kind.REVIEW_EDIT: review,
    Kind.REVIEW_LINE: line,
    Kind.REVIEW_LINE_EDIT: line,
    Kind.NUDGE: nudge,
    Kind.NUDGE_OWNER: nudge_owner,
    Kind.PLAN_POSTED: posted,
}
