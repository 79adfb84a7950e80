"""The buttons of a review and its windows: what each carries and brings back."""

from dataclasses import dataclass

from domain.calendar import Month
from domain.permission import Right
from handlers.blocks.payload import Button, Payload, Window
from language.speech import mark


@dataclass(frozen=True)
class OfReview(Payload):
    """The review that plans the three months from this one on."""

    month: Month


@dataclass(frozen=True)
class PutOff(OfReview):
    """A review, and why it is put off."""

    text: str = ""


ROLL = Button("review.roll", mark("Roll the plan"), OfReview)
LATER = Button("review.later", mark("Not this month"), OfReview)
CHANGES = Button("review.changes", mark("What changed?"), OfReview, Right.READ)
ROLL_NOW = Window("review.roll_now", OfReview)
SAVE_LATER = Window("review.save_later", PutOff)
