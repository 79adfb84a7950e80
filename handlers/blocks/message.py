"""One message of the product, and the few blocks that every Slack client draws.

`text` is the whole message for screen readers and notifications: it must read as a sentence.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
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

from domain.text import shorten
from handlers.blocks.escaping import SECTION_TEXT, escape, inert
from language.lists import paragraphs
from language.speech import Speech

HEADER_TEXT = 150


@dataclass(frozen=True)
class Picture:
    """A drawing to upload: SVG, the same in words, and what the file and its title are called.

    `sharp`: pixels a unit of the drawing gets.
    """

    svg: str
    alt: str
    name: str
    title: str
    sharp: float = 2


@dataclass(frozen=True)
class Document:
    """A file to upload as it is; `name` and `ending` are what it is called on somebody's disk."""

    content: bytes
    name: str
    ending: str
    title: str


File = Picture | Document


@dataclass(frozen=True)
class Message:
    """A text and its blocks.

    `replace` rewrites the message whose button was pressed. `is_problem`: nothing was done;
    `field` is the block of a modal that it is about. `resync`: the members of the channel are
    to be read in afterwards. With `files` the text stands above them, escaped as in
    a section, and there are no blocks.
    """

    text: str
    blocks: Sequence[Block] = ()
    replace: bool = False
    is_problem: bool = False
    field: str = ""
    resync: bool = False
    files: Sequence[File] = ()

    def payload(self) -> dict[str, Any]:
        """The arguments of a post, an update or an answer; drawn once."""
        return self._drawn

    @cached_property
    def _drawn(self) -> dict[str, Any]:
        blocks = [block.to_dict() for block in self.blocks]
        return {"text": inert(self.text), "blocks": blocks}


@dataclass(frozen=True)
class Open:
    """A modal to open; `instead` is said, with a button that opens it, where Slack opens none.

    As the answer to a modal that was sent it takes that one's place: the next page.
    """

    view: View
    instead: Message

    def payload(self) -> dict[str, Any]:
        """The modal, as Slack takes it."""
        return self.view.to_dict()


Reply = Message | Open


def mrkdwn(text: str) -> MarkdownTextObject:
    """Text with our own formatting; nothing in it becomes a link or a mention by itself."""
    return MarkdownTextObject(text=shorten(text, SECTION_TEXT), verbatim=True)


def section(text: str, accessory: InteractiveElement | None = None) -> SectionBlock:
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


def packed(value: dict[str, Any]) -> str:
    """The JSON that a button or an option carries, and brings back."""
    return json.dumps(value, separators=(",", ":"))


def opens(_: Speech, way_in: ButtonElement) -> Message:
    """Said where a modal cannot be opened: from a message, or too long after a press."""
    text = _("This opens in a window. Please press the button.")
    return Message(text, [section(text), actions(way_in)])


def row(*buttons: InteractiveElement) -> list[Block]:
    """A row of buttons; nothing where there are none."""
    return [actions(*buttons)] if buttons else []


def sections(lines: Sequence[str], accessory: InteractiveElement | None = None) -> list[Block]:
    """Lines as paragraphs, in as many blocks as they need; beside the first what belongs there."""
    first, *others = paragraphs(lines) or [""]
    return [section(first, accessory), *map(section, others)] if first else []


def pictured(title: str, svg: str, alt: str, name: str, sharp: float = 2) -> Message:
    """A drawing below its title; `title` and `alt` as they are, whatever people wrote in them."""
    picture = Picture(svg, inert(alt), name, inert(title), sharp)
    return Message(escape(title), files=[picture])


def said(text: str, *below: Block, plain: str = "", replace: bool = False) -> Message:
    """A message of one paragraph, and what stands below it; `plain` is how it is read aloud."""
    return Message(plain or text, [section(text), *below], replace=replace)
