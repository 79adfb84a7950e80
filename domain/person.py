"""People, as Slack last described them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.calendar import HOURS, ONE_DAY, HourOutOfRange, at_local, zone_of
from domain.entity import Entity
from domain.errors import Invalid
from domain.language import Language, language_of
from domain.text import alphabetical


class OwnSubstitute(Invalid):
    """Nobody stands in for themselves."""


@dataclass(eq=False)
class AwayInThePast(Invalid):
    """The absence would be over already.

    `until` as it was understood.
    """

    until: date


class QuietAllDay(Invalid):
    """Quiet hours have a beginning and another end: who wants none at all mutes."""


@dataclass(frozen=True)
class QuietHours:
    """From `start` to `end`, hours by the clocks of `zone`; they may last over midnight."""

    start: int
    end: int
    zone: ZoneInfo

    def end_after(self, now: datetime) -> datetime | None:
        """When the quiet that reigns at this instant ends; None where none does."""
        local = now.astimezone(self.zone)
        is_past_midnight = local.hour < self.end
        has_begun = local.hour >= self.start
        is_quiet = is_past_midnight and has_begun
        if self.start > self.end:
            is_quiet = is_past_midnight or has_begun
        if not is_quiet:
            return None
        day = local.date() if is_past_midnight else local.date() + ONE_DAY
        return at_local(day, self.end, 0, self.zone)


@dataclass(eq=False, kw_only=True)
class Person(Entity):
    """A Slack user. What is not known about them counts against them (docs/method.md, "access").

    From `quiet_from` to `quiet_until` (hours of their own time zone, both or neither set) they
    are sent nothing; the quiet may last over midnight. `checked_at` is when Slack was asked,
    `updated_at` when they last changed by Slack's clock, `told_at` when an event about them last
    reached us and `event_at` when that happened. `has_home`: something was drawn on their App
    Home; `home_is_stale`: they may not see all of it any more. `wants_undelivered`: as an admin
    they asked to be told of messages that can never be sent. `away_until`: the last day on which
    `substitute_id` gets what is meant for them. `handle`: how Slack tells them from namesakes.
    """

    id: str
    name: str
    locale: str = "en-US"
    time_zone: str = "UTC"
    is_guest: bool = False
    is_bot: bool = False
    is_deactivated: bool = False
    is_foreign: bool = False
    is_admin: bool = False
    is_leader: bool = False
    wants_reminders: bool = True
    wants_question: bool = True
    quiet_from: int | None = None
    quiet_until: int | None = None
    checked_at: datetime
    updated_at: datetime | None = None
    told_at: datetime | None = None
    event_at: datetime | None = None
    has_home: bool = False
    home_is_stale: bool = False
    away_until: date | None = None
    substitute_id: str | None = None
    handle: str | None = None
    wants_undelivered: bool = False

    @property
    def order(self) -> tuple[str, str]:
        """Sorts people by name, Ä among A; namesakes always in one order."""
        return alphabetical(self.name), self.id

    @property
    def language(self) -> Language:
        """The language of answers to this person."""
        return language_of(self.locale)

    @property
    def zone(self) -> ZoneInfo:
        """Their time zone; UTC where Slack names one that nobody knows."""
        return zone_of(self.time_zone)

    def keep_wishes(self, known: "Person") -> None:
        """Keep what Slack has no say in: who leads, and what they want of us."""
        self.is_leader = known.is_leader
        self.wants_reminders = known.wants_reminders
        self.wants_question = known.wants_question
        self.wants_undelivered = known.wants_undelivered
        self.quiet_from, self.quiet_until = known.quiet_from, known.quiet_until
        self.has_home, self.home_is_stale = known.has_home, known.home_is_stale
        self.told_at, self.event_at = known.told_at, known.event_at
        self.away_until, self.substitute_id = known.away_until, known.substitute_id

    def go_away(self, until: date, substitute_id: str, today: date) -> None:
        """Have somebody else get what is meant for them; raises OwnSubstitute, AwayInThePast."""
        if substitute_id == self.id:
            raise OwnSubstitute
        if until < today:
            raise AwayInThePast(until)
        self.away_until, self.substitute_id = until, substitute_id

    def come_back(self) -> None:
        """Get what is meant for them again."""
        self.away_until = self.substitute_id = None

    def is_away(self, day: date) -> bool:
        """Whether somebody else gets on this day what is meant for them."""
        return self.away_until is not None and day <= self.away_until

    def is_older_than(self, known: "Person") -> bool:
        """Whether this was true before what is known, by Slack's clock or by when it was asked."""
        if None not in (self.updated_at, known.updated_at) and self.updated_at != known.updated_at:
            return self.updated_at < known.updated_at  # type: ignore[operator]
        told_since = known.told_at is not None and known.told_at > self.checked_at
        return told_since or self.checked_at < known.checked_at

    def grants_more_than(self, known: "Person | None") -> bool:
        """Whether they could see or do something that by what is known they cannot."""
        if known is None:
            return self.is_colleague
        gains = self.is_colleague and not known.is_colleague
        return gains or (self.is_admin and not known.is_admin)

    def without_grants(self, known: "Person") -> None:
        """Take what counts in their favour from what is known: Slack is asked for the rest."""
        self.is_admin = self.is_admin and known.is_admin
        if self.is_colleague and not known.is_colleague:
            self.is_guest, self.is_bot = known.is_guest, known.is_bot
            self.is_deactivated, self.is_foreign = known.is_deactivated, known.is_foreign

    def be_quiet(self, start: int | None, end: int | None) -> None:
        """Set or lift the quiet hours; raises QuietAllDay and HourOutOfRange."""
        if (start is None) != (end is None) or (start is not None and start == end):
            raise QuietAllDay
        for hour in (start, end):
            if hour is not None and hour not in HOURS:
                raise HourOutOfRange(hour)
        self.quiet_from, self.quiet_until = start, end

    @property
    def quiet_hours(self) -> QuietHours | None:
        """When they are sent nothing; None where they keep no quiet."""
        if self.quiet_from is None or self.quiet_until is None:
            return None
        return QuietHours(self.quiet_from, self.quiet_until, self.zone)

    def quiet_end(self, now: datetime) -> datetime | None:
        """When the quiet that they keep at this instant ends; None where they keep none."""
        return self.quiet_hours.end_after(now) if self.quiet_hours else None

    @property
    def is_colleague(self) -> bool:
        """An active, full, human member of the workspace: the only ones who see anything."""
        return not (self.is_guest or self.is_bot or self.is_deactivated or self.is_foreign)

    @property
    def is_active(self) -> bool:
        """A person who is there, colleague or not."""
        return not (self.is_bot or self.is_deactivated)

    @property
    def reads_along(self) -> bool:
        """Somebody who reads what is posted in their channels and is no colleague.

        Bots are programs, and who is deactivated reads nothing.
        """
        return (self.is_guest or self.is_foreign) and not (self.is_bot or self.is_deactivated)


def told_apart(people: Iterable[Person]) -> dict[str, str]:
    """The names of these people by id; where two have the same one, with how Slack tells them
    apart: Ben (ben.miller).
    """
    known = list(people)
    count = Counter(person.name.casefold() for person in known)
    return {
        person.id: f"{person.name} ({person.handle})"
        if count[person.name.casefold()] > 1 and person.handle
        else person.name
        for person in known
    }
