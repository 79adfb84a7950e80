"""The buttons of accounts and the window that sets one up: what each carries and brings back."""

from dataclasses import dataclass

from domain.language import Language
from domain.permission import Right
from handlers.blocks.payload import Button, Payload, Window
from language.speech import mark


@dataclass(frozen=True)
class OfDraft(Payload):
    """The draft that waits until more is known: a sentence without its account, or files."""

    draft: int


@dataclass(frozen=True)
class SetUpAccount(Payload):
    """A new account."""

    name: str = ""
    language: Language | None = None
    time_zone: str | None = None


START = Button("account.start", mark("Set up the account"), Payload)
CHOOSE = Button("account.choose", mark("Choose an account"), OfDraft, Right.READ)
SHOW = Button("account.show", mark("Open"), Payload, Right.READ)
SET_UP = Window("account.set_up", SetUpAccount)
