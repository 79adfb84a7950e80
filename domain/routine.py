"""Routines: what is done for an account by the clock, and when next.

Source: docs/method.md, "review", "digest and portfolio" and "delivery".
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.entity import VersionedEntity


class RoutineKind(StrEnum):
    """The routines of the clock; each kind has a planner in `services.routines`."""

    REVIEW = "review"
    REMINDERS = "reminders"
    SLIPS = "slips"
    PULSE = "pulse"
    DIGEST = "digest"
    COMMITMENTS = "commitments"
    CONFIDENCE = "confidence"


SELDOM = frozenset({RoutineKind.REVIEW, RoutineKind.PULSE, RoutineKind.CONFIDENCE})
"""Kinds of which one that was snoozed still comes when the snooze is over: the next is far off."""

WATCHING = frozenset({RoutineKind.SLIPS})
"""Kinds that go on while they are off or snoozed, because others read what they find.

What they would say is skipped.
"""


@dataclass(eq=False, kw_only=True)
class Routine(VersionedEntity):
    """One account's routine; `hour` and `minute` in the account's time zone.

    `weekday` (0 is Monday) counts for weekly kinds, `before` (working days before the last one
    of the month) for monthly kinds. `only_when_needed`: nothing is sent where nobody has anything
    to do. `next_at` is None until the timetable has worked it out: whoever changes when it is
    done, or the account's time zone or country, calls `reschedule`. `counts_from` is when that was:
    what falls due before the timetable is asked is not skipped, however seldom it is. `pending_at`
    is when it would have been done by the earlier setting, so that it is not skipped either, and
    `pending_period` what that was called on the clocks of then: by those of an account that moved
    east it may be the next month.
    """

    account_id: int
    kind: RoutineKind
    is_on: bool = True
    hour: int = 9
    minute: int = 0
    weekday: int = 0
    before: int = 0
    only_when_needed: bool = False
    snoozed_until: datetime | None = None
    next_at: datetime | None = None
    pending_at: datetime | None = None
    pending_period: str | None = None
    counts_from: datetime | None = None

    @property
    def ref(self) -> str:
        """How the history refers to it."""
        return str(self.kind)

    def reschedule(self, now: datetime, period: str | None = None) -> None:
        """Have the timetable work the next time out anew, from now on.

        `period` is that of the next time as it was.
        """
        if self.pending_at is None:
            self.pending_at, self.pending_period = self.next_at, period
        self.next_at, self.counts_from = None, now

    def begin_anew(self, now: datetime) -> None:
        """From now on; what would have fallen due before never does."""
        self.next_at, self.pending_at, self.counts_from = None, None, now
        self.pending_period = None

    def switch(self, *, on: bool, now: datetime) -> None:
        """Off or on again; what would have fallen due in between never does."""
        if on and not self.is_on:
            self.begin_anew(now)
        self.is_on = on

    def drops(self, at: datetime) -> bool:
        """Whether what fell due at this instant is let go because it was snoozed then."""
        return self.is_snoozed(at) and self.kind not in SELDOM | WATCHING

    def is_snoozed(self, at: datetime) -> bool:
        """Whether nothing of it is wanted at this instant."""
        return self.snoozed_until is not None and at < self.snoozed_until

    def is_quiet(self, at: datetime) -> bool:
        """Whether it is off or snoozed at this instant."""
        return not self.is_on or self.is_snoozed(at)
