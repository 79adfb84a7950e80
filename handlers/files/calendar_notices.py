"""Calendars that were asked for: written from how things stand, of what the person may see."""

from domain.errors import KamError
from domain.notice import Kind
from handlers.owed.base import Composer, Moot, Owed
from handlers.views.calendar import calendar
from handlers.views.message import Document, Message
from services import diary


def my_calendar(owed: Owed) -> Message:
    """One's due actions and reviews; raises Moot for who may not use the product any more."""
    _ = owed.speech
    try:
        found = diary.diary(owed.uow, owed.notice.to, owed.now)
    except KamError as error:
        raise Moot("not allowed any more") from error
    if found.is_empty:
        return Message(_("Nothing is due for you, and no review is planned: no calendar to send."))
    file = Document(calendar(_, found, owed.now), "kam", "ics", _("Your calendar"))
    return Message(
        _(
            "Your due actions and reviews, as you asked with `/kam calendar`. Import the file into "
            "your calendar; a newer one updates what is there."
        ),
        files=[file],
    )


COMPOSERS: dict[Kind, Composer] = {Kind.CALENDAR: my_calendar}
