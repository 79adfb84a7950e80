"""Errors about dates: asked back, never guessed."""

from handlers.blocks.escaping import brief, escape
from handlers.error_messages import ErrorMessages
from language.arguments.persons import GroupNamed, NobodyNamed, SeveralNamed
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
    NobodyNamed: lambda _, e: _(
        "I know nobody called “{name}” in this account's team. Please mention them with @.",
        name=brief(e.name, 60),
    ),
    SeveralNamed: lambda _, e: _(
        "More than one is called “{name}”: {names}. Please mention them with @.",
        name=brief(e.name, 60),
        names=escape(", ".join(e.names[:5])),
    ),
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
