"""The settings of an account, as one thing, whichever rows keep them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from domain.account import Announcements
from domain.calendar import HOURS, ONE_DAY, HourOutOfRange, at_local
from domain.errors import AboutName, Conflict, Invalid
from domain.language import Language

EARLIEST = 15
"""Working days before the last of a month: earlier, a review would not look back on it."""

SNOOZE = timedelta(days=7)


class TooEarly(Invalid):
    """The review would be held too many working days before the end of the month."""


class UnknownCountry(AboutName, Invalid):
    """No country of this name, or none whose public holidays are known."""


@dataclass(eq=False)
class SettingsChanged(Conflict):
    """Somebody else has set the same thing to something else meanwhile.

    `changes`: the fields with their values now; `by`: a person's name, if it is known.
    """

    changes: dict[str, Any]
    by: str | None
    at: datetime | None


@dataclass(eq=False, kw_only=True)
class AccountSettings:
    """All settings of an account. The prefix of a field names the routine that keeps it.

    `…_snoozed_until`: nothing of it until then. Hours are hours of `time_zone`.
    """

    language: Language
    time_zone: str
    country: str | None
    announcements: Announcements
    is_confidential: bool
    review_is_on: bool
    review_before: int
    review_hour: int
    review_snoozed_until: datetime | None
    digest_is_on: bool
    digest_weekday: int
    digest_hour: int
    digest_only_when_needed: bool
    digest_snoozed_until: datetime | None
    slips_is_on: bool
    slips_snoozed_until: datetime | None
    pulse_is_on: bool
    pulse_snoozed_until: datetime | None
    confidence_is_on: bool
    confidence_snoozed_until: datetime | None

    def must_be_possible(self) -> None:
        """Raises HourOutOfRange and TooEarly."""
        for hour in (self.review_hour, self.digest_hour):
            if hour not in HOURS:
                raise HourOutOfRange(hour)
        if not 0 <= self.review_before <= EARLIEST:
            raise TooEarly


def snoozed_until(now: datetime, zone: ZoneInfo) -> datetime:
    """When a snooze of a week that begins now is over: at midnight, so that whole days are kept.

    What comes weekly, and was snoozed when it came, is then silent the next time it would come.
    """
    day = now.astimezone(zone).date() + SNOOZE + ONE_DAY
    return at_local(day, 0, 0, zone)
