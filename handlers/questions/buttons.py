"""The buttons of the monthly question and the window for a word: what each carries."""

from dataclasses import dataclass

from domain.calendar import Month
from domain.confidence import HowKept
from handlers.blocks.payload import Button, Numbered, Window
from language.speech import mark


@dataclass(frozen=True)
class AboutMonth(Numbered):
    """A goal or a strategy, and the month that is asked about."""

    month: Month


@dataclass(frozen=True)
class RateGoal(AboutMonth):
    """A business goal, and how sure somebody is of it: 1 to 5."""

    score: int


@dataclass(frozen=True)
class SayPart(AboutMonth):
    """A strategy, and how somebody kept their own promise to it."""

    kept: HowKept


@dataclass(frozen=True)
class WordOnPart(AboutMonth):
    """A strategy, and a word on how somebody did their part."""

    text: str = ""


RATE = Button("confidence.rate", "", RateGoal)
PART = Button("part.report", "", SayPart)
WORD = Button("part.word", mark("Add a word…"), AboutMonth)
SAVE_WORD = Window("part.save_word", WordOnPart)
