"""Windows: modals that are only read, and what a form gains when a shortcut opens it."""

from collections.abc import Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    SectionBlock,
)
from slack_sdk.models.views import View

from domain.account import NAME_LIMIT, Account
from domain.text import SENTENCE_LIMIT
from handlers.blocks import inputs
from handlers.blocks.message import Message, context, said, section
from handlers.blocks.payload import OPTIONS
from language.speech import Speech

TITLE = "kam"
ACCOUNT = "account"
OTHER = "other_account"


def window(message: Message) -> View:
    """A message to be read and closed. Without its buttons: nothing could answer them there."""
    shown = [_read_only(block) for block in message.blocks if not isinstance(block, ActionsBlock)]
    return View(type="modal", title=TITLE, blocks=shown or [section(message.text)])


def _read_only(block: Block) -> Block:
    if isinstance(block, SectionBlock) and block.accessory is not None:
        return SectionBlock(text=block.text, fields=block.fields)
    return block


def picker(_: Speech, accounts: Sequence[Account]) -> list[Block]:
    """Which account a form is about; `accounts` in the order in which they are offered."""
    names = {str(account.id): account.name for account in accounts}
    is_cut = len(names) > OPTIONS
    asked = inputs.select(
        ACCOUNT,
        _("Which account is it about?"),
        names,
        initial=next(iter(names)) if len(names) == 1 else None,
        placeholder=_("Choose an account"),
        optional=is_cut,
    )
    return [asked, _other(_, len(accounts))] if is_cut else [asked]


def _other(_: Speech, count: int) -> Block:
    hint = _(
        "Above are the {shown} of your {count} accounts that you worked on last.",
        shown=OPTIONS,
        count=count,
    )
    label = _("Or type another one's name or channel")
    limit = NAME_LIMIT + 1
    return inputs.text(OTHER, label, "#acme-team", hint=hint, optional=True, limit=limit)


def without_text(_: Speech) -> Block:
    """The shortcut was used on a picture, a file or the like."""
    return context(_("That message has no text. Please say in your own words what it is about."))


def cut(_: Speech, length: int) -> Block:
    """The message is longer than what the form takes."""
    return context(
        _(
            "The message has {length} characters and {limit} fit here: this is its beginning.",
            length=length,
            limit=SENTENCE_LIMIT,
        )
    )


def unopened(_: Speech) -> Message:
    """Slack opened no window: it was too slow, or we were."""
    return said(_("Slack did not open the window in time. Please try once more."))


def no_account(_: Speech) -> Message:
    """The person is in no team, so there is nothing they could say this of."""
    return said(
        _("You are in no account's team yet. `/kam start` in a team's channel sets its account up.")
    )
