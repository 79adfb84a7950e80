"""The buttons of key information and its window: what each carries and brings back."""

from dataclasses import dataclass

from domain.knowledge import Area
from handlers.blocks.payload import Button, Payload, Versioned, Window
from language.speech import mark


@dataclass(frozen=True)
class PutUnder(Versioned):
    """Key information, and what it is about."""

    area: Area


@dataclass(frozen=True)
class EnteredKnowledge(Payload):
    """New key information, as it was filled in."""

    text: str = ""
    area: Area | None = None
    source: str = ""


TELL = Button("knowledge.new", mark("Add key information"), Payload)
CONFIRM = Button("knowledge.true", mark("Still true"), Versioned)
EXPIRE = Button("knowledge.gone", mark("Not any more"), Versioned)
PUT = Button("knowledge.put", "", PutUnder)
SAVE = Window("knowledge.save", EnteredKnowledge)
