"""`/kam light …` and `/kam lights`, the buttons of a light, and its modal."""

from slack_sdk.models.views import View

from domain.light import Colour
from domain.permission import Right
from handlers.commands.dates import When
from handlers.commands.grammar import (
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
from handlers.commands.shortcuts import Shortcut, Surface, picked
from handlers.speech import mark
from handlers.turn import Garbled, Turn
from handlers.views import decisions
from handlers.views import lights as views
from handlers.views.message import Message, Open, opens
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
    turn: Turn,
    colour: Colour,
    text: str,
    blocks: int | None = None,
    decide_by: When | None = None,
) -> Message:
    """Log a light."""
    acting = turn.acting(Right.CHANGE)
    day = decide_by.deadline if decide_by else None
    change = lights.log(turn.uow, acting, colour, text, blocks=blocks, decide_by=day)
    return views.changed(turn.speech, acting.account, change.light, change.activity)


def turn_light(
    turn: Turn,
    number: int,
    colour: Colour,
    why: str | None = None,
    decide_by: When | None = None,
) -> Message:
    """Turn a light."""
    acting = turn.acting(Right.CHANGE)
    day = decide_by.deadline if decide_by else None
    change = lights.turn(turn.uow, acting, number, colour, why=why, decide_by=day)
    return views.changed(turn.speech, acting.account, change.light, change.activity)


def keep_open(turn: Turn, number: int, decide_by: When) -> Message:
    """Leave an amber light open until another date."""
    acting = turn.acting(Right.CHANGE)
    change = lights.keep_open(turn.uow, acting, number, decide_by.deadline)
    return views.changed(turn.speech, acting.account, change.light, change.activity)


def clear(turn: Turn, number: int, why: str | None = None) -> Message:
    """Clear a light."""
    acting = turn.acting(Right.CHANGE)
    change = lights.clear(turn.uow, acting, number, why=why)
    return views.changed(turn.speech, acting.account, change.light, change.activity)


def past(turn: Turn, number: int) -> Message:
    """Show one light and what became of it."""
    acting = turn.acting(Right.READ)
    light, changes = lights.past(turn.uow, acting, number)
    names = history.names(turn.uow, {change.by for change in changes})
    return views.past(turn.speech, acting.account, light, changes, names)


def board(turn: Turn, colour: Colour | None = None) -> Message:
    """Show the open lights."""
    acting = turn.acting(Right.READ)
    found = lights.board(turn.uow, acting)
    return views.board(turn.speech, acting.account, found, acting.today, colour)


def open_form(turn: Turn, colour: Colour | None = None) -> Open:
    """Open the modal."""
    acting = turn.acting(Right.CHANGE)
    memo = turn.heard.memo(acting.account_id)
    form = views.form(turn.speech, memo, colour=colour)
    return Open(form, opens(turn.speech, views.log_button(turn.speech, acting.account)))


def blank_form(turn: Turn, _acting: Acting | None, text: str, memo: str) -> View:
    """The modal, for a shortcut."""
    return views.form(turn.speech, memo, text=text)


def press_turn(turn: Turn) -> Message:
    """The button that turns a light."""
    acting = turn.acting(Right.CHANGE)
    heard = turn.heard
    number, seen = heard.number("n"), heard.number("v")
    change = lights.turn(turn.uow, acting, number, heard.word("c", Colour), seen=seen)
    return views.changed(turn.speech, acting.account, change.light, change.activity)


def press_clear(turn: Turn) -> Message:
    """The button that clears a light."""
    acting = turn.acting(Right.CHANGE)
    heard = turn.heard
    change = lights.clear(turn.uow, acting, heard.number("n"), seen=heard.number("v"))
    return views.changed(turn.speech, acting.account, change.light, change.activity)


def ask_until_when(turn: Turn) -> Open:
    """The button that leaves an amber light open asks until when."""
    acting = turn.acting(Right.CHANGE)
    heard = turn.heard
    light = lights.get(turn.uow, acting, heard.number("n"))
    memo = heard.memo(acting.account_id, n=light.number, v=heard.number("v"))
    form = decisions.form(turn.speech, memo, light, acting.today)
    return Open(form, opens(turn.speech, decisions.keep_button(turn.speech, acting.account, light)))


def save_until_when(turn: Turn) -> Message:
    """The date was sent."""
    acting = turn.acting(Right.CHANGE)
    heard = turn.heard
    until = heard.day("until")
    if until is None:
        raise Garbled
    number, seen = heard.remembered("n"), heard.remembered("v")
    change = lights.keep_open(turn.uow, acting, number, until, seen=seen)
    return views.changed(turn.speech, acting.account, change.light, change.activity)


def save_form(turn: Turn) -> Message:
    """The modal was sent."""
    acting = turn.acting(Right.CHANGE)
    heard = turn.heard
    colour, text = heard.word("colour", Colour), heard.value.get("text") or ""
    change = lights.log(turn.uow, acting, colour, text, decide_by=heard.day("decide_by"))
    return views.changed(turn.speech, acting.account, change.light, change.activity)


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
