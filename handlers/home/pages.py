"""The pages of the App Home: each list has its own place.

Every button brings all places back and the view remembers them, so that the Home stays where it
was when it is drawn anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, TypeVar

from slack_sdk.models.blocks import Block, ButtonElement

from handlers.blocks.message import actions, context
from handlers.blocks.payload import Button, Payload
from language.speech import Speech

LARGEST = 10_000
Item = TypeVar("Item")


@dataclass(frozen=True)
class Pages(Payload):
    """Which page of each list is shown; the first is 0."""

    todos: int = 0
    reviews: int = 0
    strategies: int = 0
    accounts: int = 0

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Pages":
        """The pages that a view or a button brought back; an invalid page is the first."""
        found = {name: kept.get(name) for name in asdict(cls())}
        return cls(**{name: page for name, page in found.items() if _is_page(page)})  # type: ignore[arg-type]


PAGE = Button("home.page", "", Pages)
"""Turns to another page of one list, and keeps those of the others."""


def _is_page(found: object) -> bool:
    return type(found) is int and 0 <= found <= LARGEST


@dataclass(frozen=True)
class Leaf:
    """One page of a list."""

    name: str
    size: int
    pages: Pages

    def of(self, items: Sequence[Item]) -> Sequence[Item]:
        """The items on the page; on the last page, where the list has become shorter."""
        start = self._start(len(items))
        return items[start : start + self.size]

    def turners(self, _: Speech, count: int) -> list[Block]:
        """The buttons to its neighbours, and where it stands; nothing for a single page."""
        if count <= self.size:
            return []
        start = self._start(count)
        end = min(start + self.size, count)
        where = _("{first} to {last} of {count}", first=start + 1, last=end, count=count)
        here = start // self.size
        turns = [self._turn(_, "back", _("‹ Back"), here - 1)] if start else []
        turns += [self._turn(_, "more", _("More ›"), here + 1)] if end < count else []
        return [actions(*turns), context(where)]

    def _start(self, count: int) -> int:
        last = max(count - 1, 0) // self.size
        return min(int(getattr(self.pages, self.name)), last) * self.size

    def _turn(self, _: Speech, which: str, label: str, page: int) -> ButtonElement:
        there = replace(self.pages, **{self.name: page})
        return PAGE.draw(_, None, there, beside=f"{self.name}-{which}", label=label)
