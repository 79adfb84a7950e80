"""Errors about traffic lights."""

from domain import light
from handlers.error_messages import ErrorMessages
from language.words import colour_word

ERROR_MESSAGES: ErrorMessages = {
    light.AlreadyThatColour: lambda _, e: _(
        "{ref} is already {colour}.", ref=e.ref, colour=colour_word(_, e.colour)
    ),
    light.AlreadyCleared: lambda _, e: _(
        "{ref} is already cleared. `/kam light {ref} reopen` takes it up again.", ref=e.ref
    ),
    light.DecideByNeedsAmber: lambda _, _e: _(
        "Only an amber light has a decide-by date: red and green are decided."
    ),
    light.DecidedThenAlready: lambda _, e: _(
        "{ref} is already to be decided by {day}.", ref=e.ref, day=_.day(e.day)
    ),
    light.NamedAlready: lambda _, e: _("{ref} already names {named}.", ref=e.ref, named=e.named),
    light.DecideByPast: lambda _, e: _("{day} is over. Which day do you mean?", day=_.day(e.day)),
}
