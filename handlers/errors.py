"""What went wrong, said in the language of the person who reads it: what, and what to do now."""

from domain.errors import KamError
from domain.permission import NotAllowed
from handlers.commands.table import Misunderstood
from handlers.mrkdwn import escape, shorten
from handlers.sayings import SAYINGS
from handlers.speech import Speech
from handlers.views.help import misunderstood
from handlers.views.message import Message, said
from storage.inbox import Repeated

GIVEN_BACK = 1_000
"""How much of a sentence that is far too long is given back."""


def speak(_: Speech, error: KamError, typed: str = "") -> Message:
    """The answer to somebody whose sentence or press could not be carried out.

    What was typed is given back, except to somebody who may not say anything here at all.
    """
    if isinstance(error, Misunderstood):
        return misunderstood(_, error.command, error.typed, _problem(_, error))
    if typed and not isinstance(error, NotAllowed | Repeated):
        return misunderstood(_, None, shorten(typed, GIVEN_BACK), sentence(_, error))
    return said(sentence(_, error))


def sentence(_: Speech, error: KamError) -> str:
    """The error as one or two sentences; an unknown kind is said to be ours to mend."""
    for kind in type(error).__mro__:
        if kind in SAYINGS:
            return SAYINGS[kind](_, error)
    return _("That did not work, and it is not your fault.")


def _problem(_: Speech, error: Misunderstood) -> str:
    if error.cause is not None:
        return sentence(_, error.cause)
    word = escape(shorten(error.word, 60))
    if error.command is None:
        return _("I do not know “{word}”.", word=word)
    first = error.typed.split(maxsplit=1)[0].casefold() if error.typed.split() else ""
    if first not in error.command.names:
        return _("I do not know “{word}”. Did you mean this?", word=word)
    if not word:
        return _("Something is missing.")
    return _("I cannot read this from “{word}” on.", word=word)
