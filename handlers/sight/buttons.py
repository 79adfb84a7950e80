"""The buttons of charts and of the line of sight: what each carries."""

from dataclasses import dataclass

from handlers.blocks.payload import Button, Numbered, Payload, Window
from language.speech import mark


@dataclass(frozen=True)
class NameGoal(Numbered):
    """A light, and the goal that it speaks for or against."""

    goal: int


@dataclass(frozen=True)
class OfChart(Payload):
    """A chart: of a goal, or of the account's lights where none is named."""

    number: int | None = None


SHARE = Button("chart.share", mark("Share with the channel"), OfChart)
NAME_GOAL = Button("light.blocks_form", mark("Name the goal"), Numbered)
SAVE_BLOCKS = Window("light.save_blocks", NameGoal)
