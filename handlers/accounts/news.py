"""News of an account itself as its channel reads it, and the message to its new owner."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from slack_sdk.models.blocks import ButtonElement

from domain.account import Account
from domain.activity import Activity
from handlers.blocks.escaping import escape
from handlers.blocks.message import Message, actions, context, said, section
from handlers.lights.buttons import LOG
from language.speech import Speech
from services.accounts import ARCHIVED, HANDED_OVER, RENAMED, RESTORED


@dataclass(frozen=True)
class AccountChange:
    """A change of an account: the person who made it, and the owner, both by name."""

    account: Account
    activity: Activity
    who: str
    owner: str

    @property
    def name(self) -> str:
        """The account's name as it was when the change was made."""
        return str((self.activity.after or {}).get("name", self.account.name))

    @property
    def was(self) -> str:
        """The account's name before."""
        return str((self.activity.before or {}).get("name", self.account.name))


def news(_: Speech, change: AccountChange) -> Message:
    """A sentence on what somebody did with the account, or that it was taken back."""
    text = SENTENCES[change.activity.kind](_, change)
    if change.activity.undone_at is not None:
        text = _("Taken back: {what}", what=text)
    return Message(text, [section(escape(text))])


SENTENCES: Mapping[str, Callable[[Speech, AccountChange], str]] = {
    RENAMED: lambda _, one: _(
        "{who} renamed {before} to {name}.", who=one.who, before=one.was, name=one.name
    ),
    HANDED_OVER: lambda _, one: _(
        "{who} handed {name} over to {owner}.", who=one.who, name=one.name, owner=one.owner
    ),
    ARCHIVED: lambda _, one: _(
        "{who} archived {name}. Nothing more is posted here.", who=one.who, name=one.name
    ),
    RESTORED: lambda _, one: _("{who} brought {name} back.", who=one.who, name=one.name),
}


def at_home(_: Speech, account: Account, who: str | None) -> Message:
    """The greeting of the bot in a channel that looks after an account by now."""
    text = _("This channel looks after {name}.", name=account.name)
    if who is not None:
        text = _("{who} set up {name} in this channel.", who=who, name=account.name)
    everybody = _("Everybody here is the team. `/kam help` shows what you can say.")
    buttons: list[ButtonElement] = [LOG.draw(_, account)]
    return Message(text, [section(escape(text)), context(everybody), actions(*buttons)])


def new_owner(_: Speech, account: Account, who: str) -> Message:
    """The new owner learns that the account is theirs, and what that means."""
    text = _("{who} handed {name} over to you.", who=who, name=account.name)
    if account.is_archived:
        return said(escape(text))
    means = _(
        "As its owner you decide on its settings and its readers, and hear from me when "
        "something is held back. `/kam settings` in its channel shows what is set.",
    )
    return Message(text, [section(escape(text)), context(means)])
