"""`/kam away`, `/kam back`: somebody else gets what is meant for one, for a time."""

from datetime import date

from handlers.absences import views
from handlers.blocks.message import Message
from handlers.grammar.grammar import Buttons, Command, Form
from handlers.request import Request
from language.arguments.days import Day
from language.arguments.elements import Literal
from language.arguments.persons import PersonMention
from language.speech import mark
from services import absences

UNTIL = Literal(("until", "till", "to", "bis"))


def go(request: Request, substitute: str, until: date) -> Message:
    """Be away until a day, and name who gets what is meant for oneself."""
    person = absences.go(request.uow, request.person.id, until, substitute, request.now)
    return views.away(request.speech, person, until)


def ask_who(_request: Request, until: date) -> Message:
    """Nobody was named who stands in; raises SubstituteMissing."""
    raise absences.SubstituteMissing(until)


def back(request: Request) -> Message:
    """Be back."""
    absences.end(request.uow, request.person.id)
    return views.back(request.speech)


def shown(request: Request) -> Message:
    """Say who stands in for oneself."""
    found = absences.shown(request.uow, request.person.id, request.now)
    return views.shown(request.speech, request.person, found)


COMMANDS = (
    Command(
        word="away",
        also=("abwesend", "urlaub", "vacation", "substitute", "vertretung"),
        usage=(mark("away @who until <date>"), mark("away")),
        example=mark("away @chris until 15 August"),
        about=mark("Let somebody else get what is meant for you"),
        forms=(
            Form(go, (PersonMention("substitute"), UNTIL, Day("until"))),
            Form(go, (UNTIL, Day("until"), PersonMention("substitute"))),
            Form(ask_who, (UNTIL, Day("until"))),
            Form(shown),
        ),
    ),
    Command(
        word="back",
        also=("anwesend", "present"),
        usage=(mark("back"),),
        example=mark("back"),
        about=mark("Get again what is meant for you"),
        forms=(Form(back),),
    ),
)
BUTTONS: Buttons = {views.BACK: back}
