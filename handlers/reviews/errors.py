"""Errors about the monthly review."""

from domain.review import AlreadyRolled
from handlers.sayings.base import Sayings
from handlers.views.reviews import already_rolled
from services.reviews import NoReview

SAYINGS: Sayings = {
    AlreadyRolled: lambda _, e: already_rolled(_, e.by, e.at, e.month),
    NoReview: lambda _, _e: _("There is no review of that month. `/kam review` opens the next."),
}
