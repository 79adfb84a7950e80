"""The button that names the goal a red light blocks, and its window."""

from dataclasses import dataclass

from handlers.blocks.payload import Button, Numbered, Window
from language.speech import mark


@dataclass(frozen=True)
class NameGoal(Numbered):
    """A red light, and the goal it stands against."""

    goal: int


NAME_GOAL = Button("light.blocks_form", mark("Name the goal"), Numbered)
SAVE_BLOCKS = Window("light.save_blocks", NameGoal)
