"""The decisions of workspace admins for all accounts: leaders, and the channel of the portfolio.

Source: docs/method.md, "access" and "digest and portfolio".
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.calendar import HOURS, HourOutOfRange
from domain.entity import Entity
from domain.errors import AboutName, Conflict, Invalid
from domain.language import Language


class Rhythm(StrEnum):
    """How often the portfolio is posted to the leaders' channel."""

    OFF = "off"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


class NoLeadersChannel(Invalid):
    """There is no channel to which the portfolio could be posted."""


class AlreadyOff(Conflict):
    """The portfolio is posted nowhere."""


class AlreadyLeads(AboutName, Conflict):
    """The person is a leader already."""


class DoesNotLead(AboutName, Conflict):
    """The person is no leader."""


@dataclass(eq=False, kw_only=True)
class Workspace(Entity):
    """The settings of a whole workspace, and the admin who changed them last.

    The portfolio is posted to the leaders' channel at `hour` in `time_zone`: every week on
    `weekday` (0 is Monday), or on the first working day of the month. `next_at` is None until
    the timetable has worked it out: whoever changes anything else here sets it to None.
    """

    leaders_channel_id: str | None = None
    rhythm: Rhythm = Rhythm.OFF
    weekday: int = 0
    hour: int = 9
    time_zone: str
    language: Language
    set_by: str
    next_at: datetime | None = None
    version: int = 1

    @property
    def ref(self) -> str:
        """How what admins changed refers to it."""
        return "portfolio"

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the leaders' channel."""
        return ZoneInfo(self.time_zone)

    @property
    def is_on(self) -> bool:
        """Whether the portfolio is posted at all."""
        return self.rhythm is not Rhythm.OFF and self.leaders_channel_id is not None

    def send_to(self, channel_id: str, rhythm: Rhythm | None) -> None:
        """Post to this channel from now on; weekly, if no rhythm is named or was set."""
        self.leaders_channel_id = channel_id
        self.rhythm = rhythm or (Rhythm.WEEKLY if self.rhythm is Rhythm.OFF else self.rhythm)
        self.next_at = None

    def send(self, rhythm: Rhythm, weekday: int | None = None, hour: int | None = None) -> None:
        """Post this often, then; raises NoLeadersChannel and HourOutOfRange."""
        if self.leaders_channel_id is None:
            raise NoLeadersChannel
        if hour is not None and hour not in HOURS:
            raise HourOutOfRange(hour)
        self.rhythm = rhythm
        self.weekday = self.weekday if weekday is None else weekday
        self.hour = self.hour if hour is None else hour
        self.next_at = None

    def turn_off(self) -> None:
        """Post nothing any more, and forget the channel; raises AlreadyOff."""
        if not self.is_on:
            raise AlreadyOff
        self.leaders_channel_id = None
        self.rhythm = Rhythm.OFF
        self.next_at = None
