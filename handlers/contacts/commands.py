"""`/kam contact …`, `/kam contacts` and `/kam met …`: whom we know at the customer."""

from functools import partial
from typing import Any

from domain.contact import Description
from domain.permission import Right
from handlers.blocks.message import Message, Open
from handlers.blocks.payload import Versioned
from handlers.contacts import buttons, forms, views
from handlers.grammar.grammar import Buttons, Command, Form, Windows
from handlers.grammar.use_cases import ChangeRun
from handlers.request import Request
from language.arguments.contacts import ContactName, RoleText, described
from language.arguments.days import DayAtAnEdge, DayGone
from language.arguments.elements import Choice, Literal, Option, Ref, Why
from language.arguments.numbers import ON
from language.arguments.persons import PersonMention
from language.speech import mark
from language.vocabulary import ATTITUDES, INFLUENCES
from services import contacts, history
from services.access import Acting
from services.contacts import ContactChange

CONTACT = Ref("number", "C")
GOAL = Option(Ref("goal", "G"), ("for", "about", "für", "bei", "zu"))
HELD_BY = Option(PersonMention("held_by"), ("link", "held by", "via", "über", "kontakt"))
OFF = Option(
    Ref("off", "G"),
    ("not for", "not about", "no longer for", "without", "nicht für", "nicht mehr für", "ohne"),
)
FACTS = (
    *(OFF, GOAL, Option(Ref("goal", "G")), HELD_BY, Option(PersonMention("held_by"))),
    *(Option(Choice("attitude", ATTITUDES)), Option(Choice("influence", INFLUENCES))),
    Option(RoleText("role")),
)
"""What stands at the edges of the text is read by `described`."""

GONE = Literal(
    (
        *("gone", "left", "has left", "leaves", "leaving", "is leaving", "left the company"),
        *("has left the company", "weg", "gegangen", "ausgeschieden", "ist weg", "ist gegangen"),
        *("geht", "hat die firma verlassen", "hat uns verlassen", "verlässt die firma"),
    )
)
CHANGE = Literal(("change", "edit", "ändern", "aendern"))
ON_DAY = Option(DayGone("on"), ON)


def _changed(request: Request, acting: Acting, change: ContactChange) -> Message:
    found = contacts.relations_of(request.uow, acting.account, [change.contact], acting.today)
    names = history.names(request.uow, {change.contact.held_by or ""})
    return views.changed(request.speech, acting.account, found[0], change.activity, names)


change = partial(ChangeRun, answer=_changed)
meet = change(contacts.meet)


def say_new(request: Request, role: str = "", **said: Any) -> Message:  # noqa: ANN401 - the facts of a contact
    """Add a contact, described in a sentence."""
    return add(request, **{**described(role), **said})


def add(request: Request, **said: Any) -> Message:  # noqa: ANN401 - as above
    """Add a contact."""
    return change(contacts.add)(request, said=_said(**said))


def say_more(request: Request, number: int, role: str = "", **said: Any) -> Message:  # noqa: ANN401 - as above
    """Describe a contact in a sentence."""
    return describe(request, number, **{**described(role), **said})


def describe(request: Request, number: int, seen: int | None = None, **said: Any) -> Message:  # noqa: ANN401 - as above
    """Say more of a contact."""
    return change(contacts.describe)(request, number=number, said=_said(**said), seen=seen)


def hold(request: Request, number: int) -> Message:
    """The button by which somebody says that they hold the link."""
    return describe(request, number, held_by=request.person.id)


def save_change(request: Request, number: int, seen: int, **said: Any) -> Message:  # noqa: ANN401 - as above
    """The form that changes a contact was sent: it says everything."""
    return describe(request, number, seen, is_whole=True, **said)


def show(request: Request, number: int) -> Message:
    """Show one contact and what became of it."""
    acting = request.acting(Right.READ)
    relation, changes = contacts.past(request.uow, acting, number)
    people = {change.by for change in changes} | {relation.contact.held_by or ""}
    names = history.names(request.uow, people)
    return views.past(request.speech, acting.account, relation, changes, names)


def board(request: Request) -> Message:
    """Show whom we know."""
    acting = request.acting(Right.READ)
    found = contacts.board(request.uow, acting)
    return views.board(request.speech, acting.account, found, acting.today)


def open_form(request: Request) -> Open:
    """Open the form of a new contact."""
    return request.open(forms.add(request, request.acting(Right.CHANGE)), buttons.ADD)


def open_change(request: Request, number: int, seen: int | None = None) -> Open:
    """Open the form that changes a contact."""
    acting = request.acting(Right.CHANGE)
    found = contacts.to_name(request.uow, acting, number)
    form = forms.change(request, acting, found)
    return request.open(form, buttons.CHANGE, Versioned(number, seen or found.version))


def _said(goal: int | None = None, off: int | None = None, **said: Any) -> Description:  # noqa: ANN401 - as above
    goals, gone = ([] if one is None else [one] for one in (goal, off))
    return Description(**said, goals=goals, off=gone)


COMMANDS = (
    Command(
        word="contact",
        also=("kontakt", "ansprechpartner", "ansprechpartnerin"),
        usage=(
            mark('contact "name" [role] [decides|shapes|uses] [for G2]'),
            mark("contact C5 decides|shapes|uses [for G2]"),
            mark("contact C5 not for G2"),
            mark("contact C5 for|neutral|against"),
            mark("contact C5 @who"),
            mark("contact C5 change"),
            mark('contact C5 gone ["why"]'),
            mark("contact C5"),
        ),
        example=mark('contact "Eva Leitner" finance director'),
        about=mark("Whom we know at the customer: attitude, influence, and who holds the link"),
        access=Right.CHANGE,
        forms=(
            Form(show, (CONTACT,)),
            Form(open_change, (CONTACT, CHANGE)),
            Form(change(contacts.leave), (CONTACT, GONE), (Option(Why()),)),
            Form(say_more, (CONTACT,), FACTS),
            Form(say_new, (ContactName("name"),), FACTS),
            Form(open_form),
        ),
    ),
    Command(
        word="contacts",
        also=("kontakte",),
        usage=(mark("contacts"),),
        example=mark("contacts"),
        about=mark("Whom we know, and whom nobody has met for long"),
        access=Right.READ,
        forms=(Form(board),),
    ),
    Command(
        word="met",
        also=("getroffen", "gesprochen", "talked", "spoke", "traf"),
        usage=(mark('met C5 [<date>] ["what came of it"]'),),
        example=mark('met C1 "she wants a pilot in June"'),
        about=mark("Note that one of us talked with a contact"),
        access=Right.CHANGE,
        forms=(
            Form(meet, (CONTACT,), (ON_DAY, Option(DayGone("on")))),
            Form(meet, (CONTACT,), (ON_DAY, Option(DayAtAnEdge("on")), Option(Why()))),
        ),
    ),
)
BUTTONS: Buttons = {
    buttons.ADD: open_form,
    buttons.CHANGE: open_change,
    buttons.MEET: meet,
    buttons.HOLD: hold,
    buttons.BOARD: board,
}
MODALS: Windows = {buttons.SAVE: add, buttons.SAVE_CHANGE: save_change}
