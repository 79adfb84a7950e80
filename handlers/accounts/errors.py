"""Errors about accounts."""

from domain import account, audience
from handlers.accounts import moving_views
from handlers.accounts.commands import SaidElsewhere
from handlers.blocks.escaping import escape
from handlers.error_messages import ErrorMessages
from handlers.grammar.shortcuts import AccountMissing
from language.speech import Speech, mark
from services import accounts, elections, moves
from services.confidentiality import NothingToLift


def channel_taken(_: Speech, error: account.ChannelTaken) -> str:
    """Which account lives here."""
    name = escape(error.name)
    if error.is_archived:
        return _(
            "This channel's account, {name}, is archived. `/kam account restore` brings it back.",
            name=name,
        )
    return _(
        "This channel already has an account: {name}. "
        '`/kam account rename "…"` gives it another name.',
        name=name,
    )


ERROR_MESSAGES: ErrorMessages = {
    account.ChannelTaken: channel_taken,
    account.NameTaken: mark(
        "There is already an account called {name}. Please choose another name."
    ),
    audience.NoGuestHere: lambda _, e: _(
        "{name} is not a guest in the account's channel. `/kam team` shows who reads there.",
        name=escape(e.name or _("Somebody")),
    ),
    NothingToLift: mark("Nobody asks to lift it any more."),
    audience.ReadsAlready: mark("They already read along."),
    audience.ReadsNotAlong: mark("They do not read along."),
    audience.NeedsPrivateChannel: mark(
        "Everybody in the workspace can read this channel. Make it private first, then: "
        "`/kam settings confidential on`"
    ),
    account.AlreadyArchived: mark("This account is already archived."),
    account.NotArchived: mark("This account is not archived."),
    account.UnknownTimeZone: mark("I do not know the time zone {name}."),
    elections.NobodyProposed: mark(
        "It is settled by now who owns this account. `/kam team` says who."
    ),
    elections.OwnProposal: lambda _, e: _(
        "You proposed {name}; somebody else of the team has to agree. An admin can decide as well: "
        "`/kam account owner @name`",
        name=escape(e.name or _("somebody")),
    ),
    AccountMissing: mark("Please choose an account, or type its name below."),
    accounts.NoneOfYours: mark(
        "“{typed}” does not match exactly one of your accounts. Type its name or its "
        "channel, such as "
        "`#acme-team`."
    ),
    moves.CannotMove: moving_views.cannot,
    SaidElsewhere: mark("An account is set up by somebody in its channel. Please say this there."),
    accounts.NotAChannel: mark(
        "Every account has a channel. Please say this in the channel of its team."
    ),
    accounts.SharedChannel: mark(
        "Another company can read this channel, so no account "
        "can be set up here. Please choose an internal channel."
    ),
    accounts.LeadersChannel: mark(
        "Leaders read the portfolio of all accounts in this channel, so no account can be set up "
        "here. Please choose another channel."
    ),
    accounts.NotInChannel: mark(
        "Whoever sets up an account, and whoever owns it, must be in its channel. "
        "Please join it first."
    ),
    accounts.ChannelUnknown: mark(
        "Slack did not tell me who is in this channel. Please invite me first: `/invite @kam`"
    ),
    accounts.NotInTeam: mark(
        "The owner must be in the account's channel. Please invite them there first."
    ),
}
