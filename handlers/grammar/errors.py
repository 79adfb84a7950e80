"""Errors about dates: asked back, never guessed."""

from handlers.blocks.escaping import brief, escape
from handlers.error_messages import ErrorMessages
from handlers.grammar.grammar import GroupNamed
from language.dates import AmbiguousDate, PastDate, UnclearDate
from language.speech import Speech


def ambiguous_date(_: Speech, error: AmbiguousDate) -> str:
    """The days it could mean."""
    days = _(" or ").join(_.day(day) for day in error.candidates)
    return _(
        "“{text}” can mean more than one day: {days}? Please write it like 2027-10-15.",
        text=escape(error.text),
        days=days,
    )


ERROR_MESSAGES: ErrorMessages = {
    GroupNamed: lambda _, _e: _(
        "A user group cannot be given this: one person is. "
        'For example: `/kam action "call the finance director" @anna`'
    ),
    UnclearDate: lambda _, e: _(
        "I cannot read “{text}” as a date. Please write it like 2027-10-15, 15 Oct or next Friday.",
        text=brief(e.text, 60),
    ),
    AmbiguousDate: ambiguous_date,
    PastDate: lambda _, e: _("{day} is over. Which day do you mean?", day=_.day(e.date)),
}
