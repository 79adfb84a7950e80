"""Messages to the owner about a home channel to which nothing is posted for now."""

from dataclasses import replace

from domain.account import Account
from domain.channel import Obstacle
from handlers.blocks.escaping import escape
from handlers.blocks.message import Message, context, said, section
from language.speech import Speech, mark


def held(_: Speech, account: Account, obstacle: Obstacle) -> Message:
    """Why nothing is posted, and what to do about it."""
    name = escape(account.name)
    text = _("I am holding back messages about *{name}*: {why}", name=name, why=why(_, obstacle))
    plain = _("I am holding back messages about {name}.", name=account.name)
    reason = (
        _("You get this once, because you own {name}.", name=name)
        if obstacle is Obstacle.PUBLIC
        else _("You get this once a day, because you own {name}.", name=name)
    )
    return said(text, context(reason), plain=plain)


def instead_of_owner(_: Speech, account: Account, message: Message) -> Message:
    """The message for somebody of the team, where the owner cannot hear it."""
    small = _(
        "You get this because the owner of {name} is not here any more. Propose who follows: "
        "`/kam account owner @name`",
        name=escape(account.name),
    )
    return replace(message, blocks=[*message.blocks[:-1], context(small)])


def with_emptied_page(_: Speech, message: Message) -> Message:
    """The message, with what has become of the account's page meanwhile."""
    text = _("I have emptied its page. It is filled again once only the account team can read it.")
    first, *rest = message.blocks
    return replace(message, blocks=[first, section(text), *rest])


WHY: dict[Obstacle, str] = {
    Obstacle.SHARED: mark(
        "another company can read its channel or has been invited to it. Nothing about the "
        "account is posted there as long as that is so."
    ),
    Obstacle.ARCHIVED: mark("its channel is archived. Bring the channel back to go on."),
    Obstacle.NOT_MEMBER: mark("I am not in its channel. Please invite me: `/invite @kam`"),
    Obstacle.GONE: mark(
        "I cannot find its channel any more. If it is private now, invite me there: `/invite @kam`"
    ),
    Obstacle.GUESTS: mark("somebody who is not a colleague can read its channel."),
    Obstacle.PUBLIC: mark(
        "it is confidential, and everybody in the workspace can read its channel. Make the "
        "channel private, or turn it off: `/kam settings confidential off`"
    ),
    Obstacle.RESTRICTED: mark(
        "I may not post in its channel. Ask whoever looks after the channel to let everybody "
        "post there, apps included."
    ),
    Obstacle.POLICY: mark(
        "a rule of your Slack workspace stands against it. Ask an admin to allow the app kam "
        "to post."
    ),
    Obstacle.UNKNOWN: mark("Slack did not tell me who can read its channel. I will try again."),
}


def why(_: Speech, obstacle: Obstacle) -> str:
    """The obstacle, and how to clear it."""
    return _(WHY[obstacle])
