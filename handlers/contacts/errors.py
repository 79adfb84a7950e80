"""Errors about contacts."""

from domain import contact
from handlers.blocks.escaping import escape
from handlers.error_messages import ErrorMessages
from services import contacts

ERROR_MESSAGES: ErrorMessages = {
    contact.ContactGone: lambda _, e: _(
        "{ref} has left. `/kam contacts` shows who is there.", ref=e.ref
    ),
    contact.ContactKnown: lambda _, e: _(
        "{name} is already {contact}. To say more of them: `/kam contact {contact} decides`",
        name=escape(e.name),
        contact=e.ref,
    ),
    contact.NothingNew: lambda _, e: _("{ref} stands like that already.", ref=e.ref),
    contact.MetLater: lambda _, e: _(
        '{day} is still to come. Plan it: `/kam action "…" with C5`', day=_.day(e.day)
    ),
    contacts.ContactInUse: lambda _, e: _(
        "A light or an action names {contact}. Instead: `/kam contact {contact} gone`",
        contact=e.ref,
    ),
}
