"""Messages as a terminal shows them: their texts, and their buttons by number."""

import re
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]
INVISIBLE = re.compile("[\u200b\u2066-\u2069]")
MENTION = re.compile(r"<[@#!]?[^|>]*\|([^>]*)>")


def plain(text: str) -> str:
    """Text without what Slack reads and nobody sees."""
    seen = MENTION.sub(r"\1", INVISIBLE.sub("", text))
    return seen.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def lines(surface: Json) -> list[str]:
    """What a person reads of a message, a window or a Home, a line each."""
    told = [text for block in surface.get("blocks") or [] for text in _texts(block)]
    title = [surface["title"]["text"]] if isinstance(surface.get("title"), dict) else []
    files = [f"[picture or file: {file['title']}]" for file in surface.get("files") or []]
    return [*title, *(told or [plain(surface.get("text") or "")]), *files]


def _texts(block: Json) -> Iterator[str]:
    kind = block["type"]
    if kind == "divider":
        yield "---"
    elif kind in ("header", "section"):
        found = [block.get("text"), *(block.get("fields") or [])]
        yield from (plain(each["text"]) for each in found if each)
    elif kind == "context":
        yield " ".join(plain(each["text"]) for each in block["elements"] if "text" in each)
    elif kind == "input":
        yield f"{plain(block['label']['text'])}  ({block['block_id']}=…)"


def buttons(surface: Json) -> list[tuple[str, str]]:
    """The action id and the label of every button, in order."""
    elements = [
        element
        for block in surface.get("blocks") or []
        for element in [block.get("accessory") or {}, *(block.get("elements") or [])]
    ]
    return [
        (element["action_id"], plain(element["text"]["text"]))
        for element in elements
        if element.get("type") == "button" and element.get("action_id")
    ]
