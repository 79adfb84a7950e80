"""The readers of an account's channel, as its team and its owner see them."""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block

from domain.account import Account
from domain.audience import Audience
from domain.permission import Right
from domain.person import Person, told_apart
from handlers.blocks.escaping import brief, escape
from handlers.blocks.message import Message, context, row, said, section
from handlers.blocks.past import Tell, tells
from handlers.blocks.payload import Button, Payload
from handlers.lights.views import NAME
from language.speech import Speech, mark
from services.audience import ALLOWED, STOPPED


@dataclass(frozen=True)
class OfPerson(Payload):
    """A guest, by their Slack id."""

    person: str


ALLOW = Button("guest.allow", "", OfPerson, Right.MANAGE)
STOP = Button("guest.stop", "", OfPerson, Right.MANAGE)
SHOWN = 5
"""Guests with a button each; the rest is named."""


def readers(_: Speech, account: Account, found: Audience, workspace: str) -> list[Block]:
    """The readers of the channel besides the team; nothing, where there are none."""
    blocks: list[Block] = []
    if found.is_public:
        blocks.append(section(public(_, account, workspace)))
    if found.guests:
        blocks += [section(guests(_, found.guests)), *_allowing(_, account, found.guests)]
    if found.companions:
        names, label = _names(_, found.companions), mark("Stop {name} reading along")
        blocks.append(section(_("Reading along, as the owner allowed: {names}", names=names)))
        blocks += _each(_, account, STOP, label, found.companions[:SHOWN])
    return blocks


def public(_: Speech, account: Account, workspace: str) -> str:
    """Everybody can read the channel, and what that means."""
    text = (
        _("⚠️ Everybody in {workspace} can read this channel.", workspace=escape(workspace))
        if workspace
        else _("⚠️ Everybody in your workspace can read this channel.")
    )
    if not account.is_confidential:
        return text
    confidential = _(
        "The account is confidential, so I post nothing here until the channel is private."
    )
    return f"{text} {confidential}"


def guests(_: Speech, people: Sequence[Person]) -> str:
    """For whom messages are held, and what can be done."""
    return _.plural(
        "⚠️ {names} is not a colleague and can read this channel, so I post nothing here.",
        "⚠️ {names} are not colleagues and can read this channel, so I post nothing here.",
        len(people),
        names=_names(_, people),
    )


def held_for(_: Speech, account: Account, people: Sequence[Person]) -> Message:
    """The owner learns which guests read in the channel, and what can be done."""
    name = escape(account.name)
    who = _.plural(
        "{names} is not a colleague and can read its channel.",
        "{names} are not colleagues and can read its channel.",
        len(people),
        names=_names(_, people),
    )
    todo = _(
        "Take them out of the channel, or let them read along: then they read everything that I "
        "post there."
    )
    text = _("I am holding back messages about *{name}*: {why}", name=name, why=f"{who} {todo}")
    plain = _("I am holding back messages about {name}.", name=account.name)
    small = _("You get this once, because you own {name}.", name=account.name)
    return said(text, *_allowing(_, account, people), context(small), plain=plain)


def owner_left(_: Speech, account: Account) -> Message:
    """The question to an owner who left the account's channel about who follows."""
    text = _(
        "You left the channel of *{name}* and still own the account. Please hand it over to "
        "somebody in the team: `/kam account owner @name`, in that channel or with its name "
        "behind it.",
        name=escape(account.name),
    )
    plain = _("You left the channel of {name} and still own the account.", name=account.name)
    small = _("Until then everything that the owner may do is still yours.")
    return said(text, context(small), plain=plain)


def _allowing(_: Speech, account: Account, people: Sequence[Person]) -> list[Block]:
    """Buttons that let guests read along; people of another company never."""
    found = [each for each in people[:SHOWN] if not each.is_foreign]
    return _each(_, account, ALLOW, mark("Let {name} read along"), found)


def _each(
    _: Speech, account: Account, way: Button[OfPerson], label: str, people: Sequence[Person]
) -> list[Block]:
    """A button for each of these people."""
    return row(
        *(
            way.draw(_, account, OfPerson(one.id), beside=one.id, label=_(label, name=one.name))
            for one in people
        )
    )


def _names(_: Speech, people: Sequence[Person]) -> str:
    return _.listing([brief(name, NAME) for name in told_apart(people).values()])


WHAT: dict[str, Tell] = {
    ALLOWED: tells(mark("let a guest read along")),
    STOPPED: tells(mark("let a guest read along no more")),
}
"""What each kind of change did, for the history."""
