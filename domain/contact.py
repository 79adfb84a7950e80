"""Contacts: people at the customer who matter to our goals, and how we stand with them.

Source of the rules: docs/method.md, "contacts". No address book: neither phone nor e-mail.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from domain.entity import NumberedEntity, Origin
from domain.errors import AboutDay, AboutRef, Conflict, Invalid
from domain.text import one_line, sentence

NAME_LIMIT, ROLE_LIMIT = 80, 120

LONG_AGO = timedelta(days=60)
"""Somebody who decides and was not met for so long stands first."""

FEW = 2
"""From so many links on, all of them held by one of us are a risk."""


class Attitude(StrEnum):
    """How somebody at the customer stands to us."""

    FOR = "for"
    NEUTRAL = "neutral"
    AGAINST = "against"


class Influence(StrEnum):
    """The influence of somebody at the customer on our goals; the greatest first."""

    DECIDES = "decides"
    SHAPES = "shapes"
    USES = "uses"


class ContactGone(AboutRef, Conflict):
    """The contact has left, and is not changed any more."""


@dataclass(eq=False)
class ContactKnown(AboutRef, Conflict):
    """The account has a contact of this name."""

    name: str


class NothingNew(AboutRef, Conflict):
    """The contact is described like that already."""


class MetLater(AboutDay, Invalid):
    """One has talked with somebody on a day that is still to come."""


@dataclass(frozen=True)
class Description:
    """The facts that are said of a contact; None says nothing.

    `goals` are added to the others, `off` are goals that they have no influence on any more.
    `is_whole`: nobody is meant where no influence and no link is said.
    """

    name: str | None = None
    role: str | None = None
    attitude: Attitude | None = None
    influence: Influence | None = None
    held_by: str | None = None
    goals: Collection[int] = ()
    off: Collection[int] = ()
    is_whole: bool = False


@dataclass(eq=False, kw_only=True)
class Contact(NumberedEntity):
    """Somebody at the customer.

    `held_by`: who of us holds the link. `goals` that they have influence on, by number; on all
    where none is named. `met_on`: last talked on, as far as nothing that came of an action tells of
    a later day. `gone_at`: they have left, or matter no more.
    """

    LETTER = "C"

    name: str
    role: str = ""
    attitude: Attitude = Attitude.NEUTRAL
    influence: Influence | None = None
    goals: list[int] = field(default_factory=list)
    held_by: str | None = None
    met_on: date | None = None
    added_by: str
    added_at: datetime
    gone_at: datetime | None = None

    @property
    def is_here(self) -> bool:
        """Still at the customer."""
        return self.gone_at is None

    @property
    def decides(self) -> bool:
        """Whether they decide."""
        return self.influence is Influence.DECIDES

    def describe(self, said: Description) -> None:
        """Take over what is said; raises ContactGone, NothingNew, TextMissing and TextTooLong."""
        self.must_be_here()
        before = self._facts()
        self.name = self.name if said.name is None else sentence(said.name, NAME_LIMIT)
        self.role = self.role if said.role is None else role(said.role)
        self.attitude = said.attitude or self.attitude
        known = (None, None) if said.is_whole else (self.influence, self.held_by)
        self.influence, self.held_by = said.influence or known[0], said.held_by or known[1]
        self.goals = sorted({*self.goals, *said.goals} - {*said.off})
        if self._facts() == before:
            raise NothingNew(self.ref)

    def meet(self, on: date, today: date) -> None:
        """Note that one of us has talked with them; raises ContactGone, MetLater, NothingNew."""
        self.must_be_here()
        if on > today:
            raise MetLater(on)
        if self.met_on is not None and on <= self.met_on:
            raise NothingNew(self.ref)
        self.met_on = on

    def leave(self, now: datetime) -> None:
        """They have left, or matter no more; raises ContactGone."""
        self.must_be_here()
        self.gone_at = now

    def must_be_here(self) -> None:
        """Raises ContactGone."""
        if not self.is_here:
            raise ContactGone(self.ref)

    def _facts(self) -> tuple[object, ...]:
        return (
            *(self.name, self.role, self.attitude, self.influence, self.held_by),
            *self.goals,
        )


def contact(origin: Origin, said: Description, met_on: date | None = None) -> Contact:
    """A new contact; raises TextMissing and TextTooLong."""
    return Contact(
        workspace_id=origin.workspace_id,
        account_id=origin.account_id,
        name=sentence(said.name or "", NAME_LIMIT),
        role=role(said.role or ""),
        attitude=said.attitude or Attitude.NEUTRAL,
        influence=said.influence,
        goals=sorted(set(said.goals)),
        held_by=said.held_by,
        met_on=met_on,
        added_by=origin.by,
        added_at=origin.now,
    )


def role(text: str) -> str:
    """The role of somebody, in one line; empty where nobody said. Raises TextTooLong."""
    line = one_line(text).strip(" ,;-")
    return sentence(line, ROLE_LIMIT) if line else ""


@dataclass(frozen=True)
class Relation:
    """A contact, and when one of us talked with them last: by all that is known."""

    contact: Contact
    met_on: date | None

    def is_waiting(self, today: date) -> bool:
        """Whether they decide and were not met for LONG_AGO, or never."""
        if not self.contact.decides:
            return False
        return self.met_on is None or self.met_on < today - LONG_AGO


def relations(
    contacts: Iterable[Contact], talked: Mapping[int, date], today: date
) -> list[Relation]:
    """Contacts as a board: who decides and waits first, then by influence, the longest ago first.

    `talked`: the latest outcome of an action with each, by number.
    """
    found = [Relation(each, _latest(each.met_on, talked.get(each.number))) for each in contacts]
    order = list(Influence)
    return sorted(
        found,
        key=lambda one: (
            not one.is_waiting(today),
            order.index(one.contact.influence) if one.contact.influence else len(order),
            one.met_on or date.min,
            one.contact.number,
        ),
    )


def _latest(*days: date | None) -> date | None:
    return max((day for day in days if day), default=None)


def without_decider(goals: Iterable[int], contacts: Iterable[Contact]) -> list[int]:
    """The goals of which nobody is known to decide them: one who names no goal decides all."""
    deciding = [each for each in contacts if each.is_here and each.decides]
    if any(not each.goals for each in deciding):
        return []
    known = {number for each in deciding for number in each.goals}
    return [number for number in goals if number not in known]


def without_link(contacts: Iterable[Contact], present: Collection[str]) -> list[Contact]:
    """Those who decide, and to whom nobody in the team holds the link."""
    return [
        each for each in contacts if each.is_here and each.decides and each.held_by not in present
    ]


def only_holder(contacts: Iterable[Contact], present: Collection[str]) -> str | None:
    """The one member who holds all links, where there are FEW or more; None where several do."""
    held = [each.held_by for each in contacts if each.is_here and each.held_by in present]
    return held[0] if len(held) >= FEW and len(set(held)) == 1 else None
