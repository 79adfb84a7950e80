"""Errors about key information."""

from domain import knowledge
from handlers.error_messages import ErrorMessages

ERROR_MESSAGES: ErrorMessages = {
    knowledge.NotTrueAnyMore: lambda _, e: _(
        '{ref} is not true any more. Say what is: `/kam know "…"`', ref=e.ref
    ),
    knowledge.KnownAlready: lambda _, e: _(
        "That is known already: {ref}. `/kam know {ref}` shows it.", ref=e.ref
    ),
}
