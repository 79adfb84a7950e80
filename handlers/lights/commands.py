"""`/kam light …` and `/kam lights`, the buttons of a light, and its modal."""

from slack_sdk.models.views import View

from domain.light import Colour
from domain.permission import Right
from handlers.blocks.message import Message, Open, opens
from handlers.grammar.grammar import (
    Choice,
    Command,
    Day,
    Form,
    Literal,
    Option,
    Ref,
    Run,
    Text,
    Why,
)
from handlers.grammar.shortcuts import Shortcut, Surface, picked
from handlers.incoming import InvalidPayload
from handlers.lights import decisions, views
from handlers.request import Request
from language.dates import When
from language.speech import mark
from services import history, lights
from services.access import Acting

COLOURS = {
    "red": Colour.RED,
    "rot": Colour.RED,
    "rote": Colour.RED,
    "amber": Colour.AMBER,
    "yellow": Colour.AMBER,
    "orange": Colour.AMBER,
    "gelb": Colour.AMBER,
    "gelbe": Colour.AMBER,
    "green": Colour.GREEN,
    "grün": Colour.GREEN,
    "gruen": Colour.GREEN,
    "grüne": Colour.GREEN,
}
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
    return views.changed(request.speech, acting.account, change.light, change.activity)


def turn_light(
    request: Request,
    number: int,
    colour: Colour,
    why: str | None = None,
    decide_by: When | None = None,
) -> Message:
    """Turn a light."""
    acting = request.acting(Right.CHANGE)
    day = decide_by.deadline if decide_by else None
    change = lights.turn(request.uow, acting, number, colour, why=why, decide_by=day)
    return views.changed(request.speech, acting.account, change.light, change.activity)


def keep_open(request: Request, number: int, decide_by: When) -> Message:
    """Leave an amber light open until another date."""
    acting = request.acting(Right.CHANGE)
    change = lights.keep_open(request.uow, acting, number, decide_by.deadline)
    return views.changed(request.speech, acting.account, change.light, change.activity)


def clear(request: Request, number: int, why: str | None = None) -> Message:
    """Clear a light."""
    acting = request.acting(Right.CHANGE)
    change = lights.clear(request.uow, acting, number, why=why)
    return views.changed(request.speech, acting.account, change.light, change.activity)


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
    acting = request.acting(Right.CHANGE)
    memo = request.incoming.memo(acting.account_id)
    form = views.form(request.speech, memo, colour=colour)
    return Open(form, opens(request.speech, views.log_button(request.speech, acting.account)))


def blank_form(request: Request, _acting: Acting | None, text: str, memo: str) -> View:
    """The modal, for a shortcut."""
    return views.form(request.speech, memo, text=text)


def press_turn(request: Request) -> Message:
    """The button that turns a light."""
    acting = request.acting(Right.CHANGE)
    incoming = request.incoming
    number, seen = incoming.number("n"), incoming.number("v")
    change = lights.turn(request.uow, acting, number, incoming.word("c", Colour), seen=seen)
    return views.changed(request.speech, acting.account, change.light, change.activity)


def press_clear(request: Request) -> Message:
    """The button that clears a light."""
    acting = request.acting(Right.CHANGE)
    incoming = request.incoming
    change = lights.clear(request.uow, acting, incoming.number("n"), seen=incoming.number("v"))
    return views.changed(request.speech, acting.account, change.light, change.activity)


def ask_until_when(request: Request) -> Open:
    """The button that leaves an amber light open asks until when."""
    acting = request.acting(Right.CHANGE)
    incoming = request.incoming
    light = lights.get(request.uow, acting, incoming.number("n"))
    memo = incoming.memo(acting.account_id, n=light.number, v=incoming.number("v"))
    form = decisions.form(request.speech, memo, light, acting.today)
    return Open(
        form, opens(request.speech, decisions.keep_button(request.speech, acting.account, light))
    )


def save_until_when(request: Request) -> Message:
    """The date was sent."""
    acting = request.acting(Right.CHANGE)
    incoming = request.incoming
    until = incoming.day("until")
    if until is None:
        raise InvalidPayload
    number, seen = incoming.remembered("n"), incoming.remembered("v")
    change = lights.keep_open(request.uow, acting, number, until, seen=seen)
    return views.changed(request.speech, acting.account, change.light, change.activity)


def save_form(request: Request) -> Message:
    """The modal was sent."""
    acting = request.acting(Right.CHANGE)
    incoming = request.incoming
    colour, text = incoming.word("colour", Colour), incoming.value.get("text") or ""
    change = lights.log(request.uow, acting, colour, text, decide_by=incoming.day("decide_by"))
    return views.changed(request.speech, acting.account, change.light, change.activity)


COMMANDS = (
    Command(
        word="light",
        also=("ampel", "licht"),
        usage=(
            mark('light red|amber|green "…" [blocks G2] [decide by <date>]'),
            mark('light L3 red|amber|green ["why"]'),
            mark("light L3 decide by <date>"),
            mark('light L3 clear ["why"]'),
            mark("light L3"),
        ),
        example=mark('light red "finance director leaving"'),
        about=mark("Log, turn or clear a traffic light"),
        access=Right.CHANGE,
        forms=(
            Form(turn_light, (LIGHT, COLOUR), (DECIDE_BY, Option(Why()))),
            Form(clear, (LIGHT, CLEAR), (Option(Why()),)),
            Form(keep_open, (LIGHT, UNTIL)),
            Form(past, (LIGHT,)),
            Form(open_form, (COLOUR,)),
            Form(log, (COLOUR, Text("text")), (BLOCKS, DECIDE_BY)),
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
BUTTONS: dict[str, Run] = {
    views.LOG: open_form,
    views.TURN: press_turn,
    views.CLEAR: press_clear,
    decisions.KEEP: ask_until_when,
}
MODALS: dict[str, Run] = {
    views.SAVE: picked(save_form),
    decisions.SAVE_UNTIL: save_until_when,
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
        "Log a light",
        "What the message says speaks for the account, stands against it, or could tip",
        Surface.MESSAGE,
        blank_form,
    ),
    ANYWHERE,
)
