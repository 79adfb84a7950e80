"""Failures, explained to a person in their language: the problem, and the next step.

Here too is the one broad except of the product besides the job wrapper: whatever nobody
foresaw is logged under an incident's id, and the person is told that id.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TypeVar

import structlog
from slack_bolt import App, BoltResponse

from domain import account, light
from domain.errors import KamError
from domain.permission import NotAllowed
from domain.text import shorten
from handlers.blocks.escaping import brief
from handlers.blocks.message import Message, context, said, section
from handlers.errors import sentence
from handlers.files.import_problems import refused
from handlers.files.imports import BadLines
from handlers.grammar.table import Misunderstood
from handlers.grammar.views import asked_back
from handlers.help.views import failed, inline_code, misunderstood
from language.sentences.asking_back import AskedBack
from language.sentences.slack_writing import readable
from language.speech import Speech
from storage.inbox import Repeated

log = structlog.get_logger()

Result = TypeVar("Result")

FIELDS: dict[type[KamError], str] = {
    account.UnknownTimeZone: "time_zone",
    light.DecideByNeedsAmber: "decide_by",
    light.DecideByPast: "decide_by",
}
"""The field of a modal that an error is about, where it is not the text."""

GIVEN_BACK = 1_000
"""How much of a sentence that is far too long is given back."""


def speak(
    _: Speech, error: KamError, typed: str = "", names: Mapping[str, str] = MappingProxyType({})
) -> Message:
    """The answer to somebody whose sentence or press could not be carried out.

    What was typed is given back, except to somebody who may not say anything here at all; `names`
    are those of the people and channels in it.
    """
    if isinstance(error, AskedBack):
        return asked_back(_, error, typed, names)
    typed = readable(typed, names)
    if isinstance(error, Misunderstood):
        if error.cause is not None:
            return failed(_, typed, sentence(_, error.cause))
        return misunderstood(_, error.command, typed, _problem(_, error))
    if isinstance(error, BadLines):
        return refused(_, error.plan)
    if typed and not isinstance(error, NotAllowed | Repeated):
        return failed(_, shorten(typed, GIVEN_BACK), sentence(_, error))
    return replace(said(sentence(_, error)), field=FIELDS.get(type(error), ""))


def _problem(_: Speech, error: Misunderstood) -> str:
    word = brief(error.word, 60)
    if error.command is None:
        return _("I do not know “{word}”.", word=word)
    if error.is_guess:
        return _("I do not know “{word}”. Did you mean this?", word=word)
    if not word:
        return _("Something is missing.")
    return _("I do not understand this from “{word}” on.", word=word)


def attempt(
    work: Callable[[], Result],
    otherwise: Callable[[str], Result],
    but: tuple[type[Exception], ...] = (),
) -> Result:
    """The result of `work`; of `otherwise`, where it fails for an unforeseen reason.

    `otherwise` gets the id of the incident in the log. Exceptions of the kinds `but` are raised.
    """
    try:
        return work()
    except but:
        raise
    except Exception as error:
        return otherwise(_incident(error))


MISSHAPEN = (LookupError, TypeError, AttributeError, ValueError)
"""How it ends when a delivery lacks what Slack always sends, or has it in another shape."""


def register(app: App) -> None:
    """Catch what fails outside `attempt`: Slack is told so and repeats what it can repeat."""

    def failed(error: Exception) -> BoltResponse:
        _incident(error)
        return BoltResponse(status=400 if isinstance(error, MISSHAPEN) else 500)

    app.error(failed)


def _incident(error: Exception) -> str:
    incident = secrets.token_hex(4)
    log.error("incident", incident=incident, reason=type(error).__name__, exc_info=error)
    return incident


def apology(_: Speech, incident: str, typed: str = "") -> Message:
    """The message when the product itself failed; the typed sentence is given back."""
    text = _(
        "Something went wrong on my side, and nothing was saved. Please try again. "
        "If it happens again, tell your administrator the number {incident}.",
        incident=incident,
    )
    if not typed:
        return said(text)
    given_back = _("You typed: {typed}", typed=inline_code(shorten(typed, GIVEN_BACK)))
    return Message(f"{text} {given_back}", [section(text), context(given_back)])
