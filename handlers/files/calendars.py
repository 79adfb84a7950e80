"""`/kam calendar`: one's due actions and reviews, for one's own calendar."""

from handlers.blocks.message import Message, said
from handlers.grammar.grammar import Command, Form
from handlers.request import Request
from language.speech import mark
from services import diary


def calendar(request: Request) -> Message:
    """Have one's calendar sent to oneself."""
    diary.ask(request.uow, request.person.id, request.now, key=request.incoming.delivery)
    return said(request.speech("I am sending it to you in a direct message."))


COMMANDS = (
    Command(
        word="calendar",
        also=("kalender", "ics"),
        usage=(mark("calendar"),),
        example=mark("calendar"),
        about=mark("Your due actions and reviews as a file for your calendar"),
        forms=(Form(calendar),),
    ),
)
