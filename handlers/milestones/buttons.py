"""The button of a milestone, and the windows of milestones and progress."""

from dataclasses import dataclass
from datetime import date

from handlers.blocks.payload import Button, Numbered, Rows, Window
from language.speech import mark


@dataclass(frozen=True)
class PlanMilestones(Numbered):
    """A goal, and the rows of its milestones: what shall be reached, as it was typed, and when."""

    value: Rows[str]
    due: Rows[date]


@dataclass(frozen=True)
class MoveMilestone(Numbered):
    """A milestone, its new day, and why."""

    to: date | None = None
    text: str = ""


@dataclass(frozen=True)
class ReportProgress(Numbered):
    """A goal, and what was measured, as it was typed."""

    text: str = ""
    on: date | None = None


MOVE = Button("milestone.move_form", mark("Re-date"), Numbered)
SAVE = Window("milestone.save", PlanMilestones)
SAVE_MOVE = Window("milestone.save_move", MoveMilestone)
SAVE_PROGRESS = Window("progress.save", ReportProgress)
