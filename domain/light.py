"""Traffic lights: what speaks for us, what stands against us, what could tip either way.

Source of the rules: docs/method.md, "traffic lights".
"""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from domain.entity import NumberedEntity, Origin
from domain.errors import AboutDay, AboutRef, Conflict, Invalid, StillOpen
from domain.text import sentence

DECIDE_WITHIN = timedelta(days=28)
"""An amber light has a decide-by date; this is how far off it is when none is named."""


class Colour(StrEnum):
    """Green speaks for us, red stands absolutely against us, amber could tip either way."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"


@dataclass(eq=False)
class AlreadyThatColour(AboutRef, Conflict):
    """The light has this colour already."""

    colour: Colour


class AlreadyCleared(AboutRef, Conflict):
    """The light was cleared: it can be neither turned nor cleared again."""


class DecideByNeedsAmber(Invalid):
    """Only an amber light is decided by a date."""


class DecideByPast(AboutDay, Invalid):
    """The decide-by date is over."""


@dataclass(eq=False)
class DecidedThenAlready(AboutRef, Conflict):
    """The light has this decide-by date already, in the account's time zone."""

    day: date


@dataclass(eq=False)
class NamedAlready(AboutRef, Conflict):
    """The light names this goal, or this contact, already: `named` such as G2 or C5."""

    named: str


@dataclass(eq=False, kw_only=True)
class Light(NumberedEntity):
    """One factor, in one sentence. `since` is when it took its present colour.

    `blocks` is the number of the goal that it speaks for or against: red blocks it, green speaks
    for it, amber could tip either way. The name is from when red lights alone had one. `contact`:
    the number of somebody at the customer whom it is about.
    """

    LETTER = "L"

    colour: Colour
    text: str
    blocks: int | None = None
    decide_by: date | None = None
    logged_by: str
    logged_at: datetime
    since: datetime
    cleared_at: datetime | None = None
    contact: int | None = None

    @property
    def is_open(self) -> bool:
        """Open lights count; cleared ones are history."""
        return self.cleared_at is None

    def is_overdue(self, today: date) -> bool:
        """An open amber past its decide-by date; `today` in the account's time zone."""
        return self.is_open and self.decide_by is not None and self.decide_by < today

    def turn(
        self, colour: Colour, *, now: datetime, today: date, decide_by: date | None = None
    ) -> None:
        """Take another colour; raises AlreadyCleared, AlreadyThatColour and what `due` raises."""
        self.must_be_open()
        if colour is self.colour:
            raise AlreadyThatColour(self.ref, colour)
        self.decide_by = due(colour, decide_by, today)
        self.colour = colour
        self.since = now

    def keep_open(self, until: date, today: date) -> None:
        """Leave an amber amber, to be decided by another date.

        Raises AlreadyCleared, DecideByNeedsAmber, DecideByPast and DecidedThenAlready.
        """
        self.must_be_open()
        if self.colour is not Colour.AMBER:
            raise DecideByNeedsAmber
        day = due(self.colour, until, today)
        if day == self.decide_by:
            raise DecidedThenAlready(self.ref, until)
        self.decide_by = day

    def name_goal(self, goal: int) -> None:
        """Name its goal by number; raises AlreadyCleared and NamedAlready."""
        self.must_be_open()
        if self.blocks == goal:
            raise NamedAlready(self.ref, f"G{goal}")
        self.blocks = goal

    def name_contact(self, contact: int) -> None:
        """Name somebody at the customer, by number; raises AlreadyCleared and NamedAlready."""
        self.must_be_open()
        if self.contact == contact:
            raise NamedAlready(self.ref, f"C{contact}")
        self.contact = contact

    def clear(self, now: datetime) -> None:
        """Close the light; raises AlreadyCleared."""
        self.must_be_open()
        self.cleared_at = now

    def reword(self, text: str) -> None:
        """Say it better; raises AlreadyCleared, TextMissing and TextTooLong."""
        self.must_be_open()
        self.text = sentence(text)

    def reopen(self) -> None:
        """Take it up again in the colour it had when it was cleared; raises StillOpen."""
        if self.is_open:
            raise StillOpen(self.ref)
        self.cleared_at = None

    def must_be_open(self) -> None:
        """Raises AlreadyCleared."""
        if not self.is_open:
            raise AlreadyCleared(self.ref)


def log(
    origin: Origin,
    colour: Colour,
    text: str,
    *,
    blocks: int | None = None,
    contact: int | None = None,
    decide_by: date | None = None,
) -> Light:
    """A new light; raises TextMissing, TextTooLong and what `due` raises."""
    return Light(
        workspace_id=origin.workspace_id,
        account_id=origin.account_id,
        colour=colour,
        text=sentence(text),
        blocks=blocks,
        contact=contact,
        decide_by=due(colour, decide_by, origin.today),
        logged_by=origin.by,
        logged_at=origin.now,
        since=origin.now,
    )


def due(colour: Colour, decide_by: date | None, today: date) -> date | None:
    """The decide-by date of a light; raises DecideByNeedsAmber and DecideByPast."""
    if colour is not Colour.AMBER:
        if decide_by is not None:
            raise DecideByNeedsAmber
        return None
    if decide_by is not None and decide_by < today:
        raise DecideByPast(decide_by)
    return decide_by or today + DECIDE_WITHIN


def account_light(lights: Iterable[Light]) -> Colour | None:
    """Red if any red is open, else amber if any is, else green if any is, else none."""
    return overall({light.colour for light in lights if light.is_open})


def overall(colours: Container[Colour]) -> Colour | None:
    """The colour of an account whose open lights have these colours: the gravest; None for none."""
    return next((colour for colour in Colour if colour in colours), None)


def board(lights: Iterable[Light], today: date) -> dict[Colour, list[Light]]:
    """Open lights by colour: ambers past their date first, then the newest first."""
    ordered = sorted(
        (light for light in lights if light.is_open),
        key=lambda light: (not light.is_overdue(today), -light.since.timestamp(), -light.number),
    )
    return {colour: [light for light in ordered if light.colour is colour] for colour in Colour}
