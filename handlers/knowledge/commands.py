"""`/kam know …`: what one must know of the customer."""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.knowledge import Area
from domain.permission import Right
from handlers.blocks.message import Message, Open
from handlers.grammar.grammar import Buttons, Command, Form, Windows
from handlers.knowledge import buttons, forms, views
from handlers.request import Request
from language.arguments.elements import Choice, Literal, Option, Ref, Text, Why
from language.sentences.sentence import Argument, Reading, Sentence
from language.sentences.tokens import TokenKind
from language.speech import mark
from language.vocabulary import AREAS
from services import history, knowledge
from services.access import Acting
from services.knowledge import KnowledgeChange

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


@dataclass(frozen=True)
class Source(Argument):
    """Where it is known from, between quotes."""

    name: str

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        """The quoted text."""
        if sentence.tokens[at].kind is TokenKind.QUOTED:
            yield sentence.between(at, at + 1), at + 1


FACTS = (
    Option(AREA, UNDER),
    Option(AREA),
    Option(Source("source"), ("source", "from", "quelle", "laut", "aus")),
)


def tell(
    request: Request, text: str, area: Area | None = None, source: str | None = None
) -> Message:
    """Keep key information."""
    acting = request.acting(Right.CHANGE)
    change = knowledge.tell(request.uow, acting, text, area=area, source=source)
    return _changed(request, acting, change)


def confirm(request: Request, number: int, seen: int | None = None) -> Message:
    """It is still true."""
    acting = request.acting(Right.CHANGE)
    return _changed(request, acting, knowledge.confirm(request.uow, acting, number, seen=seen))


def put(request: Request, number: int, area: Area, seen: int | None = None) -> Message:
    """Say what it is about."""
    acting = request.acting(Right.CHANGE)
    return _changed(request, acting, knowledge.put(request.uow, acting, number, area, seen=seen))


def reword(request: Request, number: int, text: str) -> Message:
    """Say it anew."""
    acting = request.acting(Right.CHANGE)
    return _changed(request, acting, knowledge.reword(request.uow, acting, number, text))


def expire(
    request: Request, number: int, seen: int | None = None, why: str | None = None
) -> Message:
    """It is not true any more."""
    acting = request.acting(Right.CHANGE)
    change = knowledge.expire(request.uow, acting, number, why, seen=seen)
    return _changed(request, acting, change)


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
    return request.open(forms.tell(request.speech), buttons.TELL)


def _changed(request: Request, acting: Acting, change: KnowledgeChange) -> Message:
    request.uow.flush()
    return views.changed(request.speech, acting.account, change.known, change.activity)


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
            Form(expire, (KNOWN, GONE), (Option(Why()),)),
            Form(confirm, (KNOWN, TRUE)),
            Form(put, (KNOWN, AREA)),
            Form(put, (KNOWN, Literal(UNDER), AREA)),
            Form(reword, (KNOWN, Text("text", is_quoted=True))),
            Form(tell, (Text("text"),), FACTS),
            Form(overview),
        ),
    ),
)
BUTTONS: Buttons = {
    buttons.TELL: open_form,
    buttons.CONFIRM: confirm,
    buttons.EXPIRE: expire,
    buttons.PUT: put,
}
MODALS: Windows = {buttons.SAVE: tell}
