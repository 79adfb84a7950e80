"""Errors about the monthly question."""

from domain import confidence
from handlers.error_messages import ErrorMessages
from language.words import month_name
from services import questions

ERROR_MESSAGES: ErrorMessages = {
    confidence.QuestionOver: lambda _, e: _(
        "The question about {month} is over. `/kam question` shows the one of this month.",
        month=month_name(_, e.month),
    ),
    questions.NoPromise: lambda _, e: _(
        "You have not committed to {strategy} as it is worded now. "
        '`/kam commit {strategy} "my part"` does that.',
        strategy=e.ref,
    ),
}
