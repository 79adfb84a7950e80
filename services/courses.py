"""The course of a business goal: its milestones, and what was measured on the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.goal import Goal
from domain.milestone import Milestone, MilestoneState
from domain.progress import Progress, counted
from domain.slip import Outlook, outlook, states


@dataclass(frozen=True)
class Course:
    """A business goal with its milestones by due date and everything that was measured."""

    goal: Goal
    milestones: Sequence[Milestone]
    progress: Sequence[Progress]

    def outlooks(self, today: date) -> list[tuple[Milestone, Outlook]]:
        """Each milestone and where it stands on `today`."""
        numbers = self.goal.numbers
        return [(one, outlook(one, numbers, self.progress, today)) for one in self.milestones]

    def states(self, today: date) -> list[tuple[Milestone, MilestoneState]]:
        """Each milestone with its state on `today`, without where today's pace leads."""
        return states(self.milestones, self.goal.numbers, self.progress, today)

    def latest(self, today: date) -> Progress | None:
        """The last measurement that counts."""
        measured = counted(self.progress, today)
        return measured[-1] if measured else None
