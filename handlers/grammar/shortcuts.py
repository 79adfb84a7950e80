"""Slack's shortcuts: each opens the form of a noun, on a message or from anywhere.

In the home channel of an account the form is about that account. Elsewhere, as in a channel
shared with the customer, it asks which of one's own accounts it is about.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from domain.errors import Invalid
from domain.permission import NotAllowed, Right
from domain.text import SENTENCE_LIMIT, one_line
from handlers.commands.grammar import Run
from handlers.fields import at_field
from handlers.mrkdwn import shorten
from handlers.turn import Turn
from handlers.views import windows as views
from handlers.views.message import Open, Reply
from services import access, accounts
from services.access import Acting, NoAccountHere

DrawForm = Callable[[Turn, Acting | None, str, str], View]
"""The form of a noun: for whom, on which account if one is given, with this text and memo."""


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

    def open(self, turn: Turn) -> Reply:
        """Open the form, with the text of the message if there is one; raises NotAllowed."""
        acting = _here(turn)
        offered = [] if acting else accounts.to_pick(turn.uow, turn.person.id)
        if not (acting or offered):
            return views.no_account(turn.speech)
        text = one_line(turn.heard.value.get("text") or "")
        account_id = acting.account_id if acting else None
        memo = turn.heard.memo(account_id, l=turn.heard.value.get("link"))
        form = self.form(turn, acting, shorten(text, SENTENCE_LIMIT), memo)
        picker = [] if acting else views.picker(turn.speech, offered)
        form.blocks = [*_notes(turn, text), *picker, *form.blocks]
        return Open(form, views.unopened(turn.speech))


def _here(turn: Turn) -> Acting | None:
    """The person on the account at home in the channel, if one is."""
    try:
        return turn.acting(Right.CHANGE)
    except NoAccountHere:
        return None


def _notes(turn: Turn, text: str) -> Sequence[Block]:
    """What became of the message: nothing of it is lost in silence."""
    if "text" in turn.heard.value and not text:
        return [views.without_text(turn.speech)]
    return [views.cut(turn.speech, len(text))] if len(text) > SENTENCE_LIMIT else []


def picked(run: Run) -> Run:
    """`run`, for a form that may have asked which account it is about."""

    def on_the_account(turn: Turn) -> Reply:
        with at_field(views.ACCOUNT, NotAllowed, NoAccountHere, AccountMissing):
            return run(_on_another(turn))

    return on_the_account


def _on_another(turn: Turn) -> Turn:
    """The turn on the account that was typed, if one was; raises AccountMissing, NoneOfYours."""
    entered = turn.heard.value
    typed = one_line(entered.get(views.OTHER) or "")
    if typed:
        with at_field(views.OTHER):
            account_id = accounts.one_of(turn.uow, turn.person.id, typed)
        return replace(turn, look=access.look_at(turn.uow, turn.person.id, account_id))
    if views.OTHER in entered and not entered.get(views.ACCOUNT):
        raise AccountMissing
    return turn
