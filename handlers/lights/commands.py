"""`/kam light …` and `/kam lights`, the buttons of a light, and its modal."""

from datetime import date

from slack_sdk.models.views import View

from domain.light import Colour
from domain.permission import Right
from handlers.blocks.message import Message, Open
from handlers.blocks.payload import Versioned
from handlers.grammar.grammar import (
    Buttons,
    Choice,
    Command,
    Day,
    Form,
    Literal,
    Option,
    Ref,
    Text,
    Why,
    Windows,
)
from handlers.grammar.shortcuts import Shortcut, Surface, picked
from handlers.lights import buttons, decisions, views, wording
from handlers.lights.buttons import LightStep
from handlers.lights.words import LightText
from handlers.request import Request
from language.dates import When
from language.speech import mark
from language.vocabulary import COLOURS
from services import history, lights
from services.access import Acting

COLOUR = Choice("colour", COLOURS)
LIGHT = Ref("number", "L")
BLOCKS = Option(Ref("blocks", "G"), ("blocks", "blocking", "blockiert", "verhindert"))
DECIDE_BY = Option(
    Day("decide_by"),
    ("decide by", "decided by", "entscheiden bis", "entscheidung bis", "zu entscheiden bis"),
)
UNTIL = Option(
    Day("decide_by"),
    (*DECIDE_BY.words, "until", "open until", "bis", "offen bis", "offen lassen bis"),
)
CLEAR = Literal(
    ("clear", "close", "abhaken", "abgehakt", "erledigt", "löschen", "schließen", "weg")
)
REOPEN = Literal(("reopen", "open", "open again", "wieder öffnen", "öffnen", "wieder auf"))


def log(
    request: Request,
    colour: Colour,
    text: str,
    blocks: int | None = None,
    decide_by: When | None = None,
) -> Message:
    """Log a light."""
    acting = request.acting(Right.CHANGE)
    day = decide_by.deadline if decide_by else None
    change = lights.log(request.uow, acting, colour, text, blocks=blocks, decide_by=day)
    return _changed(request, change)


def turn_light(  # noqa: PLR0917 - the command names them
    request: Request,
    number: int,
    colour: Colour,
    why: str | None = None,
    decide_by: When | None = None,
    seen: int | None = None,
) -> Message:
    """Turn a light."""
    acting = request.acting(Right.CHANGE)
    day = decide_by.deadline if decide_by else None
    change = lights.turn(request.uow, acting, number, colour, why=why, decide_by=day, seen=seen)
    return _changed(request, change)


def keep_open(request: Request, number: int, decide_by: When) -> Message:
    """Leave an amber light open until another date."""
    acting = request.acting(Right.CHANGE)
    return _changed(request, lights.keep_open(request.uow, acting, number, decide_by.deadline))


def clear(
    request: Request, number: int, why: str | None = None, seen: int | None = None
) -> Message:
    """Clear a light."""
    acting = request.acting(Right.CHANGE)
    return _changed(request, lights.clear(request.uow, acting, number, why=why, seen=seen))


def past(request: Request, number: int) -> Message:
    """Show one light and what became of it."""
    acting = request.acting(Right.READ)
    light, changes = lights.past(request.uow, acting, number)
    names = history.names(request.uow, {change.by for change in changes})
    return views.past(request.speech, acting.account, light, changes, names)


def board(request: Request, colour: Colour | None = None) -> Message:
    """Show the open lights."""
    acting = request.acting(Right.READ)
    found = lights.board(request.uow, acting)
    return views.board(request.speech, acting.account, found, acting.today, colour)


def open_form(request: Request, colour: Colour | None = None) -> Open:
    """Open the modal."""
    request.acting(Right.CHANGE)
    return request.open(views.form(request.speech, colour=colour), buttons.LOG)


def blank_form(request: Request, _acting: Acting | None, text: str) -> View:
    """The modal, for a shortcut."""
    return views.form(request.speech, text=text)


