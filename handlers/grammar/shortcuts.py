"""Slack's shortcuts: each opens the form of a noun, on a message or from anywhere.

In the home channel of an account the form is about that account. Elsewhere, as in a channel
shared with the customer, it asks which of one's own accounts it is about.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from domain.errors import Invalid
from domain.permission import NotAllowed, Right
from domain.text import SENTENCE_LIMIT, one_line, shorten
from handlers.blocks import windows as views
from handlers.blocks.fields import at_field
from handlers.blocks.message import Open, Reply
from handlers.grammar.grammar import Run
from handlers.names import with_names
from handlers.request import Request
from services import accounts
from services.access import Acting, NoAccountHere

DrawForm = Callable[[Request, Acting | None, str], View]
"""The form of a noun: for whom, on which account if one is given, with this text."""


class AccountMissing(Invalid):
    """No account was picked."""


class Surface(StrEnum):
    """Where Slack offers a shortcut, in the manifest's words."""

    MESSAGE = "message"
    ANYWHERE = "global"


@dataclass(frozen=True)
class Shortcut:
    """A shortcut as Slack shows it: `name` has at most 24 characters, `about` at most 150."""

    callback_id: str
    name: str
    about: str
    surface: Surface
    form: DrawForm

    def open(self, request: Request) -> Reply:
        """Open the form, with the text of the message if there is one; raises NotAllowed."""
        acting = _here(request)
        offered = [] if acting else accounts.to_pick(request.uow, request.person.id)
        if not (acting or offered):
            return views.no_account(request.speech)
        text = one_line(with_names(request, request.incoming.value.get("text") or ""))
        account_id = acting.account_id if acting else None
        form = self.form(request, acting, shorten(text, SENTENCE_LIMIT))
        form.private_metadata = request.incoming.memo(
            account_id, link=request.incoming.value.get("link")
        )
        picker = [] if acting else views.picker(request.speech, offered)
        form.blocks = [*_notes(request, text), *picker, *form.blocks]
        return Open(form, views.unopened(request.speech))


def _here(request: Request) -> Acting | None:
    """The person on the account at home in the channel, if one is."""
    try:
        return request.acting(Right.CHANGE)
    except NoAccountHere:
        return None


def _notes(request: Request, text: str) -> Sequence[Block]:
    """Remarks on the text of a message that became a form: nothing of it is lost in silence."""
    if "text" in request.incoming.value and not text:
        return [views.without_text(request.speech)]
    return [views.cut(request.speech, len(text))] if len(text) > SENTENCE_LIMIT else []


def picked(run: Run) -> Run:
    """`run`, for a form that may have asked which account it is about."""

    def on_the_account(request: Request, **values: object) -> Reply:
        with at_field(views.ACCOUNT, NotAllowed, NoAccountHere, AccountMissing):
            return run(_on_another(request), **values)

    return on_the_account


def _on_another(request: Request) -> Request:
    """The turn on the account that was typed, if one was; raises AccountMissing, NoneOfYours."""
    entered = request.incoming.value
    typed = one_line(entered.get(views.OTHER) or "")
    if typed:
        with at_field(views.OTHER):
            account_id = accounts.one_of(request.uow, request.person.id, typed)
        return request.about(account_id)
    if views.OTHER in entered and not entered.get(views.ACCOUNT):
        raise AccountMissing
    return request
