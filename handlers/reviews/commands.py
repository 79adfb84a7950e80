"""`/kam review`, the buttons in its thread, and its modals."""

from domain.action import ASK_AT
from domain.calendar import Month
from domain.light import Colour
from domain.permission import Right
from handlers.actions import changes as action_changes
from handlers.blocks.message import Message, Open, opens
from handlers.grammar.grammar import Command, Form, Literal, Run
from handlers.history import views as history_views
from handlers.incoming import InvalidPayload
from handlers.lights import views as light_views
from handlers.request import Request
from handlers.reviews import views
from language.speech import mark
from services import actions, reviews
from services.access import Acting


def open_review(request: Request) -> Message:
    """Open the review, or show it as it stands."""
    acting = request.acting(Right.CHANGE)
    return views.opened(request.speech, acting.account, reviews.open_by_hand(request.uow, acting))


def changes(request: Request) -> Message:
    """What changed since the plan was rolled."""
    acting = request.acting(Right.READ)
    news = reviews.news(request.uow, acting)
    lines = [
        history_views.line(request.speech, acting.account, change, news.names)
        for change in news.changes
    ]
    is_cut = len(lines) == reviews.SINCE_LIMIT
    return views.news(request.speech, acting.account, news, lines, is_cut=is_cut)


def ask_to_roll(request: Request) -> Open:
    """Show what rolling will do."""
    acting = request.acting(Right.CHANGE)
    return _preview(request, acting, _month(request))


def roll_by_hand(request: Request) -> Open:
    """Roll the plan by the sentence `/kam review roll`."""
    acting = request.acting(Right.CHANGE)
    return _preview(request, acting, reviews.open_by_hand(request.uow, acting).review.month)


def _preview(request: Request, acting: Acting, month: Month) -> Open:
    sight = reviews.look(request.uow, acting, month)
    memo = request.incoming.memo(acting.account_id, m=str(month))
    way_in = views.roll_button(request.speech, acting.account, sight.review)
    view = views.preview(request.speech, acting.account, sight, memo)
    return Open(view, opens(request.speech, way_in))


def roll(request: Request) -> Message:
    """The preview was sent."""
    acting = request.acting(Right.CHANGE)
    sight = reviews.roll(request.uow, acting, _read(request.incoming.memory.get("m")))
    return views.rolled(request.speech, acting.account, sight)


def ask_why_later(request: Request) -> Open:
    """Ask why it is not rolled this month."""
    acting = request.acting(Right.CHANGE)
    month = _month(request)
    sight = reviews.look(request.uow, acting, month)
    memo = request.incoming.memo(acting.account_id, m=str(month))
    way_in = views.later_button(request.speech, acting.account, sight.review)
    return Open(views.later_form(request.speech, memo), opens(request.speech, way_in))


def put_off(request: Request) -> Message:
    """The reason was sent."""
    acting = request.acting(Right.CHANGE)
    month = _read(request.incoming.memory.get("m"))
    sight = reviews.put_off(request.uow, acting, month, request.incoming.value.get("text") or "")
    return views.put_off(request.speech, acting.account, sight)


def carry(request: Request) -> Message:
    """Carry an action over into the month that is planned; the third time, ask first."""
    acting = request.acting(Right.CHANGE)
    action = actions.get(request.uow, acting, _number(request))
    if action.is_open and action.carried + 1 >= ASK_AT:
        return views.third_time(request.speech, acting.account, action, _month(request))
    return carry_anyway(request)


def carry_anyway(request: Request) -> Message:
    """Carry an action over, whatever was said about it."""
    return action_changes.carry(
        request, _number(request), request.incoming.number("v"), to=_month(request)
    )


def drop(request: Request) -> Message:
    """Drop an action that was left over."""
    return action_changes.drop(request, _number(request), seen=request.incoming.number("v"))


def red_light(request: Request) -> Open:
    """What is carried over again and again may be a red light: its modal, with the text in it."""
    acting = request.acting(Right.CHANGE)
    action = actions.get(request.uow, acting, _number(request))
    memo = request.incoming.memo(acting.account_id)
    _ = request.speech
    form = light_views.form(_, memo, text=action.text, colour=Colour.RED)
    return Open(form, opens(_, views.red_button(_, acting.account, action)))


def _number(request: Request) -> int:
    return request.incoming.number("n")


def _month(request: Request) -> Month:
    return _read(request.incoming.value.get("m"))


def _read(text: object) -> Month:
    """The month that came back; raises Garbled."""
    try:
        return Month.parse(str(text))
    except ValueError as error:
        raise InvalidPayload from error


COMMANDS = (
    Command(
        word="review",
        also=("planrunde", "monatsrunde"),
        usage=(mark("review"), mark("review roll"), mark("review changes")),
        example=mark("review"),
        about=mark("Roll the plan: three months, once a month, in a thread"),
        access=Right.CHANGE,
        forms=(
            Form(changes, (Literal(("changes", "news", "änderungen", "neues")),)),
            Form(roll_by_hand, (Literal(("roll", "rollen", "abschließen")),)),
            Form(open_review),
        ),
    ),
)
BUTTONS: dict[str, Run] = {
    views.ROLL: ask_to_roll,
    views.LATER: ask_why_later,
    views.CHANGES: changes,
    views.CARRY: carry,
    views.CARRY_ANYWAY: carry_anyway,
    views.DROP: drop,
    views.RED: red_light,
}
MODALS: dict[str, Run] = {views.ROLL_NOW: roll, views.SAVE_LATER: put_off}
