"""Key information: what one must know of the customer, in dated lines.

Source of the rules: docs/method.md, "key information".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from domain.entity import NumberedEntity, Origin
from domain.errors import AboutRef, Conflict
from domain.text import one_line, sentence

SOURCE_LIMIT = 120

FRESH = timedelta(days=182)
"""After half a year it is asked whether it is still true."""

FOREMOST = 3
"""How many lines the glance shows."""


class Area(StrEnum):
    """The areas of key information, in the order in which they are read."""

    GOALS = "goals"
    CHALLENGES = "challenges"
    STRUCTURE = "structure"
    COMPETITORS = "competitors"
    OURS = "ours"
    """What the customer has of ours."""


class NotTrueAnyMore(AboutRef, Conflict):
    """The information is out of date, and is not changed any more."""


class KnownAlready(AboutRef, Conflict):
    """The account knows this already, or it stands there already."""


class AskedLater(AboutRef, Conflict):
    """That it is true stands there as of today; it is asked about again after half a year."""


@dataclass(eq=False, kw_only=True)
class KeyInformation(NumberedEntity):
    """One line about the customer.

    `learned_on` the account's date; `checked_on`: when somebody last said that it is true.
    """

    LETTER = "K"

    text: str
    area: Area | None = None
    source: str | None = None
    learned_on: date
    checked_on: date
    told_by: str
    told_at: datetime
    gone_at: datetime | None = None

    @property
    def is_true(self) -> bool:
        """Nobody has said that it is out of date."""
        return self.gone_at is None

    def is_old(self, today: date) -> bool:
        """Whether it is asked about; `today` in the account's time zone."""
        return self.is_true and self.checked_on + FRESH < today

    def confirm(self, today: date) -> None:
        """It is still true; raises NotTrueAnyMore, AskedLater where that was said today."""
        self._must_be_true()
        if self.checked_on == today:
            raise AskedLater(self.ref)
        self.checked_on = today

    def put(self, area: Area) -> None:
        """Say what it is about; raises NotTrueAnyMore and KnownAlready."""
        self._must_be_true()
        if self.area is area:
            raise KnownAlready(self.ref)
        self.area = area

    def reword(self, text: str, today: date) -> None:
        """Say it anew, as of today; raises what `put` raises, TextMissing and TextTooLong."""
        self._must_be_true()
        line = sentence(text)
        if line == self.text:
            raise KnownAlready(self.ref)
        self.text, self.checked_on = line, today

    def expire(self, now: datetime) -> None:
        """It is not true any more; raises NotTrueAnyMore."""
        self._must_be_true()
        self.gone_at = now

    def _must_be_true(self) -> None:
        if not self.is_true:
            raise NotTrueAnyMore(self.ref)


def key_information(
    origin: Origin,
    text: str,
    *,
    area: Area | None,
    source: str | None,
    checked_on: date | None = None,
) -> KeyInformation:
    """New key information; raises TextMissing and TextTooLong."""
    return KeyInformation(
        workspace_id=origin.workspace_id,
        account_id=origin.account_id,
        text=sentence(text),
        area=area,
        source=sentence(source, SOURCE_LIMIT) if source and one_line(source) else None,
        learned_on=origin.today,
        checked_on=checked_on or origin.today,
        told_by=origin.by,
        told_at=origin.now,
    )


def by_area(found: Iterable[KeyInformation]) -> dict[Area | None, list[KeyInformation]]:
    """Key information by area in reading order; that under none comes last."""
    kept = sorted(found, key=lambda each: (each.checked_on, each.number), reverse=True)
    whole = {area: [each for each in kept if each.area is area] for area in (*Area, None)}
    return {area: lines for area, lines in whole.items() if lines}


def foremost(found: Iterable[KeyInformation]) -> list[KeyInformation]:
    """The lines for the glance: what was last said to be true first."""
    return sorted(found, key=lambda each: (each.checked_on, each.number), reverse=True)[:FOREMOST]
