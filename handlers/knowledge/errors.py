"""Errors about key information."""

from domain import knowledge
from handlers.error_messages import ErrorMessages
from language.speech import mark

ERROR_MESSAGES: ErrorMessages = {
    knowledge.NotTrueAnyMore: mark('{ref} is not true any more. Say what is: `/kam know "…"`'),
    knowledge.AskedLater: lambda _, e: _(
        "{fact} stands there as of today. I ask whether it is still true in half a year.",
        fact=e.ref,
    ),
    knowledge.KnownAlready: lambda _, e: _(
        "That is known already: {fact}. `/kam know {fact}` shows it.", fact=e.ref
    ),
}
