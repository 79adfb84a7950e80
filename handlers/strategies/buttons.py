"""The buttons of strategies and their windows: what each carries and brings back."""

from dataclasses import dataclass

from domain.permission import Right
from handlers.blocks.payload import Button, Numbered, Payload, Versioned, Window, Worded
from language.speech import mark


@dataclass(frozen=True)
class OfWording(Numbered):
    """A strategy, in the words that somebody read: nobody commits to others."""

    wording: int


@dataclass(frozen=True)
class ProposeStrategy(Payload):
    """A new strategy."""

    text: str = ""
    statement: str = ""
    goal: int | None = None
    is_sure: bool = False


@dataclass(frozen=True)
class ChangeStrategy(Versioned):
    """A strategy in other words, and whether they say something else."""

    kind: str
    text: str = ""
    statement: str = ""


@dataclass(frozen=True)
class CommitLine(OfWording):
    """A strategy, and the line somebody commits to it with."""

    text: str = ""


@dataclass(frozen=True)
class FirstAnswer(Payload):
    """Which strategy it is."""

    text: str = ""
    is_sure: bool = False


@dataclass(frozen=True)
class Drafted(Payload):
    """The number of the draft with earlier answers: they may be longer than a window remembers."""

    draft: int


@dataclass(frozen=True)
class SecondAnswer(Drafted):
    """The statement of the strategy."""

    statement: str = ""


@dataclass(frozen=True)
class ThirdAnswer(Drafted):
    """The line of one's own, and the goal it serves."""

    text: str = ""
    goal: int | None = None


FORM = Button("strategy.form", mark("Propose a strategy"), Payload)
START = Button("strategy.start", mark("Start with three questions"), Payload)
SHOW = Button("strategy.show", mark("Show"), Numbered, Right.READ)
CHANGE = Button("strategy.change", mark("Change the wording"), Numbered)
REOPEN = Button("strategy.reopen", mark("Reopen"), Numbered)
RETIRE = Button("strategy.retire", mark("Retire"), Numbered)
CONFIRM = Button("strategy.confirm", mark("Keep it"), Numbered)
COMMIT = Button("commitment.form", mark("I commit"), OfWording)
CONCERN = Button("concern.form", mark("I have a concern"), OfWording)
ANSWER = Button("concern.answer", mark("Answer"), Numbered)
SAVE = Window("strategy.save", ProposeStrategy)
SAVE_CHANGE = Window("strategy.save_change", ChangeStrategy)
SAVE_RETIRE = Window("strategy.save_retire", Worded)
SAVE_COMMIT = Window("commitment.save", CommitLine)
SAVE_CONCERN = Window("concern.save", Worded)
SAVE_ANSWER = Window("concern.save_answer", Worded)
FIRST = Window("strategy.first", FirstAnswer)
SECOND = Window("strategy.second", SecondAnswer)
THIRD = Window("strategy.third", ThirdAnswer)
