"""The buttons of the portfolio: what each carries."""

from dataclasses import dataclass

from domain.light import Colour
from domain.permission import Right
from handlers.blocks.payload import Button, Payload
from language.speech import mark


@dataclass(frozen=True)
class Filtered(Payload):
    """Which accounts are shown: those that stand on a colour, those of an owner, or all."""

    colour: Colour | None = None
    owner: str | None = None


@dataclass(frozen=True)
class PageOf(Payload):
    """A page of the accounts that are shown; the first is 1."""

    page: int
    colour: Colour | None = None
    owner: str | None = None


SHOW = Button("portfolio.show", mark("Open the portfolio"), Payload, Right.READ)
BACK = Button("portfolio.page#back", mark("◀ Previous"), PageOf, Right.READ)
ON = Button("portfolio.page#on", mark("Next ▶"), PageOf, Right.READ)
PAGE = Button("portfolio.page", "", PageOf, Right.READ)
PICTURE = Button("portfolio.picture", mark("Send me the picture"), Filtered, Right.READ)
