"""`/kam heard …`, the shortcut on a message, and the answers to the quarterly pulse."""

from slack_sdk.models.views import View

from domain.goal import GoalKind
from domain.permission import Right
from handlers.blocks.message import Message, Open
from handlers.goals import forms
from handlers.grammar.grammar import Buttons, Command, Form, Windows
from handlers.grammar.shortcuts import Shortcut, Surface, picked
from handlers.quotes import buttons, views
from handlers.request import Request
from language.arguments.elements import Option, Ref, Text
from language.sentences.sentence import Stands
from language.speech import mark
from services import goals, pulses, quotes
from services.access import Acting

GOAL = (Option(Ref("goal", "G"), ("for", "zu", "für")), Option(Ref("goal", "G", Stands.AT_AN_EDGE)))


def hear(request: Request, text: str, goal: int | None = None, link: str = "") -> Message:
    """Keep what the customer said."""
    acting = request.acting(Right.CHANGE)
    found = quotes.hear(request.uow, acting, text, number=goal, link=link)
    return views.heard(request.speech, acting.account, found)


def open_form(request: Request) -> Open:
    """Open the form."""
    acting = request.acting(Right.CHANGE)
    return request.open(form(request, acting, ""), buttons.HEAR)


def form(request: Request, acting: Acting | None, text: str) -> View:
    """The form; which goals there are is known once the account is."""
    wanted = goals.open_ones(request.uow, acting, GoalKind.RELATIONSHIP) if acting else []
    chosen = wanted[0].number if len(wanted) == 1 else None
    return forms.quote(request.speech, wanted, text=text, chosen=chosen)


def press_pulse(request: Request, number: int, score: int) -> Message:
    """One of the five buttons."""
    goal = pulses.answer(request.uow, request.acting(Right.CHANGE), number, score)
    return views.answered(request.speech, goal, score)


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
BUTTONS: Buttons = {buttons.ANSWER: press_pulse, buttons.HEAR: open_form}
MODALS: Windows = {buttons.SAVE: picked(hear)}
SHORTCUTS = (
    Shortcut(
        "heard",
        "The customer said this",
        "Keep it beside what we want to hear",
        Surface.MESSAGE,
        form,
    ),
)
