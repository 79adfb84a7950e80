"""Cursors: opaque to the caller, here the position of the next item."""

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from tests.slack.fake.call import Call
from tests.slack.fake.errors import SlackError

Json = dict[str, Any]
Item = TypeVar("Item")


def page(
    call: Call,
    items: Sequence[Item],
    *,
    key: Callable[[Item], str],
    default: int = 100,
    most: int = 1000,
) -> tuple[list[Item], str]:
    """The page `limit` and `cursor` ask for, and the cursor of the next ("" at the end).

    The cursor names the first item of the next page, so that items added or removed meanwhile
    shift nothing.
    """
    limit = _limit(call, default, most)
    start = _start(call, [key(item) for item in items])
    rest = items[start + limit : start + limit + 1]
    cursor = base64.b64encode(f"next:{key(rest[0])}".encode()).decode() if rest else ""
    return list(items[start : start + limit]), cursor


def _limit(call: Call, default: int, most: int) -> int:
    asked = str(call.args.get("limit") or default)
    if not asked.isdecimal() or not 1 <= int(asked) <= most:
        raise SlackError("invalid_limit")
    return int(asked)


def _start(call: Call, keys: list[str]) -> int:
    cursor = call.args.get("cursor")
    if not cursor:
        return 0
    try:
        return keys.index(base64.b64decode(str(cursor)).decode().removeprefix("next:"))
    except (binascii.Error, UnicodeDecodeError, ValueError):
        raise SlackError("invalid_cursor") from None


def following(cursor: str) -> Json:
    """The part of an answer that carries the cursor."""
    return {"response_metadata": {"next_cursor": cursor}}
