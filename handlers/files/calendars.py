"""`/kam calendar`: one's due actions and reviews, for one's own calendar."""

from handlers.commands.grammar import Command, Form, Run
from handlers.speech import mark
from handlers.turn import Turn
from handlers.views.message import Message, said
from services import diary


def calendar(turn: Turn) -> Message:
    """Have one's calendar sent to oneself."""
    diary.ask(turn.uow, turn.person.id, turn.now, key=turn.heard.delivery)
    return said(turn.speech("I am sending it to you in a direct message."))


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
BUTTONS: dict[str, Run] = {}
MODALS: dict[str, Run] = {}
