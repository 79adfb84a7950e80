"""The client's page: what an account team shows the customer, and nothing else.

The page is a type of its own, made of texts, numbers and days: it has no place for lights,
strategies, concerns, confidence or contacts, so that none can come onto it by a forgotten filter.
Source of the rules: docs/method.md, "the client's page".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.agreement import AgreementStanding
from domain.amount import Amount
from domain.goal import Goal
from domain.milestone import Milestone
from domain.progress import Progress
from domain.slip import trend

OFFERED = 15
"""Next steps, and quotes, that a form offers to choose from."""


@dataclass(frozen=True)
class StageShown:
    """A stage on the way to a goal: what is to be reached by when, and whether it is."""

    amount: Amount
    due: date
    is_reached: bool


@dataclass(frozen=True)
class GoalShown:
    """A goal that was agreed: from where to where, where it stands, and the stages on the way.

    `ref` such as G2 and `version` of its numbers are what the customer's yes is given to.
    """

    ref: str
    version: int
    text: str
    start: Amount
    target: Amount
    deadline: date
    now: Amount | None
    measured_on: date | None
    stages: tuple[StageShown, ...]


@dataclass(frozen=True)
class WordsHeard:
    """The customer's own words, and the day on which they were heard."""

    text: str
    on: date


@dataclass(frozen=True)
class NextStep:
    """A next step that somebody chose to show."""

    text: str
    due: date | None


@dataclass(frozen=True)
class ClientPage:
    """Everything that the customer is shown."""

    account: str
    day: date
    goals: tuple[GoalShown, ...]
    heard: tuple[WordsHeard, ...]
    steps: tuple[NextStep, ...]


def is_agreed(goal: Goal, standing: AgreementStanding) -> bool:
    """Whether a goal is shown: open, and agreed to by somebody in the team or by the client."""
    return goal.is_open and (standing.team.agreed > 0 or standing.client is not None)


def shown(
    goal: Goal, milestones: Iterable[Milestone], progress: Iterable[Progress], today: date
) -> GoalShown:
    """An agreed goal as the customer sees it: reached or still to come, never at risk."""
    numbers = goal.numbers
    found = trend(numbers, progress, today)
    latest = found.latest
    return GoalShown(
        ref=goal.ref,
        version=goal.version_of_numbers,
        text=goal.text,
        start=numbers.start,
        target=numbers.target,
        deadline=numbers.deadline,
        now=numbers.target.at(latest.value) if latest else None,
        measured_on=latest.on if latest else None,
        stages=tuple(
            StageShown(numbers.target.at(one.value), one.due, is_reached=found.reaches(one.value))
            for one in milestones
        ),
    )
