"""Confidence: how sure members are of a business goal, and what they say of their own promises.

Asked once a month, of each member alone. Scores are shown as a distribution, once enough have
answered that none can be traced to a name; of promises how many were kept, and by name only the
words that somebody added themselves. Source of the rules: docs/method.md, "how sure are we".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.calendar import Month
from domain.entity import VersionedEntity
from domain.errors import Conflict
from domain.pulse import ENOUGH, Score
from domain.text import sentence

BEFORE_REVIEW = 3
"""Working days before the review on which the question comes."""

IN_A_ROW = 2
"""Months in which a promise was not kept before the review names its strategy."""


@dataclass(eq=False)
class QuestionOver(Conflict):
    """The question about this month is not answered any more: the next one has been asked.

    `month` that it was about.
    """

    month: Month


class HowKept(StrEnum):
    """The answers to the question whether somebody did their part."""

    KEPT = "kept"
    PARTLY = "partly"
    NOT = "not"
    CHANGED = "changed"


@dataclass(eq=False, kw_only=True)
class Confidence(Score):
    """A member's answer for one month, `2026-04`; a later one takes the place of an earlier one."""


@dataclass(eq=False, kw_only=True)
class PartReport(VersionedEntity):
    """A member's report on their own promise to a `wording` of a strategy, for one month.

    `note`: a word of their own, which the team reads.
    """

    strategy_id: int
    wording: int
    period: str
    person_id: str
    kept: HowKept
    note: str | None = None

    def say(self, note: str) -> None:
        """Add a word, or take it back by an empty one; raises TextTooLong."""
        self.note = sentence(note) if note.strip() else None


@dataclass(frozen=True)
class PartStanding:
    """How many of those who answered kept their part in a month."""

    period: str
    kept: int
    answers: int

    @property
    def is_enough(self) -> bool:
        """Whether so many have answered that it may be shown."""
        return self.answers >= ENOUGH

    @property
    def is_kept(self) -> bool:
        """Whether at least half of those who answered kept their part."""
        return self.kept * 2 >= self.answers


def must_be_open(month: Month, today: date) -> None:
    """Raises QuestionOver: a month is answered about until the end of the next one."""
    if not month <= Month.of(today) <= month.next:
        raise QuestionOver(month)


def parts(reports: Iterable[PartReport]) -> list[PartStanding]:
    """How promises to one strategy were kept, month by month."""
    by_period: dict[str, list[HowKept]] = {}
    for one in reports:
        by_period.setdefault(one.period, []).append(one.kept)
    return [
        PartStanding(period, answers.count(HowKept.KEPT), len(answers))
        for period, answers in sorted(by_period.items())
    ]


def are_unkept(reports: Iterable[PartReport], last: Month) -> bool:
    """Whether promises were not kept in `last` and in the month before it."""
    months = {str(last.plus(-back)) for back in range(IN_A_ROW)}
    found = [one for one in parts(reports) if one.period in months]
    return len(found) == IN_A_ROW and all(one.is_enough and not one.is_kept for one in found)
