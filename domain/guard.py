"""A guard rail: a second number that must hold on the way to a business goal, such as a margin.

Source of the rules: docs/method.md, "goals".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from domain.amount import Amount
from domain.entity import VersionedEntity
from domain.errors import AboutDay, AboutRef, Conflict, Invalid, NotFound
from domain.text import sentence


class NoGuardRail(AboutRef, NotFound):
    """The goal has no guard rail, so nothing can be measured against it."""


@dataclass(eq=False)
class OtherGuardRail(AboutRef, Conflict):
    """The goal keeps another number, `name`, than the one that was named."""

    name: str


class HeldInTheFuture(AboutDay, Invalid):
    """Nothing can have been measured on a day that is still to come."""


@dataclass(frozen=True)
class GuardRail:
    """A number that must hold: at least `amount`, or at most that much where it is a ceiling."""

    name: str
    amount: Amount
    is_ceiling: bool = False

    def holds(self, value: Decimal) -> bool:
        """Whether it holds at this value."""
        return value <= self.amount.value if self.is_ceiling else value >= self.amount.value

    def is_called(self, name: str) -> bool:
        """Whether somebody means this number by a name; the first letters are enough."""
        return self.name.casefold().startswith(name.casefold())

    def was_measured(self, reading: "GuardReading") -> bool:
        """Whether a reading is of this number; one from before names were kept is of any."""
        if reading.name is None:
            return True
        return self.key == (reading.name.casefold(), reading.unit or "")

    @property
    def key(self) -> tuple[str, str]:
        """Its name and unit, which tell it from another; its bound may be a new one."""
        return self.name.casefold(), self.amount.unit


@dataclass(eq=False, kw_only=True)
class GuardReading(VersionedEntity):
    """A value of the number that must hold, measured on a day and recorded at an instant."""

    account_id: int
    goal_id: int
    value: Decimal
    on: date
    by: str
    at: datetime
    name: str | None = None
    unit: str | None = None
    """What the rail was called, and its unit, when this was measured; a goal may keep another."""


def guard_rail(name: str, amount: Amount, *, is_ceiling: bool) -> GuardRail:
    """A guard rail with a fit name; raises TextMissing and TextTooLong."""
    return GuardRail(sentence(name), amount, is_ceiling)


def latest(rail: GuardRail, readings: Iterable[GuardReading], today: date) -> list[GuardReading]:
    """The readings of a rail that count, oldest first, one a day: the last recorded."""
    known = [one for one in readings if one.on <= today and rail.was_measured(one)]
    return list({one.on: one for one in sorted(known, key=lambda one: (one.on, one.at))}.values())
