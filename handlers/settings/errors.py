"""Errors about settings and quiet hours."""

from domain import calendar, person
from domain import settings as rules
from domain.text import shorten
from handlers.blocks.escaping import escape
from handlers.error_messages import ErrorMessages
from handlers.settings.views import changed_meanwhile
from language.speech import mark
from language.times import NotAFullHour
from language.zones import ZoneUnclear

ERROR_MESSAGES: ErrorMessages = {
    rules.SettingsChanged: lambda _, e: changed_meanwhile(_, e.changes, e.by),
    rules.TooEarly: lambda _, _e: _(
        "The review is held at the end of the month: {days} working days before the last one "
        "at most. Like this: `/kam settings review 2`",
        days=rules.EARLIEST,
    ),
    rules.UnknownCountry: lambda _, e: _(
        "I do not know the public holidays of {name}. Please write a country like this: "
        "`/kam settings country Germany`, or `none` for no holidays.",
        name=escape(shorten(e.name, 60)),
    ),
    calendar.HourOutOfRange: mark("Hours go from 0 to 23; {hour} is not one."),
    person.QuietAllDay: mark(
        "Quiet hours begin and end at different hours, like 18 and 8. To hear nothing at all, "
        "turn the reminders off."
    ),
    ZoneUnclear: lambda _, e: _(
        "{typed} alone leaves open where, and whether clocks change in summer. For example: "
        "`/kam settings zone {likely}`",
        typed=escape(shorten(e.typed, 20)),
        likely=e.likely,
    ),
    NotAFullHour: lambda _, e: _(
        "Times are full hours, such as 8 or 17; {typed} is not one.",
        typed=escape(shorten(e.typed, 20)),
    ),
}
