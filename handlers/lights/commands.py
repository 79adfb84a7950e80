"""`/kam light …` and `/kam lights`, the buttons of a light, and its modal."""

from datetime import date
from functools import partial

from domain.light import Colour
from domain.likeness import LooksLike
from domain.permission import Right
from handlers.blocks.message import Message, Open, Reply
from handlers.blocks.payload import Sure, Versioned
from handlers.grammar.grammar import Buttons, Command, Form, Windows
from handlers.grammar.questions import the_same_in_form
from handlers.grammar.shortcuts import Shortcut, Surface, picked
from handlers.grammar.use_cases import ChangeRun, drawn
from handlers.lights import ambers, buttons, forms, views
from handlers.lights.buttons import LightStep
from handlers.request import Request
from language.arguments.days import Day
from language.arguments.elements import Choice, Literal, Option, Ref, Text, Why
from language.arguments.lights import LightText
from language.speech import mark
from language.vocabulary import COLOURS
from services import history, lights

COLOUR = Choice("colour", COLOURS)
LIGHT = Ref("number", "L")
BLOCKS = Option(
    Ref("blocks", "G"),
    (
        *("blocks", "blocking", "blockiert", "verhindert"),
        *("for", "against", "speaks for", "speaks against", "about"),
        *("für", "gegen", "spricht für", "spricht gegen"),
    ),
)
CONTACT_WORDS = (
    *("with", "from", "about", "by", "of", "for", "against"),
    *("mit", "von", "über", "für", "gegen"),
)
CONTACT = Option(Ref("contact", "C"), CONTACT_WORDS)
PAST = Literal(("past", "ended", "vorbei", "früher", "vergangen", "vergangene"))
DECIDE_BY = Option(
    Day("decide_by"),
    ("decide by", "decided by", "entscheiden bis", "entscheidung bis", "zu entscheiden bis"),
)
UNTIL = Option(
    Day("until"),
    (*DECIDE_BY.words, "until", "open until", "bis", "offen bis", "offen lassen bis"),
)
CLEAR = Literal(
    ("clear", "close", "abhaken", "abgehakt", "erledigt", "löschen", "schließen", "weg")
)
REOPEN = Literal(("reopen", "open", "open again", "wieder öffnen", "öffnen", "wieder auf"))


change = partial(ChangeRun, answer=drawn(views.changed))


def log(  # noqa: PLR0917 - the command names them
    request: Request,
    colour: Colour,
    text: str,
    blocks: int | None = None,
    contact: int | None = None,
    decide_by: date | None = None,
    *,
    is_sure: bool = False,
) -> Message:
    """Log a light."""
    return change(lights.log)(
        request,
        colour=colour,
        text=text,
        blocks=blocks,
        contact=contact,
        decide_by=decide_by,
        is_sure=is_sure or request.incoming.is_sure,
    )


def past(request: Request, number: int) -> Message:
    """Show one light and what became of it."""
    acting = request.acting(Right.READ)
    light, changes = lights.past(request.uow, acting, number)
    names = history.names(request.uow, {change.by for change in changes})
    return views.past(request.speech, acting.account, light, changes, names)


def ended(request: Request) -> Message:
    """Show how amber lights ended."""
    acting = request.acting(Right.READ)
    return ambers.past(request.speech, acting.account, lights.ended_ambers(request.uow, acting))


def board(request: Request, colour: Colour | None = None) -> Message:
    """Show the open lights."""
    acting = request.acting(Right.READ)
    found = lights.board(request.uow, acting)
    return views.board(request.speech, acting.account, found, acting.today, colour)


def open_form(request: Request, colour: Colour | None = None) -> Open:
    """Open the modal."""
    form = forms.log(request, request.acting(Right.CHANGE), colour=colour)
    return request.open(form, buttons.LOG)


def save_form(  # noqa: PLR0917 - the form names them
    request: Request,
    colour: Colour,
    text: str,
    decide_by: date | None,
    goal: int | None = None,
    contact: int | None = None,
    *,
    is_sure: bool = False,
) -> Reply:
    """The modal was sent."""
    try:
        return log(request, colour, text, goal, contact, decide_by, is_sure=is_sure)
    except LooksLike as like:
        acting = request.acting(Right.CHANGE)
        form = forms.log(request, acting, text, colour, decide_by, contact)
        return the_same_in_form(request, like, form, buttons.LOG, Sure(is_sure=True))


