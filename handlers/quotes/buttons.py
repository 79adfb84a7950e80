"""The buttons and the window of what the customer said: what each carries and brings back."""

from dataclasses import dataclass

from handlers.blocks.payload import Button, Numbered, Payload, Window
from language.speech import mark


@dataclass(frozen=True)
class AnswerPulse(Numbered):
    """A relationship goal, and how sure somebody is of it: 1 to 5."""

    score: int


@dataclass(frozen=True)
class QuoteCustomer(Payload):
    """The quote of a customer, its goal, and the message in which it stands."""

    text: str = ""
    goal: int | None = None
    link: str = ""


ANSWER = Button("pulse.answer", "", AnswerPulse)
HEAR = Button("quote.form", mark("The customer said…"), Payload)
SAVE = Window("quote.save", QuoteCustomer)
