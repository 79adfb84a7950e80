"""The settings of an account and of a person in words, and the answers to who changed them."""

from collections.abc import Iterable, Sequence

from slack_sdk.models.blocks import Block

from domain.account import Account
from domain.activity import Activity
from domain.person import Person
from handlers.blocks.escaping import escape
from handlers.blocks.message import Message, actions, context, said, section
from handlers.blocks.past import Tell
from handlers.history.buttons import undo_button
from handlers.lights.views import account_name
from handlers.mutes.views import name_of
from handlers.settings import of_account, of_person
from handlers.settings.buttons import ABOUT_ME, FORM, MINE
from language.speech import Speech
from services.mutes import Muted
from services.settings import CHANGED, Facts, Saved

# ------------------------------------------------------------------------------------- in words


def lines(_: Speech, found: Facts) -> list[str]:
    """Several settings of an account, a line each, in the order of the window."""
    return [
        setting.line(_, found[setting.name])
        for setting in of_account.SETTINGS
        if setting.name in found
    ]


# ------------------------------------------------------------------------------------ the answers


def saved(_: Speech, account: Account, done: Saved) -> Message:
    """The settings that were changed, and those that others have changed meanwhile."""
    lift = lift_asked(_, account) if done.lift is not None else ""
    end = [*_meanwhile(_, done), actions(MINE.draw(_))]
    if done.activity is None:
        return said(lift or _("Nothing changed: it is already set that way."), *end)
    details = lines(_, done.activity.after or {})
    return Message(
        _("Saved. {what}", what=" · ".join(details)),
        [
            section(_listed(_, map(escape, details)), undo_button(_, account, done.activity)),
            *([section(lift)] if lift else []),
            *end,
            context(account_name(account)),
        ],
    )


def _listed(_: Speech, details: Iterable[str]) -> str:
    return "\n".join([f"*{_('Saved.')}*", *(f"• {each}" for each in details)])


def lift_asked(_: Speech, account: Account) -> str:
    """Only the owner lifts confidentiality at once: what becomes of an admin's wish."""
    until = account.lift_at.astimezone(account.zone) if account.lift_at else None
    return _(
        "The account is confidential until {until}: the owner can agree or say no until then. "
        "Owner and team are told.",
        until=_.moment(until) if until else "",
    )


def _meanwhile(_: Speech, done: Saved) -> list[Block]:
    if not done.meanwhile:
        return []
    details = " · ".join(lines(_, done.meanwhile))
    what = _("Changed by others in the meantime, and left as is: {what}", what=escape(details))
    return [context(what)]


def changed_meanwhile(_: Speech, changes: Facts, who: str | None) -> str:
    """Why nothing was saved, in a field of the window."""
    details = _.listing(lines(_, changes))
    if who is None:
        return _(
            "This was changed in the meantime: {what}. Nothing was saved; open it again.",
            what=details,
        )
    return _(
        "{who} has changed this in the meantime: {what}. Nothing was saved; open it again to "
        "decide.",
        who=who,
        what=details,
    )


def _what(_: Speech, change: Activity) -> str:
    details = _.listing(lines(_, change.after or {}))
    return _("changed the settings: {what}", what=details)


WHAT: dict[str, Tell] = {CHANGED: _what}
"""What a change did, for the history."""


def saved_mine(
    _: Speech, person: Person, lifted: Sequence[Muted], account: Account | None
) -> Message:
    """One's own settings as they are now."""
    shown = [setting for setting in of_person.SETTINGS if setting.name in of_person.SAID]
    details = [setting.line(_, getattr(person, setting.name)) for setting in shown]
    again = [name_of(_, muted.topic, muted.account) for muted in lifted]
    details += [_("You are told again: {what}.", what=what) for what in again]
    buttons = [MINE.draw(_), ABOUT_ME.draw(_)] + ([FORM.draw(_, account)] if account else [])
    plain = _("Saved. {what}", what=" · ".join(details))
    return said(_listed(_, details), actions(*buttons), plain=plain)


def who_has_left(_: Speech) -> str:
    """The name that stands for somebody who was erased."""
    return _("somebody who has left")
