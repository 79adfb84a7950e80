"""The answers to people who only read an account: without the buttons that change it."""

from collections.abc import Sequence
from copy import copy
from dataclasses import replace

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    BlockElement,
    SectionBlock,
    TextObject,
)

from domain.permission import NotAllowed, Right
from handlers.blocks.message import Message, Reply
from handlers.blocks.payload import Pressable
from handlers.request import Request
from services import access
from services.access import Acting

Element = BlockElement | TextObject


def for_reader(request: Request, reply: Reply) -> Reply:
    """The reply, without buttons that the person may not use on the account it is about."""
    reader = _reader(request)
    if reader is None or not isinstance(reply, Message):
        return reply
    kept = [_kept(each, reader) for each in reply.blocks]
    return replace(reply, blocks=[each for each in kept if each is not None])


def _reader(request: Request) -> Acting | None:
    """The person, where they read the account and may not change it; of an archived one nobody may.

    None for everybody else: also for who reads nothing of it.
    """
    account = request.look.account
    if account is None or account.is_archived:
        return None
    try:
        acting = access.acting(request.look, Right.READ, request.now)
    except NotAllowed:
        return None
    return None if acting.may(Right.CHANGE) else acting


def _kept(block: Block, reader: Acting) -> Block | None:
    if isinstance(block, ActionsBlock):
        left = copy(block)
        left.elements = _usable(block.elements, reader)
        return left if left.elements else None
    if isinstance(block, SectionBlock) and block.accessory:
        alone = copy(block)
        alone.accessory = next(iter(_usable([block.accessory], reader)), None)
        return alone
    return block


def _usable(elements: Sequence[Element], reader: Acting) -> list[Element]:
    return [each for each in elements if not _is_refused(each, reader)]


def _is_refused(element: Element, reader: Acting) -> bool:
    if not isinstance(element, Pressable) or element.account_id != reader.account_id:
        return False
    return not reader.may(element.asks)
