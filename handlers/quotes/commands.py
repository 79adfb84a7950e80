"""`/kam heard …`, the shortcut on a message, and the answers to the quarterly pulse."""

from domain.permission import Right
from handlers.blocks.message import Message, Open
from handlers.grammar.grammar import Buttons, Command, Form, Windows
from handlers.grammar.shortcuts import Shortcut, Surface, picked
from handlers.grammar.use_cases import ChangeRun, drawn
from handlers.quotes import buttons, forms, views
from handlers.request import Request
from language.arguments.elements import Option, Ref, Text
from language.sentences.sentence import Stands
from language.speech import mark
from services import pulses, quotes

GOAL = (Option(Ref("goal", "G"), ("for", "zu", "für")), Option(Ref("goal", "G", Stands.AT_AN_EDGE)))


hear = ChangeRun(quotes.hear, drawn(views.heard))


def open_form(request: Request) -> Open:
    """Open the form."""
    return request.open(forms.quote(request, request.acting(Right.CHANGE)), buttons.HEAR)


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
        forms.quote,
    ),
)
