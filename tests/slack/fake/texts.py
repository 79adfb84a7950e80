"""Limits of strings, lists and text objects, each problem worded as Slack words it."""

from collections.abc import Collection, Iterator
from typing import Any

Problems = Iterator[str]

BOTH = ("plain_text", "mrkdwn")
PLAIN = ("plain_text",)


def problem(what: str, at: str) -> str:
    """One line of `response_metadata.messages`, without its level."""
    return f"{what} [json-pointer:{at}]"


def units(text: str) -> int:
    """The length of a text as Slack may count it: in units of UTF-16, of which an emoji has two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def length(value: str, at: str, most: int, least: int = 1) -> Problems:
    """The limits of a string in units of UTF-16, both inclusive."""
    if len(value) < least:
        yield problem(f"must be more than {least - 1} characters", at)
    if units(value) > most:
        yield problem(f"must be less than {most + 1} characters", at)


def string(
    owner: dict[str, Any], key: str, at: str, most: int, *, needed: bool = False
) -> Problems:
    """The string `key` of `owner`, if it is there or has to be."""
    value = owner.get(key)
    if value is None:
        if needed:
            yield problem(f"missing required field: {key}", at)
    elif not isinstance(value, str):
        yield problem("must be a string", f"{at}/{key}")
    else:
        yield from length(value, f"{at}/{key}", most, 1 if needed else 0)


def count(value: object, at: str, most: int, least: int = 1) -> Problems:
    """The limits of a list in items, both inclusive."""
    if not isinstance(value, list):
        yield problem("must be an array", at)
    elif len(value) < least:
        yield problem(f"no fewer than {least} items required", at)
    elif len(value) > most:
        yield problem(f"no more than {most} items allowed", at)


def text_object(
    owner: dict[str, Any],
    key: str,
    at: str,
    most: int,
    *,
    kinds: Collection[str] = BOTH,
    needed: bool = True,
) -> Problems:
    """The text object `key` of `owner`: its kind, and its length up to `most` characters."""
    value = owner.get(key)
    if value is None:
        if needed:
            yield problem(f"missing required field: {key}", at)
        return
    yield from text_itself(value, f"{at}/{key}", most, kinds)


def text_itself(value: object, at: str, most: int, kinds: Collection[str] = BOTH) -> Problems:
    """A text object that stands alone, as among the fields of a section."""
    if not isinstance(value, dict):
        yield problem("must provide an object", at)
    elif value.get("type") not in kinds:
        yield problem(f"must be a valid text type ({' or '.join(kinds)})", f"{at}/type")
    elif not isinstance(value.get("text"), str):
        yield problem("missing required field: text", at)
    else:
        yield from length(value["text"], f"{at}/text", most)