def choose(request: Request, number: int, seen: int, step: LightStep) -> Message | Open:
    """Something was chosen in the menu of a light."""
    if step is LightStep.CLEAR:
        return clear(request, number, seen=seen)
    if step is LightStep.EDIT:
        return wording.ask(request, number)
    return turn_light(request, number, Colour(step), seen=seen)


def ask_until_when(request: Request, number: int, seen: int) -> Open:
    """The button that leaves an amber light open asks until when."""
    acting = request.acting(Right.CHANGE)
    form = decisions.form(request.speech, lights.get(request.uow, acting, number), acting.today)
    return request.open(form, buttons.KEEP, Versioned(number, seen))


def save_until_when(request: Request, number: int, seen: int, until: date) -> Message:
    """The date was sent."""
    acting = request.acting(Right.CHANGE)
    return _changed(request, lights.keep_open(request.uow, acting, number, until, seen=seen))


def save_form(request: Request, colour: Colour, text: str, decide_by: date | None) -> Message:
    """The modal was sent."""
    acting = request.acting(Right.CHANGE)
    return _changed(request, lights.log(request.uow, acting, colour, text, decide_by=decide_by))


def _changed(request: Request, change: lights.LightChange) -> Message:
    account = request.acting(Right.CHANGE).account
    return views.changed(request.speech, account, change.light, change.activity)


COMMANDS = (
    Command(
        word="light",
        also=("ampel", "licht"),
        usage=(
            mark('light red|amber|green "…" [blocks G2] [decide by <date>]'),
            mark('light L3 red|amber|green ["why"]'),
            mark("light L3 decide by <date>"),
            mark('light L3 clear ["why"]'),
            mark('light L3 "new wording"'),
            mark("light L3 reopen"),
            mark("light L3"),
        ),
        example=mark('light red "finance director leaving"'),
        about=mark("Log, turn or clear a traffic light"),
        access=Right.CHANGE,
        forms=(
            Form(turn_light, (LIGHT, COLOUR), (DECIDE_BY, Option(Why()))),
            Form(clear, (LIGHT, CLEAR), (Option(Why()),)),
            Form(keep_open, (LIGHT, UNTIL)),
            Form(wording.reopen, (LIGHT, REOPEN)),
            Form(wording.reword, (LIGHT, Text("text", is_quoted=True))),
            Form(past, (LIGHT,)),
            Form(open_form, (COLOUR,)),
            Form(log, (COLOUR, LightText("text")), (BLOCKS, DECIDE_BY)),
            Form(open_form),
        ),
    ),
    Command(
        word="lights",
        also=("ampeln", "lichter", "board"),
        usage=(mark("lights [red|amber|green]"),),
        example=mark("lights"),
        about=mark("The board: what speaks for us, what stands against us, what could tip"),
        access=Right.READ,
        forms=(Form(board, options=(Option(COLOUR),)),),
    ),
)
BUTTONS: Buttons = {
    buttons.LOG: open_form,
    buttons.CHANGE: choose,
    buttons.TURN: turn_light,
    buttons.CLEAR: clear,
    buttons.KEEP: ask_until_when,
    buttons.SHOW: past,
    buttons.EDIT: wording.ask,
    buttons.REOPEN: wording.reopen,
}
MODALS: Windows = {
    buttons.SAVE: picked(save_form),
    buttons.SAVE_UNTIL: save_until_when,
    buttons.SAVE_WORDING: wording.reword,
}
ANYWHERE = Shortcut(
    "light.new",
    "Log a light",
    "What speaks for an account, stands against it, or could tip",
    Surface.ANYWHERE,
    blank_form,
)
SHORTCUTS = (
    Shortcut(
        "light.message",
        "Log this as a light",
        "What the message says speaks for the account, stands against it, or could tip",
        Surface.MESSAGE,
        blank_form,
    ),
    ANYWHERE,
)
