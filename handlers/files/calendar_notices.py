"""Calendars that were asked for: written from how things stand, of what the person may see."""

from documents.calendar import calendar
from domain.errors import KamError
from domain.notice import Kind
from handlers.blocks.message import Document, Message
from handlers.outbox.composer import Composer, Composition, Moot
from services import diary


def my_calendar(composition: Composition) -> Message:
    """One's due actions and reviews; raises Moot for who may not use the product any more."""
    _ = composition.speech
    try:
        found = diary.diary(composition.uow, composition.notice.to, composition.now)
    except KamError as error:
        raise Moot("not allowed any more") from error
    if found.is_empty:
        return Message(_("Nothing is due for you, and no review is planned: no calendar to send."))
    file = Document(calendar(_, found, composition.now), "kam", "ics", _("Your calendar"))
    return Message(
        _(
            "Your due actions and reviews, as you asked with `/kam calendar`. Import the file into "
            "your calendar; a newer one updates what is there."
        ),
        files=[file],
    )


COMPOSERS: dict[Kind, Composer] = {Kind.CALENDAR: my_calendar}
