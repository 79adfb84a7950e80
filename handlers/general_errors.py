"""Errors of any conversation: who may not, who was quicker, what could not be read."""

from collections.abc import Mapping

from domain import activity, likeness, text
from domain.errors import StillOpen
from domain.permission import NotAllowed, Reason
from handlers.blocks.escaping import escape
from handlers.error_messages import ErrorMessages
from handlers.grammar.questions import question
from handlers.grammar.table import SENTENCE_LIMIT, SentenceTooLong
from handlers.history.views import verb
from handlers.incoming import InvalidPayload
from handlers.person_rates import TooQuick
from language.speech import Speech, mark
from services import access, drafts, history
from storage.inbox import Repeated
from storage.troubles import Damage, OutcomeUnknown, StorageBusy, StorageDamaged, StorageUnreachable

REFUSED: Mapping[Reason, str] = {
    Reason.UNKNOWN: mark("I do not know you yet. Please try again in a minute."),
    Reason.GUEST: mark("Guests cannot use kam here."),
    Reason.BOT: mark("Bots cannot use kam."),
    Reason.DEACTIVATED: mark("This user is deactivated."),
    Reason.FOREIGN: mark("kam is for people of this workspace only."),
    Reason.NOT_IN_TEAM: mark("Only the account's team can do this: the people in its channel."),
    Reason.READ_ONLY: mark("You can read this account, but only its team can change or export it."),
    Reason.CONFIDENTIAL: mark("This account is confidential: only its team can look into it."),
    Reason.NOT_OWNER: mark("Only the account's owner or a workspace admin can do this."),
    Reason.NOT_ADMIN: mark("Only a workspace admin can do this."),
    Reason.UNSURE: mark(
        "Slack did not tell me whether you are still in the team. Please try again in a minute."
    ),
    Reason.ARCHIVED: mark("This account is archived. `/kam account restore` brings it back."),
}
"""Why somebody may not, without a word about the account."""


def not_allowed(_: Speech, error: NotAllowed) -> str:
    """Why somebody may not, and whom they can ask."""
    said = _(REFUSED[error.reason])
    if not error.who:
        return said
    who = _.either([escape(name) for name in error.who])
    return f"{said} {_('Ask {who}.', who=who)}"


CLOSING = frozenset(
    {
        *("action.done", "action.dropped", "light.cleared"),
        *("goal.reached", "goal.dropped", "strategy.retired"),
    }
)
"""Kinds of changes after which a thing is closed, and can be taken up again."""


def changed_since(_: Speech, error: activity.ChangedSince) -> str:
    """Somebody was quicker. `by` is a name here: the dispatcher has looked it up."""
    if not error.by:
        return _("Somebody changed this a moment ago. Please look again.")
    facts = {"who": escape(error.by), "did": verb(_, error.what), "ref": error.ref}
    if error.what in CLOSING:
        return _("{who} already {did} {ref}. `/kam reopen {ref}` takes it up again.", **facts)
    return _("{who} already {did} {ref}. Please look again.", **facts)


def damaged(_: Speech, error: StorageDamaged) -> str:
    """The part of the server that somebody must mend before anything can be saved again."""
    what = {
        Damage.GONE: _("My database file is gone."),
        Damage.UNREADABLE: _("My database file is damaged."),
        Damage.FULL: _("The disk of my database is full."),
    }[error.damage]
    rest = _("Nothing was saved. Please tell whoever runs me.")
    return f"{what} {rest}"


def unknown_ref(_: Speech, error: history.UnknownRef) -> str:
    """There is no such thing, and where those are listed that there are."""
    lists = {
        "L": _("`/kam lights` shows all."),
        "G": _("`/kam goals` shows all."),
        "M": _("`/kam goals` shows all."),
        "S": _("`/kam strategies` shows all."),
        "A": _("`/kam plan` shows all."),
    }
    missing = _("There is no {ref} in this account.", ref=escape(error.ref))
    return " ".join(filter(None, [missing, lists.get(error.ref[:1].upper())]))


ERROR_MESSAGES: ErrorMessages = {
    NotAllowed: not_allowed,
    InvalidPayload: lambda _, _e: _(
        "This button or window is not one of mine, or older than I am. Please type it instead: "
        "`/kam help` shows how."
    ),
    TooQuick: lambda _, e: _(
        "You are quick today: I can take {most} a minute from one person. "
        "Please go on in {seconds} s; I did not keep this one.",
        most=e.most,
        seconds=e.seconds,
    ),
    StillOpen: mark("{ref} is already open."),
    Repeated: lambda _, _e: _("This came in twice; it counted once."),
    StorageBusy: lambda _, _e: _(
        "I am busy right now and did not save this. Please send it again."
    ),
    StorageUnreachable: lambda _, _e: _(
        "My database does not answer right now, and nothing was saved. Please send it again in a "
        "minute."
    ),
    StorageDamaged: damaged,
    OutcomeUnknown: lambda _, _e: _(
        "I lost my database while saving this: it may be saved, or not. Please look before you "
        "send it again."
    ),
    SentenceTooLong: lambda _, e: _(
        "That is {length} characters; {limit} is the most I can read at once.",
        length=e.length,
        limit=SENTENCE_LIMIT,
    ),
    likeness.LooksLike: question,
    text.TextMissing: lambda _, _e: _("There is no text. Please write one sentence."),
    text.TextTooLong: lambda _, e: _(
        "That is {length} characters; at most {limit} fit here. Please say it shorter.",
        length=e.length,
        limit=e.limit,
    ),
    access.NoAccountHere: lambda _, _e: _(
        "This channel has no account. Say it in the "
        "account's channel, or name that channel: `#acme`."
    ),
    history.UnknownRef: unknown_ref,
    drafts.DraftGone: lambda _, _e: _("That sentence is too old. Please send it again."),
    activity.NothingToUndo: lambda _, _e: _("There is nothing of yours to undo here."),
    activity.AlreadyUndone: lambda _, _e: _("This was taken back already."),
    activity.ChangedSince: changed_since,
}
