"""Errors about contacts."""

from domain import contact
from handlers.blocks.escaping import escape
from handlers.error_messages import ErrorMessages
from language.speech import mark
from services import contacts

ERROR_MESSAGES: ErrorMessages = {
    contact.ContactGone: mark("{ref} has left. `/kam contacts` shows who is there."),
    contact.ContactKnown: lambda _, e: _(
        "{name} is already {contact}. To say more of them: `/kam contact {contact} decides`",
        name=escape(e.name),
        contact=e.ref,
    ),
    contact.NothingNew: mark("{ref} stands like that already."),
    contact.MetLater: mark('{day} is still to come. Plan it: `/kam action "…" with C5`'),
    contacts.ContactInUse: lambda _, e: _(
        "A light or an action names {contact}. Instead: `/kam contact {contact} gone`",
        contact=e.ref,
    ),
}
