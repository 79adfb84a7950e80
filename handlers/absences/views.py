"""Absences as people see them."""

from datetime import date

from domain.person import Person
from handlers.blocks.escaping import escape
from handlers.blocks.message import Message, actions, context, said
from handlers.blocks.payload import Button, Payload
from language.speech import Speech, mark

BACK = Button("absence.end", mark("I am back"), Payload)


def away(_: Speech, substitute: Person, until: date) -> Message:
    """Somebody stands in from now on."""
    text = _(
        "Until {day} {who} gets what I would send you, in the accounts that you share.",
        day=_.day(until),
        who=substitute.name,
    )
    hint = _("Your rights stay yours, and theirs stay theirs.")
    return said(escape(text), actions(BACK.draw(_)), context(hint), plain=text)


def back(_: Speech) -> Message:
    """Nobody stands in any more."""
    return said(_("You are back: everything that is meant for you comes to you."))


def shown(_: Speech, person: Person, substitute: Person | None) -> Message:
    """The one who stands in, or how one names somebody."""
    if substitute is None or person.away_until is None:
        return said(_("Nobody stands in for you. For example: `/kam away @ben until 15 August`"))
    return away(_, substitute, person.away_until)
