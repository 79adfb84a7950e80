"""The buttons of contacts and their windows: what each carries and brings back."""

from dataclasses import dataclass

from domain.contact import Attitude, Influence
from domain.permission import Right
from handlers.blocks.payload import Button, Numbered, Payload, Versioned, Window
from language.speech import mark


@dataclass(frozen=True)
class EnteredContact(Payload):
    """A new contact, as it was filled in."""

    name: str = ""
    role: str = ""
    attitude: Attitude | None = None
    influence: Influence | None = None
    goal: int | None = None
    held_by: str | None = None


@dataclass(frozen=True)
class ChangedContact(EnteredContact, Versioned):
    """A contact, and what is said of them now; `off` is a goal that is taken off."""

    off: int | None = None


ADD = Button("contact.new", mark("Add a contact"), Payload)
CHANGE = Button("contact.change", mark("Change…"), Versioned)
MEET = Button("contact.met", mark("Talked today"), Numbered)
HOLD = Button("contact.hold", mark("I hold the link"), Numbered)
BOARD = Button("contact.board", mark("Contacts"), Payload, Right.READ)
SAVE = Window("contact.save", EnteredContact)
SAVE_CHANGE = Window("contact.save_change", ChangedContact)
