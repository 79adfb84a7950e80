"""The monthly review: the plan is rolled so that its window starts with the coming month.

Source of the rules: docs/method.md, "review".
"""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from domain.calendar import NO_HOLIDAYS, Month, add_working_days
from domain.entity import VersionedEntity
from domain.errors import Conflict
from domain.text import sentence

NUDGE_AFTER = 3
"""Working days after which a review that is not rolled is brought to mind, each time."""

NUDGES = 3
"""How often it is brought to mind; then there is silence."""

MID_MONTH = 15
"""Up to this day a month's own review, if it was missed, is still worth holding."""


@dataclass(eq=False)
class AlreadyRolled(Conflict):
    """The plan was rolled for this month before.

    `by` is a person's name for those who read it, their id for those who look it up.
    """

    month: Month
    by: str
    at: datetime


class ReviewState(StrEnum):
    """Put off is not done: it can be rolled later, but nobody is reminded."""

    OPEN = "open"
    PUT_OFF = "put_off"
    ROLLED = "rolled"


@dataclass(eq=False, kw_only=True)
class Review(VersionedEntity):
    """The review that plans `month`, held at the end of the month before.

    `opened_by` None: by the clock. `snapshot` is the plan as it was rolled. The database refuses
    a second review of one account and month.
    """

    account_id: int
    month: Month
    opened_at: datetime
    opened_by: str | None = None
    rolled_at: datetime | None = None
    rolled_by: str | None = None
    put_off_at: datetime | None = None
    put_off_by: str | None = None
    why: str | None = None
    snapshot: dict[str, Any] | None = None
    nudges: int = 0
    next_nudge_at: datetime | None = None

    @property
    def ref(self) -> str:
        """How the history refers to it: by the month it plans."""
        return str(self.month)

    @property
    def ending(self) -> Month:
        """The month it looks back on."""
        return self.month.plus(-1)

    @property
    def state(self) -> ReviewState:
        """Where it stands."""
        if self.rolled_at is not None:
            return ReviewState.ROLLED
        return ReviewState.PUT_OFF if self.put_off_at is not None else ReviewState.OPEN

    @property
    def is_rolled(self) -> bool:
        """Whether the window starts with its month."""
        return self.state is ReviewState.ROLLED

    def is_over(self, today: date) -> bool:
        """Whether the month it plans has passed; `today` in the account's time zone."""
        return today > self.month.last_day

    def must_not_be_rolled(self) -> None:
        """Raises AlreadyRolled, with the id of who did it."""
        if self.rolled_at is not None:
            raise AlreadyRolled(self.month, self.rolled_by or "", self.rolled_at)

    def roll(self, by: str, now: datetime, snapshot: dict[str, Any]) -> None:
        """Close the month; raises AlreadyRolled."""
        self.must_not_be_rolled()
        self.rolled_at = now
        self.rolled_by = by
        self.snapshot = snapshot
        self.next_nudge_at = None

    def put_off(self, by: str, now: datetime, why: str) -> None:
        """Not this month, for a reason; raises AlreadyRolled, TextMissing and TextTooLong."""
        self.must_not_be_rolled()
        self.why = sentence(why)
        self.put_off_at = now
        self.put_off_by = by
        self.next_nudge_at = None

    def nudged(self, next_at: datetime) -> None:
        """It was brought to mind once more; the next time is `next_at`, unless it was the last."""
        self.nudges += 1
        self.next_nudge_at = next_at if self.nudges < NUDGES else None


def nudge_day(since: date, holidays: Container[date] = NO_HOLIDAYS) -> date:
    """The day of the next nudge: `since` the review was opened, or last brought to mind."""
    return add_working_days(since, NUDGE_AFTER, holidays)


def is_worth_holding(month: Month, today: date) -> bool:
    """Whether the review that plans this month is still held on `today`, if it was missed."""
    return today <= month.on(MID_MONTH)


def month_to_plan(today: date, rolled: Container[Month]) -> Month:
    """The month that a review held on `today` plans.

    This one if its review was missed and it is still young, else the coming one. `rolled` as
    for `domain.calendar.window`: the month an account starts in belongs to it.
    """
    this = Month.of(today)
    return this if this not in rolled and today.day <= MID_MONTH else this.next
