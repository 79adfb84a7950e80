"""What went wrong, said in the language of the person who reads it: what, and what to do now."""

from collections.abc import Callable
from typing import Any

from domain import account, activity, light, text
from domain.errors import KamError
from domain.permission import NotAllowed, Reason
from handlers.commands.dates import AmbiguousDate, PastDate, UnclearDate
from handlers.commands.table import SENTENCE_LIMIT, Misunderstood, SentenceTooLong
from handlers.mrkdwn import escape, shorten
from handlers.speech import Speech
from handlers.views.help import misunderstood
from handlers.views.history import verb
from handlers.views.lights import colour_word
from handlers.views.message import Message, said
from services import access, accounts, drafts, history
from storage.inbox import Repeated
from storage.unit_of_work import StorageBusy

Sayings = dict[type[KamError], Callable[[Speech, Any], str]]

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


def not_allowed(_: Speech, error: NotAllowed) -> str:
    """Why somebody may not, without a word about the account."""
    return {
        Reason.UNKNOWN: _("I do not know you yet. Please try again in a minute."),
        Reason.GUEST: _("Guests cannot use kam here."),
        Reason.BOT: _("Bots cannot use kam."),
        Reason.DEACTIVATED: _("This user is deactivated."),
        Reason.FOREIGN: _("kam is for people of this workspace only."),
        Reason.NOT_IN_TEAM: _(
            "Only the account's team can do this. The team is who is in its channel."
        ),
        Reason.READ_ONLY: _("You can read this account, but only its team changes it."),
        Reason.NOT_OWNER: _("Only the account's owner or a workspace admin can do this."),
        Reason.ARCHIVED: _("This account is archived. `/kam account restore` brings it back."),
    }[error.reason]


def changed_since(_: Speech, error: activity.ChangedSince) -> str:
    """Who was quicker. `by` is a name here: the desk has looked it up."""
    if not error.by:
        return _("Somebody changed this a moment ago. Please look again.")
    return _(
        "{who} already {did} {ref}. Please look again.",
        who=escape(error.by),
        did=verb(_, error.what),
        ref=error.ref,
    )


def channel_taken(_: Speech, error: account.ChannelTaken) -> str:
    """Which account lives here."""
    name = escape(error.name)
    if error.is_archived:
        return _(
            "{name} lived in this channel and is archived. `/kam account restore` brings it back.",
            name=name,
        )
    return _(
        '{name} already lives in this channel. `/kam account rename "…"` gives it another name.',
        name=name,
    )


def ambiguous_date(_: Speech, error: AmbiguousDate) -> str:
    """The days it could mean."""
    days = _(" or ").join(_.day(day) for day in error.candidates)
    return _(
        "“{text}” can mean more than one day: {days}? Please write it like 2027-10-15.",
        text=escape(error.text),
        days=days,
    )


SAYINGS: Sayings = {
    NotAllowed: not_allowed,
    Repeated: lambda _, _e: _("This came in twice; it counted once."),
    StorageBusy: lambda _, _e: _("I am busy right now and kept nothing. Please send it again."),
    SentenceTooLong: lambda _, e: _(
        "That is {length} characters; {limit} is the most I can read at once.",
        length=e.length,
        limit=SENTENCE_LIMIT,
    ),
    text.TextMissing: lambda _, _e: _("There is no text. Please write one sentence."),
    text.TextTooLong: lambda _, e: _(
        "That is {length} characters; at most {limit} fit here. Please say it shorter.",
        length=e.length,
        limit=e.limit,
    ),
    access.NoAccountHere: lambda _, _e: _(
        "No account lives in this channel. Say it in the "
        "account's channel, or name that channel: `#acme`."
    ),
    history.UnknownRef: lambda _, e: _("There is no {ref} in this account.", ref=escape(e.ref)),
    drafts.DraftGone: lambda _, _e: _("That sentence is too old. Please send it again."),
    light.AlreadyThatColour: lambda _, e: _(
        "{ref} is {colour} already.", ref=e.ref, colour=colour_word(_, e.colour)
    ),
    light.AlreadyCleared: lambda _, e: _("{ref} is cleared already.", ref=e.ref),
    light.DecideByNeedsAmber: lambda _, _e: _(
        "Only an amber light has a decide-by date: red and green are decided."
    ),
    light.BlocksNeedsRed: lambda _, _e: _("Only a red light blocks a goal."),
    light.DecideByPast: lambda _, e: _("{day} is over. Which day do you mean?", day=_.day(e.day)),
    activity.NothingToUndo: lambda _, _e: _("There is nothing of yours to undo here."),
    activity.AlreadyUndone: lambda _, _e: _("This was taken back already."),
    activity.ChangedSince: changed_since,
    account.ChannelTaken: channel_taken,
    account.NameTaken: lambda _, e: _(
        "There is already an account called {name}. Please choose another name.",
        name=escape(e.name),
    ),
    account.AlreadyArchived: lambda _, _e: _("This account is archived already."),
    account.NotArchived: lambda _, _e: _("This account is not archived."),
    account.UnknownTimeZone: lambda _, e: _(
        "I do not know the time zone {name}.", name=escape(e.name)
    ),
    accounts.NotAChannel: lambda _, _e: _(
        "An account lives in a channel. Please say this in the channel of its team."
    ),
    accounts.SharedChannel: lambda _, _e: _(
        "Another company can read this channel, so no account "
        "can live here. Please choose an internal channel."
    ),
    accounts.NotInTeam: lambda _, _e: _("The owner must be in the account's channel."),
    UnclearDate: lambda _, e: _(
        "I cannot read “{text}” as a date. Please write it like 2027-10-15, 15 Oct or next Friday.",
        text=escape(shorten(e.text, 60)),
    ),
    AmbiguousDate: ambiguous_date,
    PastDate: lambda _, e: _("{day} is over. Which day do you mean?", day=_.day(e.date)),
}
