"""`/kam review`, the buttons in its thread, and its modals."""

from domain.action import ASK_AT
from domain.calendar import Month
from domain.light import Colour
from domain.permission import Right
from handlers.commands import action_changes
from handlers.commands.grammar import Command, Form, Literal, Run
from handlers.speech import mark
from handlers.turn import Garbled, Turn
from handlers.views import history as history_views
from handlers.views import lights as light_views
from handlers.views import reviews as views
from handlers.views.message import Message, Open, opens
from services import actions, reviews
from services.access import Acting


def open_review(turn: Turn) -> Message:
    """Open the review, or show it as it stands."""
    acting = turn.acting(Right.CHANGE)
    return views.opened(turn.speech, acting.account, reviews.open_by_hand(turn.uow, acting))


def changes(turn: Turn) -> Message:
    """What changed since the plan was rolled."""
    acting = turn.acting(Right.READ)
    news = reviews.news(turn.uow, acting)
    lines = [
        history_views.line(turn.speech, acting.account, change, news.names)
        for change in news.changes
    ]
    is_cut = len(lines) == reviews.SINCE_LIMIT
    return views.news(turn.speech, acting.account, news, lines, is_cut=is_cut)


def ask_to_roll(turn: Turn) -> Open:
    """Show what rolling will do."""
    acting = turn.acting(Right.CHANGE)
    return _preview(turn, acting, _month(turn))


def roll_by_hand(turn: Turn) -> Open:
    """The same by typing."""
    acting = turn.acting(Right.CHANGE)
    return _preview(turn, acting, reviews.open_by_hand(turn.uow, acting).review.month)


def _preview(turn: Turn, acting: Acting, month: Month) -> Open:
    sight = reviews.look(turn.uow, acting, month)
    memo = turn.heard.memo(acting.account_id, m=str(month))
    way_in = views.roll_button(turn.speech, acting.account, sight.review)
    view = views.preview(turn.speech, acting.account, sight, memo)
    return Open(view, opens(turn.speech, way_in))


def roll(turn: Turn) -> Message:
    """The preview was sent."""
    acting = turn.acting(Right.CHANGE)
    sight = reviews.roll(turn.uow, acting, _read(turn.heard.memory.get("m")))
    return views.rolled(turn.speech, acting.account, sight)


def ask_why_later(turn: Turn) -> Open:
    """Ask why it is not rolled this month."""
    acting = turn.acting(Right.CHANGE)
    month = _month(turn)
    sight = reviews.look(turn.uow, acting, month)
    memo = turn.heard.memo(acting.account_id, m=str(month))
    way_in = views.later_button(turn.speech, acting.account, sight.review)
    return Open(views.later_form(turn.speech, memo), opens(turn.speech, way_in))


def put_off(turn: Turn) -> Message:
    """The reason was sent."""
    acting = turn.acting(Right.CHANGE)
    month = _read(turn.heard.memory.get("m"))
    sight = reviews.put_off(turn.uow, acting, month, turn.heard.value.get("text") or "")
    return views.put_off(turn.speech, acting.account, sight)


def carry(turn: Turn) -> Message:
    """Carry an action over into the month that is planned; the third time, ask first."""
    acting = turn.acting(Right.CHANGE)
    action = actions.get(turn.uow, acting, _number(turn))
    if action.is_open and action.carried + 1 >= ASK_AT:
        return views.third_time(turn.speech, acting.account, action, _month(turn))
    return carry_anyway(turn)


def carry_anyway(turn: Turn) -> Message:
    """Carry an action over, whatever was said about it."""
    return action_changes.carry(turn, _number(turn), turn.heard.number("v"), to=_month(turn))


def drop(turn: Turn) -> Message:
    """Drop an action that was left over."""
    return action_changes.drop(turn, _number(turn), seen=turn.heard.number("v"))


def red_light(turn: Turn) -> Open:
    """What is carried over again and again may be a red light: its modal, with the text in it."""
    acting = turn.acting(Right.CHANGE)
    action = actions.get(turn.uow, acting, _number(turn))
    memo = turn.heard.memo(acting.account_id)
    _ = turn.speech
    form = light_views.form(_, memo, text=action.text, colour=Colour.RED)
    return Open(form, opens(_, views.red_button(_, acting.account, action)))


def _number(turn: Turn) -> int:
    return turn.heard.number("n")


def _month(turn: Turn) -> Month:
    return _read(turn.heard.value.get("m"))


def _read(text: object) -> Month:
    """The month that came back; raises Garbled."""
    try:
        return Month.parse(str(text))
    except ValueError as error:
        raise Garbled from error


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
