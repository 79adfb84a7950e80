"""Commitment to a strategy: who says what they will do, who has a concern, who is still to come.

A commitment is given to the wording as it stood. When the strategy says something else, it
stays as history and counts no more. Only who is present counts: who leaves drops out, who joins
is asked. Source: docs/method.md, "strategies".
"""

from collections.abc import Collection, Container, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from domain.calendar import NO_HOLIDAYS, add_working_days
from domain.entity import Entity, VersionedEntity
from domain.errors import AboutRef, Conflict
from domain.strategy import Strategy
from domain.text import sentence

REMIND_AFTER = (3, 10)
"""Working days after which somebody who has not committed is reminded; then the owner is told."""


class AlreadyCommitted(AboutRef, Conflict):
    """The person has committed to this very wording with this very line."""


class ConcernAnswered(Conflict):
    """The concern was answered before."""


@dataclass(eq=False, kw_only=True)
class Commitment(VersionedEntity):
    """The commitment of one member, in their own words, to the `wording` of a strategy."""

    strategy_id: int
    person_id: str
    wording: int
    line: str
    given_at: datetime

    def holds_for(self, strategy: Strategy) -> bool:
        """Whether it was given to the wording as it stands."""
        return (self.strategy_id, self.wording) == (strategy.id, strategy.wording)

    def rephrase(self, line: str, ref: str) -> None:
        """Say it otherwise; raises AlreadyCommitted, TextMissing and TextTooLong."""
        new = sentence(line)
        if new == self.line:
            raise AlreadyCommitted(ref)
        self.line = new


@dataclass(eq=False, kw_only=True)
class Concern(VersionedEntity):
    """The concern of somebody about a strategy; open until somebody answers it."""

    strategy_id: int
    person_id: str
    text: str
    raised_at: datetime
    answer: str | None = None
    answered_by: str | None = None
    answered_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.answered_at is None

    def must_be_open(self) -> None:
        """Raises ConcernAnswered."""
        if not self.is_open:
            raise ConcernAnswered

    def settle(self, answer: str, by: str, now: datetime) -> None:
        """Answer it; raises ConcernAnswered, TextMissing and TextTooLong."""
        self.must_be_open()
        self.answer = sentence(answer)
        self.answered_by = by
        self.answered_at = now


@dataclass(eq=False, kw_only=True)
class AskedPerson(Entity):
    """How often somebody was reminded of something, and when last; the days are the account's."""

    person_id: str
    reminded: int = 0
    reminded_on: date | None = None

    def is_to_be_reminded(self, since: date, day: date, holidays: Container[date]) -> bool:
        """Whether a reminder has fallen due by `day`, for somebody asked on the day `since`."""
        return reminders_due(since, day, holidays) > self.reminded

    def was_reminded_on(self, day: date) -> bool:
        """Whether that was the day of the latest reminder."""
        return self.reminded_on == day

    def remind(self, since: date, day: date, holidays: Container[date]) -> None:
        """A reminder goes out; several that an outage has held up are one."""
        self.reminded, self.reminded_on = reminders_due(since, day, holidays), day


@dataclass(eq=False, kw_only=True)
class Asked(AskedPerson):
    """The reminders of a wording to one person, and when the owner was told."""

    strategy_id: int
    wording: int
    told_on: date | None = None

    @property
    def key(self) -> tuple[int, int, str]:
        """The key of which there is one of each."""
        return self.strategy_id, self.wording, self.person_id

    def is_to_be_told(self, day: date) -> bool:
        """Whether the owner is to know: once, not before the day after the last reminder."""
        last = self.reminded_on
        return self.told_on is None and self._is_spent and last is not None and last < day

    @property
    def _is_spent(self) -> bool:
        return self.reminded >= len(REMIND_AFTER)


@dataclass(frozen=True)
class CommitmentStanding:
    """Where the team stands on one strategy; everybody present is counted once.

    `waiting` are those who have neither committed nor raised a concern that is still open.
    """

    committed: tuple[Commitment, ...]
    concerns: tuple[Concern, ...]
    waiting: tuple[str, ...]
    of: int

    @property
    def is_complete(self) -> bool:
        """Whether everybody committed; an empty team never did."""
        return len(self.committed) == self.of > 0


def commit(strategy: Strategy, *, person_id: str, line: str, now: datetime) -> Commitment:
    """Somebody commits, for themselves; raises StrategyRetired, TextMissing and TextTooLong."""
    strategy.must_be_active()
    return Commitment(
        workspace_id=strategy.workspace_id,
        strategy_id=strategy.saved_id,
        person_id=person_id,
        wording=strategy.wording,
        line=sentence(line),
        given_at=now,
    )


def raise_concern(strategy: Strategy, *, person_id: str, text: str, now: datetime) -> Concern:
    """Somebody has something against it; raises StrategyRetired, TextMissing and TextTooLong."""
    strategy.must_be_active()
    return Concern(
        workspace_id=strategy.workspace_id,
        strategy_id=strategy.saved_id,
        person_id=person_id,
        text=sentence(text),
        raised_at=now,
    )


def standing(
    strategy: Strategy,
    commitments: Iterable[Commitment],
    concerns: Iterable[Concern],
    present: Collection[str],
) -> CommitmentStanding:
    """Where those who are `present`, by their ids, stand on a strategy.

    A concern stays open whoever leaves: the team has not answered it.
    """
    valid = (each for each in commitments if each.holds_for(strategy))
    committed = [each for each in valid if each.person_id in present]
    concerned = [each for each in concerns if each.strategy_id == strategy.id and each.is_open]
    heard = {each.person_id for each in committed} | {each.person_id for each in concerned}
    return CommitmentStanding(
        committed=tuple(sorted(committed, key=lambda each: each.given_at)),
        concerns=tuple(sorted(concerned, key=lambda each: each.raised_at)),
        waiting=tuple(sorted(set(present) - heard)),
        of=len(set(present)),
    )


def reminders_due(since: date, day: date, holidays: Container[date] = NO_HOLIDAYS) -> int:
    """How many reminders have fallen due by `day` for somebody asked on the day `since`."""
    return sum(add_working_days(since, after, holidays) <= day for after in REMIND_AFTER)
