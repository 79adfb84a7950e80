"""Errors about what was due."""

from handlers.error_messages import ErrorMessages
from services.deliveries import CannotRetry, NoSuchNotice

ERROR_MESSAGES: ErrorMessages = {
    NoSuchNotice: lambda _, _e: _(
        "No message of this account has this number. `/kam why` lists the latest."
    ),
    CannotRetry: lambda _, _e: _(
        "That message is sent, or on its way. Only what is held, skipped or dead is retried."
    ),
}
