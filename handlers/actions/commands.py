"""`/kam action …`, `done`, `move`, `assign`, `drop`: what is to be done, and what becomes of it."""

from domain.permission import Right
from handlers.actions import buttons, changes, handovers
from handlers.actions import interactions as forms
from handlers.grammar.arguments import Refs
from handlers.grammar.deadlines import BareDeadline, Deadline, Place
from handlers.grammar.grammar import (
    Buttons,
    Choice,
    Command,
    Form,
    Literal,
    Option,
    Ref,
    Text,
    Why,
    Windows,
)
from handlers.grammar.persons import AnyPerson, PersonMention
from handlers.grammar.shortcuts import Shortcut, Surface, picked
from language.cells import KINDS
from language.speech import mark

ACTION = Ref("number", "A")
KIND = Choice("kind", KINDS)
SERVED = "SML"
"""The letters of what an action may serve."""
FOR = ("for", "für", "fuer", "serves", "dient", "zu")
REOPEN = Literal(("reopen", "open", "open again", "wieder öffnen", "öffnen", "wieder auf"))
TO = ("to", "an", "for", "für")
ALL = Literal(("all of", "all actions of", "all", "alle von", "alle aktionen von", "alle"))
ME = ("me", "mir", "mich", "ich")
OPTIONS = (
    Option(PersonMention("owner")),
    Option(Deadline("time")),
    Option(BareDeadline("time")),
    Option(KIND),
    Option(KIND, ("as", "als")),
    Option(Ref("serves", SERVED), FOR),
    Option(Ref("serves", SERVED)),
    Option(PersonMention("owner"), TO),
)


COMMANDS = (
    Command(
        word="action",
        also=("aktion", "aufgabe", "massnahme", "maßnahme", "task", "todo", "to-do"),
        usage=(
            mark(
                'action "…" [@who] [by <date> | in <month>] '
                "[contact|introduction|information] [for S1|M4|L3]"
            ),
            mark("action A7"),
            mark("action A7 for S1|M4|L3"),
            mark('action A7 "new wording"'),
            mark("action A7 reopen"),
        ),
        example=mark('action "call the finance director" @anna by next Friday for L3'),
        about=mark("Plan who does what by when"),
        access=Right.CHANGE,
        forms=(
            Form(changes.past, (ACTION,)),
            Form(changes.aim, (ACTION, Literal(FOR), Ref("serves", SERVED))),
            Form(changes.reopen, (ACTION, REOPEN)),
            Form(changes.reword, (ACTION, Text("text", is_quoted=True))),
            Form(changes.add, (Text("text"),), OPTIONS),
            Form(forms.ask_what, options=OPTIONS),
        ),
    ),
    Command(
        word="done",
        also=("erledigt", "fertig", "geschafft", "finish", "finished", "complete", "completed"),
        usage=(mark("done A7"), mark("done A7, A8")),
        example=mark("done A7"),
        about=mark("Mark an action done"),
        access=Right.CHANGE,
        forms=(
            Form(changes.finish, (ACTION,)),
            Form(changes.finish_all, (Refs("numbers", "A"),)),
        ),
    ),
    Command(
        word="move",
        also=("verschiebe", "verschieben"),
        usage=(mark("move A7 to <date>|<month>"),),
        example=mark("move A7 to 15 May"),
        about=mark("Move an action to a date or a month"),
        access=Right.CHANGE,
        forms=(Form(changes.move, (ACTION, Place("time"))),),
    ),
    Command(
        word="assign",
        also=("zuweisen", "übergib", "gib"),
        usage=(mark("assign A7 @who"), mark("assign all @who to @whom")),
        example=mark("assign A7 @anna"),
        about=mark("Give an action to somebody"),
        access=Right.CHANGE,
        forms=(
            Form(changes.take, (ACTION, Literal(ME))),
            Form(changes.take, (ACTION, Literal(TO), Literal(ME))),
            Form(
                handovers.hand_over_all,
                (ALL, AnyPerson("of"), Literal(TO), AnyPerson("owner")),
            ),
            Form(changes.assign, (ACTION, AnyPerson("owner"))),
            Form(changes.assign, (ACTION, Literal(TO), AnyPerson("owner"))),
        ),
    ),
    Command(
        word="drop",
        also=("streiche", "streichen", "verwerfen", "fallenlassen"),
        usage=(mark('drop A7 ["why"]'),),
        example=mark('drop A7 "no longer needed"'),
        about=mark("Drop an action"),
        access=Right.CHANGE,
        forms=(Form(changes.drop, (ACTION,), (Option(Why()),)),),
    ),
)
BUTTONS: Buttons = {
    buttons.PLAN: forms.open_form,
    buttons.CHANGE: forms.choose,
    buttons.FINISH: changes.finish,
    buttons.AIM: forms.press_aim,
    buttons.REOPEN: changes.reopen,
    handovers.HAND_OVER: handovers.open_hand_over,
}
MODALS: Windows = {
    buttons.SAVE: picked(forms.save_form),
    buttons.SAVE_MOVE: forms.save_move,
    buttons.SAVE_OWNER: forms.save_owner,
    buttons.SAVE_AIM: forms.save_aim,
    handovers.SAVE_HAND_OVER: handovers.hand_over_all,
    buttons.SAVE_WORDING: changes.reword,
}
FROM_MESSAGE = Shortcut(
    "action.message",
    "Plan an action on this",
    "Who does what by when about the message",
    Surface.MESSAGE,
    forms.blank_form,
)
SHORTCUTS = (FROM_MESSAGE,)
