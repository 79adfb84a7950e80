"""`/kam light …` and `/kam lights`, the buttons of a light, and its modal."""

from datetime import date

from slack_sdk.models.views import View

from domain.light import Colour
from domain.likeness import LooksLike
from domain.permission import Right
from handlers.blocks.message import Message, Open, Reply
from handlers.blocks.payload import Sure, Versioned
from handlers.grammar.grammar import Buttons, Command, Form, Windows
from handlers.grammar.questions import the_same_in_form
from handlers.grammar.shortcuts import Shortcut, Surface, picked
from handlers.lights import ambers, buttons, decisions, forms, views, wording
from handlers.lights.buttons import LightStep
from handlers.lights.words import LightText
from handlers.request import Request
from language.arguments.days import Day
from language.arguments.elements import Choice, Literal, Option, Ref, Text, Why
from language.dates import When
from language.speech import mark
from language.vocabulary import COLOURS
from services import contacts, goals, history, lights
from services.access import Acting

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
    Day("decide_by"),
    (*DECIDE_BY.words, "until", "open until", "bis", "offen bis", "offen lassen bis"),
)
CLEAR = Literal(
    ("clear", "close", "abhaken", "abgehakt", "erledigt", "löschen", "schließen", "weg")
)
REOPEN = Literal(("reopen", "open", "open again", "wieder öffnen", "öffnen", "wieder auf"))


def log(  # noqa: PLR0917 - the command names them
    request: Request,
    colour: Colour,
    text: str,
    blocks: int | None = None,
    contact: int | None = None,
    decide_by: When | None = None,
) -> Message:
    """Log a light."""
    acting = request.acting(Right.CHANGE)
    day = decide_by.deadline if decide_by else None
    change = lights.log(
        request.uow,
        acting,
        colour,
        text,
        blocks=blocks,
        contact=contact,
        decide_by=day,
        is_sure=request.incoming.is_sure,
    )
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


def name_goal(request: Request, number: int, blocks: int) -> Message:
    """Name the goal that a light speaks for or against."""
    acting = request.acting(Right.CHANGE)
    return _changed(request, lights.name_goal(request.uow, acting, number, blocks))


def name_contact(request: Request, number: int, contact: int) -> Message:
    """Name somebody at the customer whom a light is about."""
    acting = request.acting(Right.CHANGE)
    return _changed(request, lights.name_contact(request.uow, acting, number, contact))


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
    acting = request.acting(Right.CHANGE)
    offered = goals.open_ones(request.uow, acting)
    people = contacts.offers(request.uow, acting)
    return request.open(forms.form(request.speech, offered, people, colour=colour), buttons.LOG)


def blank_form(request: Request, acting: Acting | None, text: str) -> View:
    """The modal, for a shortcut; without an account no goals are offered."""
    offered = goals.open_ones(request.uow, acting) if acting else ()
    people = contacts.offers(request.uow, acting) if acting else ()
    return forms.form(request.speech, offered, people, text=text)


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
    acting = request.acting(Right.CHANGE)
    try:
        change = lights.log(
            request.uow,
            acting,
            colour,
            text,
            blocks=goal,
            contact=contact,
            decide_by=decide_by,
            is_sure=is_sure,
        )
    except LooksLike as like:
        form = forms.form(
            request.speech,
            goals.open_ones(request.uow, acting),
            contacts.offers(request.uow, acting),
            text=text,
            colour=colour,
            decide_by=decide_by,
            contact=contact,
        )
        return the_same_in_form(request, like, form, buttons.LOG, Sure(is_sure=True))
    return _changed(request, change)


def _changed(request: Request, change: lights.LightChange) -> Message:
    account = request.acting(Right.CHANGE).account
    return views.changed(request.speech, account, change.light, change.activity)


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
            Form(turn_light, (LIGHT, COLOUR), (DECIDE_BY, Option(Why()))),
            Form(clear, (LIGHT, CLEAR), (Option(Why()),)),
            Form(keep_open, (LIGHT, UNTIL)),
            Form(name_goal, (LIGHT, BLOCKS)),
            Form(name_contact, (LIGHT, CONTACT)),
            Form(wording.reopen, (LIGHT, REOPEN)),
            Form(wording.reword, (LIGHT, Text("text", is_quoted=True))),
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
