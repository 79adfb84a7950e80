"""The course of a business goal: its milestones, and what was measured on the way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.goal import Goal
from domain.milestone import Milestone, MilestoneState
from domain.progress import Progress
from domain.slip import Outlook, Trend, trend
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Course:
    """A business goal with its milestones by due date and everything that was measured."""

    goal: Goal
    milestones: list[Milestone]
    progress: list[Progress]

    def trend(self, today: date) -> Trend:
        """The measurements that count on `today`, and where they lead."""
        return trend(self.goal.numbers, self.progress, today)

    def outlooks(self, today: date) -> list[tuple[Milestone, Outlook]]:
        """Each milestone and where it stands on `today`."""
        found = self.trend(today)
        return [(one, found.outlook(one)) for one in self.milestones]

    def states(self, today: date) -> list[tuple[Milestone, MilestoneState]]:
        """Each milestone with its state on `today`, without where today's pace leads."""
        found = self.trend(today)
        return [(one, found.state(one)) for one in self.milestones]

    def latest(self, today: date) -> Progress | None:
        """The last measurement that counts."""
        return self.trend(today).latest


def courses_of(uow: UnitOfWork, goals: Iterable[Goal]) -> dict[int, Course]:
    """Milestones and progress of business goals, by the goals' ids: two statements in all."""
    by_id = {goal.saved_id: goal for goal in goals if goal.is_business}
    if not by_id:
        return {}
    courses = {goal_id: Course(goal, [], []) for goal_id, goal in by_id.items()}
    for one in uow.milestones.of(by_id):
        courses[one.goal_id].milestones.append(one)
    for each in uow.progress.of(by_id):
        courses[each.goal_id].progress.append(each)
    return courses


def course_of(uow: UnitOfWork, goal: Goal) -> Course:
    """The course of one business goal; raises NotABusinessGoal."""
    goal.must_be_measured()
    return courses_of(uow, [goal])[goal.saved_id]
