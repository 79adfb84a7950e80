"""Errors about traffic lights."""

from domain import light
from handlers.error_messages import ErrorMessages
from language.speech import mark
from language.words import colour_word

ERROR_MESSAGES: ErrorMessages = {
    light.AlreadyThatColour: lambda _, e: _(
        "{ref} is already {colour}.", ref=e.ref, colour=colour_word(_, e.colour)
    ),
    light.AlreadyCleared: mark(
        "{ref} is already cleared. `/kam light {ref} reopen` takes it up again."
    ),
    light.DecideByNeedsAmber: mark(
        "Only an amber light has a decide-by date: red and green are decided."
    ),
    light.DecidedThenAlready: mark("{ref} is already to be decided by {day}."),
    light.NamedAlready: mark("{ref} already names {named}."),
    light.DecideByPast: mark("{day} is over. Which day do you mean?"),
}
