"""The answers to people who only read an account: without the buttons that change it."""

import json
from collections.abc import Sequence
from copy import copy
from dataclasses import replace

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    BlockElement,
    ButtonElement,
    SectionBlock,
    StaticSelectElement,
    TextObject,
)

from domain.permission import NotAllowed, Right
from handlers.blocks.message import Message, Reply
from handlers.request import Request
from services import access

Element = BlockElement | TextObject

CHANGING = frozenset(
    (
        *("action", "agreement", "client", "commitment", "concern", "contact", "goal", "knowledge"),
        *("light", "milestone", "progress", "quote", "review", "strategy"),
    )
)
"""The nouns whose buttons change an account, but for those that show something."""

SHOWING = frozenset(
    ("contact.board", "goal.overview", "goal.show", "light.show", "strategy.show", "review.changes")
)


def for_reader(request: Request, reply: Reply) -> Reply:
    """The reply, without buttons that the person may not use on the account it is about."""
    if not isinstance(reply, Message) or not reply.blocks or _may_change(request):
        return reply
    account = request.look.account
    kept = [_kept(each, account.saved_id if account else 0) for each in reply.blocks]
    return replace(reply, blocks=[each for each in kept if each is not None])


def _may_change(request: Request) -> bool:
    """Whether they may, or read nothing of it either; of an archived account nobody may."""
    if request.look.account is None or request.look.account.is_archived:
        return True
    try:
        return access.acting(request.look, Right.READ, request.now).may(Right.CHANGE)
    except NotAllowed:
        return True


def _kept(block: Block, account: int) -> Block | None:
    if isinstance(block, ActionsBlock):
        left = copy(block)
        left.elements = _usable(block.elements, account)
        return left if left.elements else None
    if isinstance(block, SectionBlock) and block.accessory:
        alone = copy(block)
        alone.accessory = next(iter(_usable([block.accessory], account)), None)
        return alone
    return block


def _usable(elements: Sequence[Element], account: int) -> list[Element]:
    return [each for each in elements if not _changes(each, account)]


def _changes(element: Element, account: int) -> bool:
    action = (getattr(element, "action_id", None) or "").split("#")[0]
    if action.split(".")[0] not in CHANGING or action in SHOWING:
        return False
    return _account_of(element) == account


def _account_of(element: Element) -> object:
    value = element.value if isinstance(element, ButtonElement) else None
    if isinstance(element, StaticSelectElement) and element.options:
        value = getattr(element.options[0], "value", None)
    return json.loads(value).get("account") if value else None
