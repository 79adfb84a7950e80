"""Routines: what is done for an account by the clock, and when next.

Source: design, sections 1 (review due) and 4 (time and delivery).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.entity import Entity


class RoutineKind(StrEnum):
    """What is done by the clock; each kind has a planner in `services.routines`."""

    REVIEW = "review"
    REMINDERS = "reminders"
    SLIPS = "slips"
    PULSE = "pulse"


@dataclass(eq=False, kw_only=True)
class Routine(Entity):
    """One account's routine; `hour` and `minute` in the account's time zone.

    `weekday` (0 is Monday) counts for weekly kinds, `before` (working days before the last one
    of the month) for monthly kinds. `next_at` is None until the timetable has worked it out:
    whoever changes anything else here, or the account's time zone or country, sets it to None.
    """

    id: int | None = None
    account_id: int
    kind: RoutineKind
    is_on: bool = True
    hour: int = 9
    minute: int = 0
    weekday: int = 0
    before: int = 0
    next_at: datetime | None = None
    version: int = 1

    @property
    def ref(self) -> str:
        """How the history refers to it."""
        return str(self.kind)

    def reschedule(self) -> None:
        """Have the timetable work the next time out anew."""
        self.next_at = None
