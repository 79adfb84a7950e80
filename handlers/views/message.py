"""What the product says in one go, and the few blocks that every Slack client draws.

`text` is the whole message for screen readers and notifications: it must read as a sentence.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    DividerBlock,
    HeaderBlock,
    InteractiveElement,
    MarkdownTextObject,
    SectionBlock,
)
from slack_sdk.models.views import View

from handlers.mrkdwn import SECTION_TEXT, shorten

HEADER_TEXT = 150
BUTTON_TEXT = 75


@dataclass(frozen=True)
class Message:
    """A text and its blocks.

    `replace` rewrites the message whose button was pressed. `is_problem`: nothing was done.
    `resync`: the members of the channel are to be read in afterwards.
    """

    text: str
    blocks: Sequence[Block] = field(default=())
    replace: bool = False
    is_problem: bool = False
    resync: bool = False

    def payload(self) -> dict[str, Any]:
        """The arguments of a post, an update or an answer."""
        return {"text": self.text, "blocks": [block.to_dict() for block in self.blocks]}


@dataclass(frozen=True)
class Open:
    """A modal to open instead of saying something."""

    view: View


Reply = Message | Open


def mrkdwn(text: str) -> MarkdownTextObject:
    """Text with our own formatting; nothing in it becomes a link or a mention by itself."""
    return MarkdownTextObject(text=shorten(text, SECTION_TEXT), verbatim=True)


def section(text: str, accessory: ButtonElement | None = None) -> SectionBlock:
    """A paragraph."""
    return SectionBlock(text=mrkdwn(text), accessory=accessory)


def header(text: str) -> HeaderBlock:
    """A headline; plain text."""
    return HeaderBlock(text=shorten(text, HEADER_TEXT))


def context(*texts: str) -> ContextBlock:
    """Small print."""
    return ContextBlock(elements=[mrkdwn(text) for text in texts if text])


def divider() -> DividerBlock:
    """A line."""
    return DividerBlock()


def actions(*buttons: InteractiveElement) -> ActionsBlock:
    """A row of buttons."""
    return ActionsBlock(elements=list(buttons))


def button(
    label: str, action: str, value: dict[str, Any], *, style: str | None = None
) -> ButtonElement:
    """A button; `value` is a hint that is checked when it comes back, never proof."""
    return ButtonElement(
        text=shorten(label, BUTTON_TEXT),
        action_id=action,
        value=json.dumps(value, separators=(",", ":")),
        style=style,
    )


def said(text: str, *, replace: bool = False) -> Message:
    """A message of one paragraph."""
    return Message(text, [section(text)], replace=replace)
