"""The button that takes a change back, and the line beside which it stands."""

from dataclasses import dataclass

from slack_sdk.models.blocks import Block, ButtonElement

from domain.account import Account
from domain.activity import Activity
from handlers.blocks.escaping import escape
from handlers.blocks.message import context, section
from handlers.blocks.payload import Button, Payload
from language.speech import Speech, mark


@dataclass(frozen=True)
class OfChange(Payload):
    """A change, by the id of its activity."""

    activity: int


UNDO = Button("undo", mark("Undo"), OfChange)


def undo_button(_: Speech, account: Account, activity: Activity) -> ButtonElement:
    """Takes back one change."""
    return UNDO.draw(_, account, OfChange(activity.saved_id))


def undoable(
    _: Speech, account: Account, activity: Activity, text: str, *facts: str
) -> list[Block]:
    """A change in a line, with the button that takes it back; under it where it was, and facts."""
    small = " · ".join(filter(None, [escape(account.name), *facts]))
    return [section(text, undo_button(_, account, activity)), context(small)]
