"""The button that takes back what an admin decided."""

from dataclasses import dataclass

from handlers.blocks.payload import Button, Payload
from language.speech import mark


@dataclass(frozen=True)
class OfDecision(Payload):
    """A decision of an admin's."""

    decision: int


UNDO = Button("decision.undo", mark("Undo"), OfDecision)
