"""The button under a sentence that was asked back: it says one of the ways to mean it."""

from dataclasses import dataclass

from domain.permission import Right
from handlers.blocks.payload import Button, Payload
from language.speech import mark


@dataclass(frozen=True)
class Said(Payload):
    """A whole sentence; `stays`: the question stays, as each of its ways is one of several.

    `is_sure`: the person was asked whether they mean it.
    """

    sentence: str
    stays: bool = False
    is_sure: bool = False


SAY = Button("say", mark("Like this"), Said, Right.READ)
LONGEST = 1_500
"""Characters of a sentence that a button carries, whatever they become on the way."""
