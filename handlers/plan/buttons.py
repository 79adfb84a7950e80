"""The buttons of the plan: what each carries."""

from dataclasses import dataclass

from domain.calendar import Month
from domain.permission import Right
from handlers.blocks.payload import Button, Payload
from language.speech import mark


@dataclass(frozen=True)
class OfMonth(Payload):
    """A month of the plan."""

    month: Month


MONTH = Button("plan.month", "", OfMonth, Right.READ)
SHOW = Button("plan.show", mark("Plan"), Payload, Right.READ)
