"""News of an account itself as its channel reads it, and the message to its new owner."""

from dataclasses import dataclass

from domain.account import Account
from domain.activity import Activity
from handlers.blocks.escaping import escape
from handlers.blocks.message import Message, actions, context, said
from handlers.lights.buttons import LOG
from language.speech import Speech, mark
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
    text = _(
        SENTENCES[change.activity.kind],
        who=change.who,
        before=change.was,
        name=change.name,
        owner=change.owner,
    )
    if change.activity.undone_at is not None:
        text = _("Taken back: {what}", what=text)
    return said(escape(text), plain=text)


SENTENCES = {
    RENAMED: mark("{who} renamed {before} to {name}."),
    HANDED_OVER: mark("{who} handed {name} over to {owner}."),
    ARCHIVED: mark("{who} archived {name}. Nothing more is posted here."),
    RESTORED: mark("{who} brought {name} back."),
}


def at_home(_: Speech, account: Account, who: str | None) -> Message:
    """The greeting of the bot in a channel that looks after an account by now."""
    text = _("This channel looks after {name}.", name=account.name)
    if who is not None:
        text = _("{who} set up {name} in this channel.", who=who, name=account.name)
    everybody = _("Everybody here is the team. `/kam help` shows what you can say.")
    log = actions(LOG.draw(_, account))
    return said(escape(text), context(everybody), log, plain=text)


def new_owner(_: Speech, account: Account, who: str) -> Message:
    """The new owner learns that the account is theirs, and what that means."""
    text = _("{who} handed {name} over to you.", who=who, name=account.name)
    if account.is_archived:
        return said(escape(text))
    means = _(
        "As its owner you decide on its settings and its readers, and hear from me when "
        "something is held back. `/kam settings` in its channel shows what is set.",
    )
    return said(escape(text), context(means), plain=text)
