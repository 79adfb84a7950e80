"""Errors about strategies, commitments and concerns."""

from domain import commitment, strategy
from handlers.error_messages import ErrorMessages
from language.speech import mark
from services import commitments, strategies

ERROR_MESSAGES: ErrorMessages = {
    strategy.StrategyRetired: lambda _, e: _(
        "{strategy} was retired. `/kam strategy {strategy} reopen` takes it up again.",
        strategy=e.ref,
    ),
    strategy.SameWording: mark("{ref} already says exactly this."),
    strategy.GoalNamedAlready: mark("{ref} already names {goal}."),
    strategies.StrategyInUse: lambda _, e: _(
        "Others have built on {strategy}, so it cannot be undone. "
        '`/kam strategy {strategy} retire "why"` gives it up.',
        strategy=e.ref,
    ),
    commitment.AlreadyCommitted: mark("You already committed to {ref} in exactly these words."),
    commitment.ConcernAnswered: mark("This concern was answered already."),
    commitments.ConcernGone: mark("This concern was taken back."),
}
