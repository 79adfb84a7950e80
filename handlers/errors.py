"""The sentence of every error: `ERROR_MESSAGES` of all nouns, merged.

A sentence tells what went wrong and what to do now, in the reader's language.
"""

from domain.errors import KamError
from handlers import general_errors as general
from handlers.absences import errors as absences
from handlers.accounts import errors as accounts
from handlers.actions import errors as actions
from handlers.contacts import errors as contacts
from handlers.deliveries import errors as deliveries
from handlers.error_messages import ErrorMessages, told
from handlers.files import errors as imports
from handlers.goals import errors as goals
from handlers.grammar import errors as dates
from handlers.knowledge import errors as knowledge
from handlers.lights import errors as lights
from handlers.milestones import errors as milestones
from handlers.portfolio import errors as portfolio
from handlers.questions import errors as questions
from handlers.reviews import errors as reviews
from handlers.settings import errors as settings
from handlers.strategies import errors as strategies
from language.speech import Speech

MODULES = (
    general,
    accounts,
    lights,
    actions,
    reviews,
    goals,
    questions,
    milestones,
    strategies,
    contacts,
    knowledge,
    dates,
    settings,
    imports,
    portfolio,
    deliveries,
    absences,
)
ERROR_MESSAGES: ErrorMessages = {
    error: says for module in MODULES for error, says in module.ERROR_MESSAGES.items()
}


def sentence(_: Speech, error: KamError) -> str:
    """The error as one or two sentences; an unknown kind is said to be ours to mend."""
    for kind in type(error).__mro__:
        if kind in ERROR_MESSAGES:
            return told(_, ERROR_MESSAGES[kind], error)
    return _("That did not work, and nothing was saved. It is not your fault.")
