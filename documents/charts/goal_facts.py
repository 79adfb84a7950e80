"""The facts that a picture of a business goal shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.amount import Amount
from domain.measure import Numbers
from domain.milestone import MilestoneState
from domain.progress import Progress
from domain.pulse import Distribution
from domain.slip import SLIPS
from services.courses import Course


@dataclass(frozen=True)
class MilestoneMark:
    """A milestone, the state it has today, and when today's pace gets there if that is known."""

    ref: str
    value: Decimal
    due: date
    state: MilestoneState
    projected: date | None = None


def marks_of(course: Course, today: date) -> tuple[MilestoneMark, ...]:
    """The milestones of a goal as they stand on `today` in the account's time zone."""
    return tuple(
        MilestoneMark(one.ref, one.value, one.due, outlook.state, outlook.projected)
        for one, outlook in course.outlooks(today)
    )


@dataclass(frozen=True)
class GoalFacts:
    """A goal on the day `today` in the account's time zone.

    `readings` are those that count, oldest first, `marks` by due date; `projected` is when today's
    pace reaches the target: None where that is unknown, never or already. `voices`: how sure the
    team is of it.
    """

    account: str
    ref: str
    text: str
    numbers: Numbers
    readings: Sequence[Progress]
    marks: tuple[MilestoneMark, ...]
    projected: date | None
    today: date
    voices: Distribution | None = None

    @property
    def latest(self) -> Progress | None:
        """The last measurement."""
        return self.readings[-1] if self.readings else None

    @property
    def is_reached(self) -> bool:
        """Whether the last measurement is at or past the target."""
        target = self.numbers.target.value
        return self.latest is not None and self.numbers.reaches(self.latest.value, target)

    def amount(self, value: Decimal) -> Amount:
        """A value in the goal's unit."""
        return self.numbers.target.at(value)

    def most_telling(self, limit: int) -> list[MilestoneMark]:
        """So many milestones by due date: slips before the next ones before the last reached."""
        reached = [mark for mark in self.marks if mark.state is MilestoneState.REACHED]
        ahead = [mark for mark in self.marks if mark.state is MilestoneState.ON_TRACK]
        slips = [mark for mark in self.marks if mark.state in SLIPS]
        kept = [*slips, *ahead, *reversed(reached)][:limit]
        return sorted(kept, key=lambda mark: mark.due)
