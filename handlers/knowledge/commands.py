"""`/kam know …`: what one must know of the customer."""

from functools import partial

from domain.permission import Right
from handlers.blocks.message import Message, Open
from handlers.grammar.grammar import Buttons, Command, Form, Windows
from handlers.grammar.use_cases import ChangeRun, drawn
from handlers.knowledge import buttons, views
from handlers.request import Request
from language.arguments.elements import Choice, Literal, Option, Quoted, Ref, Text, Why
from language.speech import mark
from language.vocabulary import AREAS
from services import history, knowledge

KNOWN = Ref("number", "K")
AREA = Choice("area", AREAS)
UNDER = ("under", "as", "about", "unter", "als", "zu")
TRUE = Literal(("still true", "true", "confirmed", "stimmt noch", "stimmt", "noch wahr", "wahr"))
GONE = Literal(
    (
        *("gone", "outdated", "not true", "no longer true", "not any more", "wrong"),
        *("stimmt nicht mehr", "stimmt nicht", "veraltet", "überholt", "falsch"),
    )
)


FACTS = (
    Option(AREA, UNDER),
    Option(AREA),
    Option(Quoted("source"), ("source", "from", "quelle", "laut", "aus")),
)


change = partial(ChangeRun, answer=drawn(views.changed))


def show(request: Request, number: int) -> Message:
    """Show one line and what became of it."""
    acting = request.acting(Right.READ)
    found, changes = knowledge.past(request.uow, acting, number)
    names = history.names(request.uow, {found.told_by, *(change.by for change in changes)})
    return views.past(request.speech, acting.account, found, changes, names)


def overview(request: Request) -> Message:
    """Show everything that is known."""
    acting = request.acting(Right.READ)
    found = knowledge.known(request.uow, acting)
    return views.overview(request.speech, acting.account, found, acting.today)


def open_form(request: Request) -> Open:
    """Open the form."""
    request.acting(Right.CHANGE)
    return request.open(views.form(request.speech), buttons.TELL)


COMMANDS = (
    Command(
        word="know",
        also=("knowledge", "wissen", "merke", "merken", "fact", "fakt"),
        usage=(
            mark('know "…" [under goals|challenges|structure|competitors|ours] [source "…"]'),
            mark("know K2 under goals|challenges|structure|competitors|ours"),
            mark("know K2 still true"),
            mark('know K2 "new wording"'),
            mark('know K2 gone ["why"]'),
            mark("know K2"),
            mark("know"),
        ),
        example=mark('know "They move to SAP in 2027" source "annual report"'),
        about=mark("What one must know of the customer, in dated lines"),
        access=Right.CHANGE,
        forms=(
            Form(show, (KNOWN,)),
            Form(change(knowledge.expire), (KNOWN, GONE), (Option(Why()),)),
            Form(change(knowledge.confirm), (KNOWN, TRUE)),
            Form(change(knowledge.put), (KNOWN, AREA)),
            Form(change(knowledge.put), (KNOWN, Literal(UNDER), AREA)),
            Form(change(knowledge.reword), (KNOWN, Text("text", is_quoted=True))),
            Form(change(knowledge.tell), (Text("text"),), FACTS),
            Form(overview),
        ),
    ),
)
BUTTONS: Buttons = {
    buttons.TELL: open_form,
    buttons.CONFIRM: change(knowledge.confirm),
    buttons.EXPIRE: change(knowledge.expire),
    buttons.PUT: change(knowledge.put),
}
MODALS: Windows = {buttons.SAVE: change(knowledge.tell)}
