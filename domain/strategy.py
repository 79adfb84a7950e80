"""Strategies: long-term, about how the team works, not about the next sales call.

Source of the rules: docs/method.md, "strategies".
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from domain.calendar import Month
from domain.entity import NumberedEntity, Origin
from domain.errors import AboutRef, Conflict, StillOpen
from domain.text import sentence, statement

RECONSIDER_MONTHS = 6
"""Months after which the review asks whether a strategy still leads to its goals."""


class StrategyState(StrEnum):
    """Active strategies are asked about; retired ones are history."""

    ACTIVE = "active"
    RETIRED = "retired"


class StrategyRetired(AboutRef, Conflict):
    """The strategy was retired: nothing about it changes any more."""


class SameWording(AboutRef, Conflict):
    """The strategy says exactly this already."""


@dataclass(eq=False)
class GoalNamedAlready(AboutRef, Conflict):
    """The strategy names this goal already, such as G2."""

    goal: str


@dataclass(eq=False, kw_only=True)
class Strategy(NumberedEntity):
    """How the team gets there: `text` in a line, `statement` in as many as it takes, or none.

    `goals` holds the numbers of the goals it serves. `wording` names what it says at present,
    since `worded_at`: commitment is given to a wording. An account never gives such a number
    twice, so what was promised to one that was taken back is not taken for a later one.
    `confirmed_at` is when somebody said last that it still leads to its goals.
    """

    LETTER = "S"

    text: str
    statement: str = ""
    goals: list[int] = field(default_factory=list)
    state: StrategyState = StrategyState.ACTIVE
    why: str | None = None
    wording: int
    worded_at: datetime
    proposed_by: str
    proposed_at: datetime
    retired_at: datetime | None = None
    confirmed_at: datetime | None = None

    @property
    def is_active(self) -> bool:
        """Not retired."""
        return self.state is StrategyState.ACTIVE

    def is_to_be_reconsidered(self, today: date) -> bool:
        """Whether nobody has worded or confirmed it for half a year."""
        last = (self.confirmed_at or self.worded_at).date()
        since = max(last, self.worded_at.date())
        return self.is_active and Month.of(since).plus(RECONSIDER_MONTHS).on(since.day) <= today

    def confirm(self, now: datetime) -> None:
        """It still leads to its goals; raises StrategyRetired."""
        self.must_be_active()
        self.confirmed_at = now

    def must_be_active(self) -> None:
        """Raises StrategyRetired."""
        if not self.is_active:
            raise StrategyRetired(self.ref)

    def correct(self, text: str | None = None, says: str | None = None) -> None:
        """Mend a typo in the line or the statement, each where given: the wording stays the same.

        Raises StrategyRetired, SameWording, TextMissing and TextTooLong.
        """
        self.must_be_active()
        new = (
            self.text if text is None else sentence(text),
            self.statement if says is None else statement(says),
        )
        if new == (self.text, self.statement):
            raise SameWording(self.ref)
        self.text, self.statement = new

    def reword(
        self, wording: int, now: datetime, *, text: str | None = None, says: str | None = None
    ) -> None:
        """Say something else, under a new wording; raises what `correct` raises."""
        self.correct(text, says)
        self.wording = wording
        self.worded_at = now

    def serve(self, goals: Iterable[int]) -> None:
        """Name the goals it serves; raises StrategyRetired, GoalNamedAlready where none is new."""
        self.must_be_active()
        new = unique(goals)
        if new == self.goals:
            raise GoalNamedAlready(self.ref, ", ".join(f"G{number}" for number in new))
        self.goals = new

    def retire(self, why: str, now: datetime) -> None:
        """Give it up, and say why; raises StrategyRetired, TextMissing and TextTooLong."""
        self.must_be_active()
        self.why = sentence(why)
        self.state = StrategyState.RETIRED
        self.retired_at = now

    def reopen(self) -> None:
        """Take it up again, in its last words; raises StillOpen."""
        if self.is_active:
            raise StillOpen(self.ref)
        self.state, self.why, self.retired_at = StrategyState.ACTIVE, None, None


def propose(
    origin: Origin, text: str, *, wording: int, says: str = "", goals: Iterable[int] = ()
) -> Strategy:
    """A new strategy, in its first wording; raises TextMissing and TextTooLong."""
    return Strategy(
        workspace_id=origin.workspace_id,
        account_id=origin.account_id,
        text=sentence(text),
        statement=statement(says),
        goals=unique(goals),
        wording=wording,
        worded_at=origin.now,
        proposed_by=origin.by,
        proposed_at=origin.now,
    )


def unique(goals: Iterable[int]) -> list[int]:
    """Each goal once, in order."""
    return sorted(set(goals))
