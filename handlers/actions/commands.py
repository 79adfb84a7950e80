"""`/kam action …`, `done`, `move`, `assign`, `drop`: what is to be done, and what becomes of it."""

from domain.permission import Right
from handlers.actions import buttons, carrying, changes, handovers, outcomes
from handlers.actions import interactions as forms
from handlers.actions.changes import change
from handlers.grammar.grammar import Buttons, Command, Form, Windows
from handlers.grammar.shortcuts import Shortcut, Surface, picked
from language.arguments.days import BareDeadline, Deadline, Place
from language.arguments.elements import Choice, Literal, Option, Ref, Text, Why
from language.arguments.numbers import Refs
from language.arguments.persons import AnyPerson, PersonMention
from language.cells import KINDS
from language.speech import mark
from services import actions

ACTION = Ref("number", "A")
KIND = Choice("kind", KINDS)
SERVED = "SML"
"""The letters of what an action may serve."""
FOR = ("for", "für", "fuer", "serves", "dient", "zu")
WITH = ("with", "mit", *FOR)
CONTACT = Ref("contact", "C")
REOPEN = Literal(("reopen", "open", "open again", "wieder öffnen", "öffnen", "wieder auf"))
DONE = Literal(("done", "finished", "erledigt", "fertig"))
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
    Option(CONTACT, WITH),
    Option(CONTACT),
    Option(PersonMention("owner"), TO),
)


COMMANDS = (
    Command(
        word="action",
        also=("aktion", "aufgabe", "massnahme", "maßnahme", "task", "todo", "to-do"),
        usage=(
            mark(
                'action "…" [@who] [by <date> | in <month>] '
                "[contact|introduction|information] [for S1|M4|L3|C5]"
            ),
            mark("action A7"),
            mark("action A7 for S1|M4|L3|C5"),
            mark('action A7 "new wording"'),
            mark("action A7 reopen"),
        ),
        example=mark('action "call the finance director" @anna by next Friday for L1'),
        about=mark("Plan who does what by when"),
        access=Right.CHANGE,
        forms=(
            Form(changes.past, (ACTION,)),
            Form(change(actions.aim), (ACTION, Literal(FOR), Ref("serves", SERVED))),
            Form(change(actions.name_contact), (ACTION, Literal(WITH), CONTACT)),
            Form(change(actions.reopen), (ACTION, REOPEN)),
            Form(changes.finish, (ACTION, DONE)),
            Form(change(actions.reword), (ACTION, Text("text", is_quoted=True))),
            Form(changes.add, (Text("text"),), OPTIONS),
            Form(forms.ask_what, options=OPTIONS),
        ),
    ),
    Command(
        word="assign",
        also=("zuweisen", "übergib", "gib"),
        usage=(mark("assign A7 @who"), mark("assign all @who to @whom")),
        example=mark("assign A1 @ben"),
        about=mark("Give an action to somebody"),
        access=Right.CHANGE,
        forms=(
            Form(changes.take, (ACTION, Literal(ME))),
            Form(changes.take, (ACTION, Literal(TO), Literal(ME))),
            Form(
                handovers.hand_over_all,
                (ALL, AnyPerson("of"), Literal(TO), AnyPerson("owner")),
            ),
            Form(change(actions.assign), (ACTION, AnyPerson("owner"))),
            Form(change(actions.assign), (ACTION, Literal(TO), AnyPerson("owner"))),
        ),
    ),
    Command(
        word="move",
        also=("moves", "verschiebe", "verschieben"),
        usage=(mark("move A7 to <date>|<month>"),),
        example=mark("move A1 to 15 May"),
        about=mark("Move an action to a date or a month"),
        access=Right.CHANGE,
        forms=(Form(changes.move, (ACTION, Place("time"))),),
    ),
    Command(
        word="drop",
        also=("streiche", "streichen", "verwerfen", "fallenlassen"),
        usage=(mark('drop A7 ["why"]'),),
        example=mark('drop A1 "no longer needed"'),
        about=mark("Drop an action"),
        access=Right.CHANGE,
        forms=(Form(change(actions.drop), (ACTION,), (Option(Why()),)),),
    ),
    Command(
        word="done",
        also=("erledigt", "fertig", "geschafft", "finish", "finished", "complete", "completed"),
        usage=(mark('done A7 ["what came of it"]'), mark("done A7, A8")),
        example=mark('done A1 "she wants a pilot in June"'),
        about=mark("Mark an action done, and say what came of it"),
        access=Right.CHANGE,
        forms=(
            Form(changes.finish, (ACTION,)),
            Form(changes.finish_all, (Refs("numbers", "A"),)),
            Form(changes.finish, (ACTION,), (Option(Why("outcome")),)),
        ),
    ),
)
BUTTONS: Buttons = {
    buttons.PLAN: forms.open_form,
    buttons.CHANGE: forms.choose,
    buttons.FINISH: changes.finish,
    buttons.AIM: forms.press_aim,
    buttons.OUTCOME: outcomes.ask,
    buttons.FOLLOW: outcomes.follow,
    buttons.REOPEN: change(actions.reopen),
    handovers.HAND_OVER: handovers.open_hand_over,
    buttons.TAKE: changes.take,
    buttons.CARRY: carrying.carry,
    buttons.CARRY_ANYWAY: carrying.carry_anyway,
    buttons.DROP: change(actions.drop),
    buttons.RED: carrying.red_light,
}
MODALS: Windows = {
    buttons.SAVE: picked(changes.plan_it),
    buttons.SAVE_MOVE: forms.save_move,
    buttons.SAVE_OWNER: change(actions.assign),
    buttons.SAVE_AIM: forms.save_aim,
    handovers.SAVE_HAND_OVER: handovers.hand_over_all,
    buttons.SAVE_OUTCOME: change(actions.tell_outcome),
    buttons.SAVE_WORDING: change(actions.reword),
}
FROM_MESSAGE = Shortcut(
    "action.message",
    "Plan an action on this",
    "Who does what by when about the message",
    Surface.MESSAGE,
    forms.blank_form,
)
SHORTCUTS = (FROM_MESSAGE,)
