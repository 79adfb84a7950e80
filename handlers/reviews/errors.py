"""Errors about the monthly review."""

from domain.review import AlreadyRolled
from handlers.error_messages import ErrorMessages
from handlers.reviews.views import already_rolled
from language.speech import mark
from services.reviews import NoReview

ERROR_MESSAGES: ErrorMessages = {
    AlreadyRolled: lambda _, e: already_rolled(_, e.by, e.at, e.month),
    NoReview: mark("There is no review of that month. `/kam review` opens the next."),
}
