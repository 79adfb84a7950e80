"""Errors about strategies, commitments and concerns."""

from domain import commitment, strategy
from handlers.error_messages import ErrorMessages
from services import commitments, strategies

ERROR_MESSAGES: ErrorMessages = {
    strategy.StrategyRetired: lambda _, e: _(
        "{strategy} was retired. `/kam strategy {strategy} reopen` takes it up again.",
        strategy=e.ref,
    ),
    strategy.SameWording: lambda _, e: _("{ref} already says exactly this.", ref=e.ref),
    strategy.GoalNamedAlready: lambda _, e: _(
        "{ref} already names {goal}.", ref=e.ref, goal=e.goal
    ),
    strategies.StrategyInUse: lambda _, e: _(
        "Others have built on {strategy}, so it cannot be undone. "
        '`/kam strategy {strategy} retire "why"` gives it up.',
        strategy=e.ref,
    ),
    commitment.AlreadyCommitted: lambda _, e: _(
        "You already committed to {ref} in exactly these words.", ref=e.ref
    ),
    commitment.ConcernAnswered: lambda _, _e: _("This concern was answered already."),
    commitments.ConcernGone: lambda _, _e: _("This concern was taken back."),
}
