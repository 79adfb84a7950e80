"""`/kam review`, the buttons in its thread, and its modals."""

from domain.calendar import Month
from domain.permission import Right
from handlers.blocks.message import Message, Open
from handlers.grammar.grammar import Buttons, Command, Form, Windows
from handlers.grammar.use_cases import ChangeRun, drawn
from handlers.history import views as history_views
from handlers.request import Request
from handlers.reviews import buttons, views
from handlers.reviews.buttons import OfReview
from handlers.reviews.forms import later_form, preview
from language.arguments.elements import Literal
from language.speech import mark
from services import reviews


def open_review(request: Request) -> Message:
    """Open the review, or show it as it stands."""
    acting = request.acting(Right.CHANGE)
    return views.opened(request.speech, acting.account, reviews.open_by_hand(request.uow, acting))


def changes(request: Request) -> Message:
    """Show the changes since the plan was rolled."""
    acting = request.acting(Right.READ)
    news = reviews.news(request.uow, acting)
    lines = [
        history_views.line(request.speech, acting.account, change, news.names)
        for change in news.changes
    ]
    is_cut = len(lines) == reviews.SINCE_LIMIT
    return views.news(request.speech, acting.account, news, lines, is_cut=is_cut)


def press_changes(request: Request, month: Month) -> Message:  # noqa: ARG001 - always the latest
    """Show the changes since the plan was rolled, asked from the message of any review."""
    return changes(request)


def ask_to_roll(request: Request, month: Month) -> Open:
    """Show what rolling will do."""
    acting = request.acting(Right.CHANGE)
    sight = reviews.look(request.uow, acting, month)
    view = preview(request.speech, acting.account, sight)
    return request.open(view, buttons.ROLL, OfReview(month))


def roll_by_hand(request: Request) -> Open:
    """Roll the plan by the sentence `/kam review roll`."""
    acting = request.acting(Right.CHANGE)
    return ask_to_roll(request, reviews.open_by_hand(request.uow, acting).review.month)


def ask_why_later(request: Request, month: Month) -> Open:
    """Ask why it is not rolled this month."""
    reviews.look(request.uow, request.acting(Right.CHANGE), month)
    return request.open(later_form(request.speech), buttons.LATER, OfReview(month))


def put_off(request: Request, month: Month, text: str) -> Message:
    """The reason was sent."""
    acting = request.acting(Right.CHANGE)
    sight = reviews.put_off(request.uow, acting, month, text)
    return views.put_off(request.speech, acting.account, sight)


COMMANDS = (
    Command(
        word="review",
        also=("planrunde", "monatsrunde"),
        usage=(mark("review"), mark("review roll"), mark("review changes")),
        about=mark("Roll the plan: three months, once a month, in a thread"),
        access=Right.CHANGE,
        forms=(
            Form(changes, (Literal(("changes", "news", "änderungen", "neues")),)),
            Form(roll_by_hand, (Literal(("roll", "rollen", "abschließen")),)),
            Form(open_review),
        ),
    ),
)
BUTTONS: Buttons = {
    buttons.ROLL: ask_to_roll,
    buttons.LATER: ask_why_later,
    buttons.CHANGES: press_changes,
}
MODALS: Windows = {
    buttons.ROLL_NOW: ChangeRun(reviews.roll, drawn(views.rolled)),
    buttons.SAVE_LATER: put_off,
}
