"""Errors about absences."""

from domain import person
from handlers.error_messages import ErrorMessages
from language.speech import mark
from services import absences

ERROR_MESSAGES: ErrorMessages = {
    person.OwnSubstitute: mark(
        "Who gets what is meant for you while you are away? `/kam away @ben until 15 August`"
    ),
    absences.SubstituteMissing: lambda _, e: _(
        "Who gets what is meant for you until {day}? `/kam away @ben until {date}`",
        day=_.day(e.until),
        date=e.until.isoformat(),
    ),
    person.AwayInThePast: lambda _, e: _(
        "{day} is over. Until when are you away?", day=_.day(e.until)
    ),
    absences.NoColleagueStandsIn: mark("Only a colleague in this workspace can stand in for you."),
}