def choose(request: Request, number: int, seen: int, step: LightStep) -> Message | Open:
    """Something was chosen in the menu of a light."""
    if step is LightStep.CLEAR:
        return change(lights.clear)(request, number=number, seen=seen)
    if step is LightStep.EDIT:
        return ask_wording(request, number)
    return change(lights.turn)(request, number=number, colour=Colour(step), seen=seen)


def ask_wording(request: Request, number: int) -> Open:
    """The button that rewords a light opens a form with what it says."""
    light = lights.get(request.uow, request.acting(Right.CHANGE), number)
    light.must_be_open()
    carried = Versioned.of(light)
    return request.open(forms.reword(request.speech, light), buttons.EDIT, carried, carried)


def ask_until_when(request: Request, number: int, seen: int) -> Open:
    """The button that leaves an amber light open asks until when."""
    acting = request.acting(Right.CHANGE)
    form = forms.until(request.speech, lights.get(request.uow, acting, number), acting.today)
    return request.open(form, buttons.KEEP, Versioned(number, seen))


COMMANDS = (
    Command(
        word="light",
        also=("ampel", "licht"),
        usage=(
            mark('light red|amber|green "…" [for G2 | with C5] [decide by <date>]'),
            mark('light L3 red|amber|green ["why"]'),
            mark("light L3 decide by <date>"),
            mark("light L3 for G2"),
            mark("light L3 with C5"),
            mark('light L3 clear ["why"]'),
            mark('light L3 "new wording"'),
            mark("light L3 reopen"),
            mark("light L3"),
        ),
        example=mark('light red "finance director leaving"'),
        about=mark("Log, turn or clear a traffic light"),
        access=Right.CHANGE,
        forms=(
            Form(change(lights.turn), (LIGHT, COLOUR), (DECIDE_BY, Option(Why()))),
            Form(change(lights.clear), (LIGHT, CLEAR), (Option(Why()),)),
            Form(change(lights.keep_open), (LIGHT, UNTIL)),
            Form(change(lights.name_goal), (LIGHT, BLOCKS)),
            Form(change(lights.name_contact), (LIGHT, CONTACT)),
            Form(change(lights.reopen), (LIGHT, REOPEN)),
            Form(change(lights.reword), (LIGHT, Text("text", is_quoted=True))),
            Form(past, (LIGHT,)),
            Form(open_form, (COLOUR,)),
            Form(log, (COLOUR, LightText("text")), (BLOCKS, CONTACT, DECIDE_BY)),
            Form(open_form),
        ),
    ),
    Command(
        word="lights",
        also=("ampeln", "lichter", "board"),
        usage=(mark("lights [red|amber|green]"), mark("lights past")),
        example=mark("lights"),
        about=mark("The board: what speaks for us, what stands against us, what could tip"),
        access=Right.READ,
        forms=(Form(ended, (PAST,)), Form(board, options=(Option(COLOUR),))),
    ),
)
BUTTONS: Buttons = {
    buttons.LOG: open_form,
    buttons.CHANGE: choose,
    buttons.TURN: change(lights.turn),
    buttons.CLEAR: change(lights.clear),
    buttons.KEEP: ask_until_when,
    buttons.SHOW: past,
    buttons.EDIT: ask_wording,
    buttons.REOPEN: change(lights.reopen),
}
MODALS: Windows = {
    buttons.SAVE: picked(save_form),
    buttons.SAVE_UNTIL: change(lights.keep_open),
    buttons.SAVE_WORDING: change(lights.reword),
}
ANYWHERE = Shortcut(
    "light.new",
    "Log a light",
    "What speaks for an account, stands against it, or could tip",
    Surface.ANYWHERE,
    forms.log,
)
SHORTCUTS = (
    Shortcut(
        "light.message",
        "Log this as a light",
        "What the message says speaks for the account, stands against it, or could tip",
        Surface.MESSAGE,
        forms.log,
    ),
    ANYWHERE,
)
