"""The readers of an account's channel, as its team and its owner see them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement

from domain.account import Account
from domain.activity import Activity
from domain.audience import Audience
from domain.permission import Right
from domain.person import Person, told_apart
from handlers.blocks.escaping import brief, escape
from handlers.blocks.message import Message, actions, context, section
from handlers.blocks.payload import Button, Payload
from handlers.lights.views import NAME
from language.speech import Speech
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
        blocks += [section(guests(_, found.guests)), *_row(_, account, found.guests, allow_button)]
    if found.companions:
        names = _names(_, found.companions)
        said = _("Reading along, as the owner allowed: {names}", names=names)
        blocks += [section(said), *_row(_, account, found.companions, stop_button)]
    return blocks


def public(_: Speech, account: Account, workspace: str) -> str:
    """Everybody can read the channel, and what that means."""
    said = (
        _("⚠️ Everybody in {workspace} can read this channel.", workspace=escape(workspace))
        if workspace
        else _("⚠️ Everybody in your workspace can read this channel.")
    )
    if not account.is_confidential:
        return said
    confidential = _(
        "The account is confidential, so I post nothing here until the channel is private."
    )
    return f"{said} {confidential}"


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
    return Message(plain, [section(text), *_row(_, account, people, allow_button), context(small)])


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
    return Message(plain, [section(text), context(small)])


def allow_button(_: Speech, account: Account, person: Person) -> ButtonElement | None:
    """Lets one guest read along; people of another company never."""
    if person.is_foreign:
        return None
    label = _("Let {name} read along", name=person.name)
    return ALLOW.draw(_, account, OfPerson(person.id), beside=person.id, label=label)


def stop_button(_: Speech, account: Account, person: Person) -> ButtonElement | None:
    """Takes the permission back in one press."""
    label = _("Stop {name} reading along", name=person.name)
    return STOP.draw(_, account, OfPerson(person.id), beside=person.id, label=label)


Drawn = Callable[[Speech, Account, Person], ButtonElement | None]


def _row(_: Speech, account: Account, people: Sequence[Person], make: Drawn) -> list[ActionsBlock]:
    buttons = [made for each in people[:SHOWN] if (made := make(_, account, each)) is not None]
    return [actions(*buttons)] if buttons else []


def _names(_: Speech, people: Sequence[Person]) -> str:
    return _.listing([brief(name, NAME) for name in told_apart(people).values()])


WHAT: dict[str, Callable[[Speech, Activity], str]] = {
    ALLOWED: lambda _, _change: _("let a guest read along"),
    STOPPED: lambda _, _change: _("let a guest read along no more"),
}
"""What each kind of change did, for the history."""
