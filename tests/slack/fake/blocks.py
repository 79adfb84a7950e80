"""What Slack checks in the blocks of a message or view, and the ids it hands out."""

import itertools
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from tests.slack.fake.copies import clone
from tests.slack.fake.elements import (
    IN_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    check_context,
    check_element,
    check_image,
)
from tests.slack.fake.texts import (
    PLAIN,
    Problems,
    count,
    problem,
    string,
    text_itself,
    text_object,
    units,
)

Block = dict[str, Any]

MESSAGE, MODAL, HOME = "message", "modal", "home"
MOST_BLOCKS = {MESSAGE: 50, MODAL: 100, HOME: 100}
# Slack refuses a message whose blocks say more than this in all (`msg_blocks_too_long`).
MOST_SAID = 12_000

_numbers = itertools.count(1)


def check_blocks(blocks: object, surface: str, at: str = "/blocks") -> Problems:
    """Everything wrong with `blocks` on a message, modal or home tab."""
    yield from count(blocks, at, MOST_BLOCKS[surface], least=0)
    if not isinstance(blocks, list):
        return
    for number, block in enumerate(blocks):
        yield from _block(block, f"{at}/{number}", surface)
    yield from _unique_block_ids(blocks, at)


def _block(block: object, at: str, surface: str) -> Problems:
    if not isinstance(block, dict):
        yield problem("must provide an object", at)
        return
    kind = str(block.get("type"))
    if kind not in _CHECKS or surface not in _SURFACES.get(kind, MOST_BLOCKS):
        yield problem(f"unsupported type: {kind}", f"{at}/type")
        return
    yield from string(block, "block_id", at, 255)
    yield from _CHECKS[kind](block, at)
    yield from _unique_action_ids(block, at)


def _unique_block_ids(blocks: list[Any], at: str) -> Problems:
    ids = Counter(b.get("block_id") for b in blocks if isinstance(b, dict))
    for block_id, times in ids.items():
        if block_id and times > 1:
            yield problem(f"`block_id` {block_id!r} already exists", at)


def _unique_action_ids(block: Block, at: str) -> Problems:
    ids = Counter(element.get("action_id") for element in elements_of(block))
    for action_id, times in ids.items():
        if action_id and times > 1:
            yield problem(f"`action_id` {action_id!r} already exists in this block", at)


def elements_of(block: Block) -> Iterator[Block]:
    """The elements of a block that a person can use: its accessory, its input, its actions."""
    for element in (block.get("accessory"), block.get("element"), *(block.get("elements") or [])):
        if isinstance(element, dict) and element.get("type") in IN_ACTIONS | IN_INPUT:
            yield element


def _section(block: Block, at: str) -> Problems:
    fields = block.get("fields")
    yield from text_object(block, "text", at, 3000, needed=fields is None)
    if fields is not None:
        yield from count(fields, f"{at}/fields", 10)
        for number, field in enumerate(fields):
            yield from text_itself(field, f"{at}/fields/{number}", 2000)
    if "accessory" in block:
        yield from check_element(block["accessory"], f"{at}/accessory", IN_SECTION)


def _header(block: Block, at: str) -> Problems:
    yield from text_object(block, "text", at, 150, kinds=PLAIN)


def _context(block: Block, at: str) -> Problems:
    yield from count(block.get("elements"), f"{at}/elements", 10)
    for number, element in enumerate(block.get("elements") or []):
        yield from check_context(element, f"{at}/elements/{number}")


def _actions(block: Block, at: str) -> Problems:
    yield from count(block.get("elements"), f"{at}/elements", 25)
    for number, element in enumerate(block.get("elements") or []):
        yield from check_element(element, f"{at}/elements/{number}", IN_ACTIONS)


def _input(block: Block, at: str) -> Problems:
    yield from text_object(block, "label", at, 2000, kinds=PLAIN)
    yield from text_object(block, "hint", at, 2000, kinds=PLAIN, needed=False)
    yield from check_element(block.get("element"), f"{at}/element", IN_INPUT)


def _image(block: Block, at: str) -> Problems:
    yield from check_image(block, at)
    yield from text_object(block, "title", at, 2000, kinds=PLAIN, needed=False)


def _markdown(block: Block, at: str) -> Problems:
    yield from string(block, "text", at, MOST_SAID, needed=True)


def _anything(block: Block, at: str) -> Problems:  # noqa: ARG001
    yield from ()


_CHECKS: dict[str, Callable[[Block, str], Problems]] = {
    "section": _section,
    "header": _header,
    "context": _context,
    "actions": _actions,
    "input": _input,
    "image": _image,
    "markdown": _markdown,
    # Not looked into: kam does not send them, but a fake must not refuse what Slack accepts.
    **dict.fromkeys(
        ("divider", "rich_text", "video", "file", "table", "data_table", "data_visualization"),
        _anything,
    ),
}
_SURFACES = {
    "markdown": {MESSAGE},
    "table": {MESSAGE},
    "file": {MESSAGE},
    "data_table": {MESSAGE},
    "data_visualization": {MESSAGE},
}


def said(blocks: object) -> int:
    """How many units of text the blocks hold in all."""
    if isinstance(blocks, list):
        return sum(said(item) for item in blocks)
    if isinstance(blocks, dict):
        own = units(blocks["text"]) if isinstance(blocks.get("text"), str) else 0
        return own + sum(said(v) for v in blocks.values() if isinstance(v, dict | list))
    return 0


def with_ids(blocks: list[Block]) -> list[Block]:
    """A copy in which every block and element has an id, as Slack stores them."""
    blocks = clone(blocks)
    for block in blocks:
        block.setdefault("block_id", f"b{next(_numbers):05}")
        for element in elements_of(block):
            element.setdefault("action_id", f"a{next(_numbers):05}")
    return blocks
