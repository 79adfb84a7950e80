"""`/kam heard …`, the shortcut on a message, and the answers to the quarterly pulse."""

from slack_sdk.models.views import View

from domain.goal import GoalKind
from domain.permission import Right
from handlers.commands.grammar import Command, Form, Option, Ref, Run, Text
from handlers.commands.shortcuts import Shortcut, Surface, picked
from handlers.speech import mark
from handlers.turn import Turn
from handlers.views import goal_forms as forms
from handlers.views import quotes as views
from handlers.views.message import Message, Open, opens
from services import goals, pulses, quotes
from services.access import Acting

GOAL = (Option(Ref("goal", "G"), ("for", "zu", "für")), Option(Ref("goal", "G")))


def hear(turn: Turn, text: str, goal: int | None = None) -> Message:
    """Keep what the customer said."""
    acting = turn.acting(Right.CHANGE)
    found = quotes.hear(turn.uow, acting, text, number=goal)
    return views.heard(turn.speech, acting.account, found)


def open_form(turn: Turn) -> Open:
    """Open the form."""
    acting = turn.acting(Right.CHANGE)
    view = form(turn, acting, "", turn.heard.memo(acting.account_id))
    return Open(view, opens(turn.speech, views.hear_button(turn.speech, acting.account)))


def form(turn: Turn, acting: Acting | None, text: str, memo: str) -> View:
    """The form; which goals there are is known once the account is."""
    wanted = goals.open_ones(turn.uow, acting, GoalKind.RELATIONSHIP) if acting else []
    chosen = wanted[0].number if len(wanted) == 1 else None
    return forms.quote(turn.speech, memo, wanted, text=text, chosen=chosen)


def save_form(turn: Turn) -> Message:
    """The form was sent."""
    acting, entered = turn.acting(Right.CHANGE), turn.heard.value
    found = quotes.hear(
        turn.uow,
        acting,
        entered.get("text") or "",
        number=turn.heard.chosen("goal") if entered.get("goal") else None,
        link=str(turn.heard.memory.get("l") or ""),
    )
    return views.heard(turn.speech, acting.account, found)


def press_pulse(turn: Turn) -> Message:
    """One of the five buttons."""
    number, score = turn.heard.number("n"), turn.heard.number("s")
    goal = pulses.answer(turn.uow, turn.acting(Right.CHANGE), number, score)
    return views.answered(turn.speech, goal, score)


COMMANDS = (
    Command(
        word="heard",
        also=("gehört",),
        usage=(mark('heard "…" [G1]'),),
        example=mark('heard "they always bring us ideas"'),
        about=mark("Keep what the customer really said, beside what we want to hear"),
        access=Right.CHANGE,
        forms=(Form(hear, (Text("text"),), GOAL), Form(open_form)),
    ),
)
BUTTONS: dict[str, Run] = {views.ANSWER: press_pulse, views.HEAR: open_form}
MODALS: dict[str, Run] = {forms.SAVE_QUOTE: picked(save_form)}
SHORTCUTS = (
    Shortcut(
        "heard",
        "The customer said this",
        "Keep it beside what we want to hear",
        Surface.MESSAGE,
        form,
    ),
)
