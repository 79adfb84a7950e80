"""What happened, as people read it."""

from collections.abc import Mapping, Sequence

from slack_sdk.models.blocks import Block

from domain.account import Account
from domain.activity import Activity
from domain.light import Colour
from handlers.mrkdwn import escape, shorten
from handlers.speech import Speech
from handlers.views.lights import colour_word, paragraphs, undo_button
from handlers.views.message import Message, actions, context, header, section
from services import accounts, lights

Names = Mapping[str, str]


def history(
    _: Speech, account: Account, changes: Sequence[Activity], names: Names, me: str
) -> Message:
    """The latest changes of an account, newest first."""
    title = _("{name}: what happened", name=account.name)
    lines = [line(_, account, change, names) for change in changes]
    blocks: list[Block] = [header(title)]
    blocks += [section(text) for text in paragraphs(lines or [_("Nothing yet.")])]
    mine = next((each for each in changes if each.by == me and each.undone_at is None), None)
    if mine is not None:
        blocks.append(actions(undo_button(_, account, mine)))
        blocks.append(
            context(_("Undo takes back your latest change: {what}", what=escape(what(_, mine))))
        )
    return Message(title, blocks)


def line(_: Speech, account: Account, change: Activity, names: Names) -> str:
    """When, who, what."""
    when = _.moment(change.at.astimezone(account.zone))
    who = names.get(change.by, _("Somebody"))
    undone = f" ({_('undone')})" if change.undone_at else ""
    why = f" ({change.why})" if change.why else ""
    return f"{when}  *{escape(who)}*  {escape(what(_, change) + why)}{undone}"


def what(_: Speech, change: Activity) -> str:
    """What a change did, without who."""
    after = change.after or {}
    text = shorten(str(after.get("text", "")), 120)
    colour = colour_word(_, Colour(after["colour"])) if "colour" in after else ""
    owner = _("another owner")
    said = {
        lights.LOGGED: _(
            "logged {ref} {colour}: {text}", ref=change.subject, colour=colour, text=text
        ),
        lights.TURNED: _("turned {ref} {colour}", ref=change.subject, colour=colour),
        lights.CLEARED: _("cleared {ref}", ref=change.subject),
        accounts.STARTED: _("set up the account"),
        accounts.RENAMED: _("renamed the account to {name}", name=after.get("name", "")),
        accounts.HANDED_OVER: _("gave the account {owner}", owner=owner),
        accounts.ARCHIVED: _("archived the account"),
        accounts.RESTORED: _("restored the account"),
    }
    return said.get(change.kind, change.kind)


def verb(_: Speech, kind: str) -> str:
    """A change in one word, as in "Ben already cleared L3"."""
    said = {
        lights.LOGGED: _("logged"),
        lights.TURNED: _("turned"),
        lights.CLEARED: _("cleared"),
    }
    return said.get(kind, _("changed"))


def undone(_: Speech, change: Activity) -> Message:
    """A change was taken back."""
    text = _("Taken back: {what}", what=escape(what(_, change)))
    return Message(text, [section(text)], replace=True)
