"""Errors about key information."""

from domain import knowledge
from handlers.error_messages import ErrorMessages

ERROR_MESSAGES: ErrorMessages = {
    knowledge.NotTrueAnyMore: lambda _, e: _(
        '{ref} is not true any more. Say what is: `/kam know "…"`', ref=e.ref
    ),
    knowledge.KnownAlready: lambda _, e: _(
        "That is known already: {fact}. `/kam know {fact}` shows it.", fact=e.ref
    ),
}
