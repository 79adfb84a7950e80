"""`/kam calendar`: one's due actions and reviews, for one's own calendar."""

from documents import calendar as files
from domain.errors import KamError
from domain.notice import Kind
from handlers.blocks.message import Document, Message, said
from handlers.grammar.grammar import Command, Form
from handlers.outbox.composer import Composer, Composition, Moot
from handlers.request import Request
from language.speech import mark
from services import diary


def calendar(request: Request) -> Message:
    """Have one's calendar sent to oneself."""
    diary.ask(request.uow, request.person.id, request.now, key=request.incoming.delivery)
    return said(request.speech("I am sending it to you in a direct message."))


def my_calendar(composition: Composition) -> Message:
    """One's due actions and reviews; raises Moot for who may not use the product any more."""
    _ = composition.speech
    try:
        found = diary.diary(composition.uow, composition.notice.to, composition.now)
    except KamError as error:
        raise Moot("not allowed any more") from error
    if found.is_empty:
        return Message(_("Nothing is due for you, and no review is planned: no calendar to send."))
    file = Document(files.calendar(_, found, composition.now), "kam", "ics", _("Your calendar"))
    return Message(
        _(
            "Your due actions and reviews, as you asked with `/kam calendar`. Import the file into "
            "your calendar; a newer one updates what is there."
        ),
        files=[file],
    )


COMMANDS = (
    Command(
        word="calendar",
        also=("kalender", "ics"),
        usage=(mark("calendar"),),
        about=mark("Your due actions and reviews as a file for your calendar"),
        forms=(Form(calendar),),
    ),
)
COMPOSERS: dict[Kind, Composer] = {Kind.CALENDAR: my_calendar}
