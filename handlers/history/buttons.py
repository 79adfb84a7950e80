"""The button that takes a change back."""

from dataclasses import dataclass

from handlers.blocks.payload import Button, Payload
from language.speech import mark


@dataclass(frozen=True)
class OfChange(Payload):
    """A change, by the id of its activity."""

    activity: int


UNDO = Button("undo", mark("Undo"), OfChange)
