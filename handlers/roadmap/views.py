"""The answers about the road map."""

from slack_sdk.models.blocks import ButtonElement

from domain.account import Account
from domain.permission import Right
from handlers.blocks.message import Message, actions, said, section
from handlers.lights.views import account_name
from handlers.roadmap.buttons import SHARE
from language.speech import Speech
from services.access import Acting


def on_its_way(_: Speech, acting: Acting) -> Message:
    """The map comes as a direct message; whoever may change the account can share it."""
    details = _(
        "The road map of {account} comes to you as a direct message in a moment.",
        account=account_name(acting.account),
    )
    return sharable(acting, details, SHARE.draw(_, acting.account))


def sharable(acting: Acting, details: str, share: ButtonElement) -> Message:
    """The confirmation of a request; the button is for whoever may change the account."""
    if not acting.may(Right.CHANGE):
        return said(details)
    return Message(details, [section(details), actions(share)])


def shared(_: Speech, account: Account) -> Message:
    """The map is posted in the channel."""
    return said(
        _(
            "I post the road map of {account} in the account's channel.",
            account=account_name(account),
        )
    )
