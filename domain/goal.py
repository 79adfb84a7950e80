"""Goals: visions, relationship goals, and business goals with numbers.

Source of the rules: docs/method.md, "goals".
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from domain.amount import Amount, value_in
from domain.calendar import Month
from domain.entity import NumberedEntity
from domain.errors import AboutRef, Conflict, Invalid, StillOpen
from domain.guard import GuardRail
from domain.measure import LONGEST_YEARS, Numbers, numbers, years_after
from domain.text import sentence

HORIZONS = range(1, LONGEST_YEARS + 1)
"""Years ahead that a vision or a relationship goal may look."""

FADING_MONTHS = 6
"""Months before its horizon from which on a review asks to renew a vision, or to retire it."""

OFFERED_HORIZONS = (1, 3, 5)
"""Years a form offers to choose from."""


class GoalKind(StrEnum):
    """The three levels above the milestones; they work together."""

    VISION = "vision"
    RELATIONSHIP = "relationship"
    BUSINESS = "business"


class GoalState(StrEnum):
    """Open goals count; reached and dropped ones are history."""

    OPEN = "open"
    REACHED = "reached"
    DROPPED = "dropped"


@dataclass(eq=False)
class HorizonOutOfRange(Invalid):
    """A vision or relationship goal looks 1 to 10 years ahead; `years` as given."""

    years: int
    shortest: int = HORIZONS[0]
    longest: int = HORIZONS[-1]


@dataclass(eq=False)
class HorizonMissing(Invalid):
    """A vision or relationship goal looks so many years ahead; nobody said how many.

    `offered` to choose from.
    """

    offered: tuple[int, ...] = OFFERED_HORIZONS


@dataclass(eq=False)
class NotABusinessGoal(AboutRef, Invalid):
    """Only business goals have numbers, milestones, progress and agreement."""

    kind: GoalKind


class HasNoHorizon(AboutRef, Invalid):
    """A business goal has a deadline instead of a horizon."""


@dataclass(eq=False)
class GoalClosed(AboutRef, Conflict):
    """The goal was reached or dropped: nothing about it changes any more."""

    state: GoalState


@dataclass(eq=False, kw_only=True)
class Goal(NumberedEntity):
    """One goal. `text` is the vision, what we want to hear, or the metric of a business goal.

    Soft goals have `horizon_years`, business goals the numbers, which are values in `unit`
    (see Amount). `version_of_numbers` counts the numbers and deadlines the goal has had:
    agreement is given to one of them, and `numbers_on` is since when it has these, if others
    were before. Dates are in the account's time zone.
    """

    LETTER = "G"

    kind: GoalKind
    text: str
    owner_id: str
    start_date: date
    created_at: datetime
    horizon_years: int | None = None
    unit: str = ""
    start_value: Decimal | None = None
    target_value: Decimal | None = None
    deadline: date | None = None
    version_of_numbers: int = 1
    numbers_on: date | None = None
    guard_name: str | None = None
    guard_value: Decimal | None = None
    guard_unit: str | None = None
    guard_is_ceiling: bool | None = None
    state: GoalState = GoalState.OPEN
    why: str | None = None
    closed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Open goals count; reached and dropped ones are history."""
        return self.state is GoalState.OPEN

    @property
    def is_business(self) -> bool:
        """Only business goals have numbers, milestones, progress and agreement."""
        return self.kind is GoalKind.BUSINESS

    @property
    def ends(self) -> date:
        """The deadline of a business goal; the day the others look ahead to."""
        return self.deadline or years_after(self.start_date, self.horizon_years or 0)

    def must_be_measured(self) -> None:
        """Raises NotABusinessGoal."""
        if self.start_value is None or self.target_value is None or self.deadline is None:
            raise NotABusinessGoal(self.ref, self.kind)

    @property
    def numbers(self) -> Numbers:
        """The measure of a goal, from where to where, by when; raises NotABusinessGoal."""
        if self.start_value is None or self.target_value is None or self.deadline is None:
            raise NotABusinessGoal(self.ref, self.kind)
        return Numbers(
            start=Amount(self.start_value, self.unit),
            target=Amount(self.target_value, self.unit),
            start_date=self.start_date,
            deadline=self.deadline,
        )

    @property
    def guard(self) -> GuardRail | None:
        """The second number that must hold, if the goal keeps one."""
        if self.guard_name is None or self.guard_value is None:
            return None
        amount = Amount(self.guard_value, self.guard_unit or "")
        return GuardRail(self.guard_name, amount, bool(self.guard_is_ceiling))

    def keep(self, rail: GuardRail | None, today: date) -> bool:
        """Take a guard rail, or do without one; whether that reopens the agreement.

        Raises GoalClosed and NotABusinessGoal.
        """
        self.must_be_open()
        self.must_be_measured()
        if rail == self.guard:
            return False
        self.take_guard(rail)
        self.version_of_numbers += 1
        self.numbers_on = today
        return True

    def take_guard(self, rail: GuardRail | None) -> None:
        """Make this the goal's guard rail."""
        self.guard_name = rail.name if rail else None
        self.guard_value = rail.amount.value if rail else None
        self.guard_unit = rail.amount.unit if rail else None
        self.guard_is_ceiling = rail.is_ceiling if rail else None

    def must_be_open(self) -> None:
        """Raises GoalClosed."""
        if not self.is_open:
            raise GoalClosed(self.ref, self.state)

    def reword(self, text: str) -> None:
        """Say it better; raises GoalClosed, TextMissing and TextTooLong."""
        self.must_be_open()
        self.text = sentence(text)

    def must_be_soft(self) -> None:
        """Raises HasNoHorizon."""
        if self.is_business:
            raise HasNoHorizon(self.ref)

    def look_ahead(self, years: int) -> None:
        """Set the horizon; raises GoalClosed, HasNoHorizon and HorizonOutOfRange."""
        self.must_be_open()
        self.must_be_soft()
        self.horizon_years = horizon(years)

    def renew(self, years: int, today: date, text: str | None = None) -> None:
        """Look ahead from today anew; raises GoalClosed, HasNoHorizon and HorizonOutOfRange.

        Raises TextMissing and TextTooLong where it is worded anew as well.
        """
        self.look_ahead(years)
        self.start_date = today
        if text is not None:
            self.reword(text)

    def is_fading(self, today: date) -> bool:
        """Whether the horizon of an open vision or relationship goal is within half a year."""
        soon = Month.of(today).plus(FADING_MONTHS).on(today.day)
        return self.is_open and not self.is_business and self.ends <= soon

    def renumber(
        self,
        *,
        today: date,
        start: Amount | None = None,
        target: Amount | None = None,
        deadline: date | None = None,
    ) -> bool:
        """Change numbers or deadline, each where given; whether that reopens the agreement.

        Raises GoalClosed, NotABusinessGoal, what `measure.numbers` raises, and OtherUnit: what
        is measured stays, because progress was reported in it; something else is a new goal.
        """
        self.must_be_open()
        old = self.numbers
        new = numbers(
            old.start if start is None else old.start.at(value_in(self.unit, start)),
            old.target if target is None else old.target.at(value_in(self.unit, target)),
            deadline=deadline or old.deadline,
            start_date=self.start_date,
            # A deadline that passed meanwhile may stand while the numbers are put right.
            today=today if deadline else self.start_date,
        )
        self.take(new)
        self.version_of_numbers += new != old
        self.numbers_on = today if new != old else self.numbers_on
        return new != old

    def take(self, new: Numbers) -> None:
        """Make these the goal's numbers, checked by `measure.numbers`."""
        self.unit = new.unit
        self.start_value = new.start.value
        self.target_value = new.target.value
        self.deadline = new.deadline

    def reach(self, now: datetime, why: str | None = None) -> None:
        """Close it as reached; raises GoalClosed, TextMissing and TextTooLong."""
        self._close(GoalState.REACHED, None if why is None else sentence(why), now)

    def drop(self, why: str, now: datetime) -> None:
        """Give it up, and say why; raises GoalClosed, TextMissing and TextTooLong."""
        self._close(GoalState.DROPPED, sentence(why), now)

    def reopen(self) -> None:
        """Take up a closed goal again; raises StillOpen."""
        if self.is_open:
            raise StillOpen(self.ref)
        self.state, self.why, self.closed_at = GoalState.OPEN, None, None

    def _close(self, state: GoalState, why: str | None, now: datetime) -> None:
        self.must_be_open()
        self.state, self.why, self.closed_at = state, why, now


def horizon(years: int) -> int:
    """`years` if a goal may look so far ahead; raises HorizonOutOfRange."""
    if years not in HORIZONS:
        raise HorizonOutOfRange(years)
    return years
