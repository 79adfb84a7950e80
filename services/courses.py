"""The course of a business goal: its milestones, and what was measured on the way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from domain.goal import Goal
from domain.milestone import Milestone, MilestoneState
from domain.progress import Progress, counted
from domain.slip import Outlook, outlook, states
from storage.unit_of_work import UnitOfWork


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


def courses_of(uow: UnitOfWork, goals: Iterable[Goal]) -> dict[int, Course]:
    """Milestones and progress of business goals, by the goals' ids: two statements in all."""
    by_id = {goal.saved_id: goal for goal in goals if goal.is_business}
    if not by_id:
        return {}
    milestones: dict[int, list[Milestone]] = {goal_id: [] for goal_id in by_id}
    progress: dict[int, list[Progress]] = {goal_id: [] for goal_id in by_id}
    for one in uow.milestones.of(by_id):
        milestones[one.goal_id].append(one)
    for each in uow.progress.of(by_id):
        progress[each.goal_id].append(each)
    return {
        goal_id: Course(goal, milestones[goal_id], progress[goal_id])
        for goal_id, goal in by_id.items()
    }


def course_of(uow: UnitOfWork, goal: Goal) -> Course:
    """The course of one business goal; raises NotABusinessGoal."""
    goal.must_be_measured()
    return courses_of(uow, [goal])[goal.saved_id]
