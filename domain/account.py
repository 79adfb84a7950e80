"""An account: one key customer, bound to the channel of the team that looks after it."""

from dataclasses import KW_ONLY, dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from domain.calendar import zone_of
from domain.entity import Entity, VersionedEntity
from domain.errors import AboutName, Conflict, Invalid
from domain.language import Language
from domain.light import Colour
from domain.text import folded, sentence

LIFT_AFTER = timedelta(days=3)
"""How long the owner has to say no when an admin asks to lift an account's confidentiality."""

NAME_LIMIT = 80
"""Characters of an account's name: it must fit a button and a modal's title line."""


@dataclass(eq=False)
class ChannelTaken(Conflict):
    """The channel already is the home of an account.

    `name` of the account that lives there.
    """

    name: str
    _: KW_ONLY
    is_archived: bool


class NameTaken(AboutName, Conflict):
    """Another account of the workspace has this name."""


class AlreadyArchived(Conflict):
    """The account is archived."""


class NotArchived(Conflict):
    """The account is not archived, so there is nothing to restore."""


class UnknownTimeZone(AboutName, Invalid):
    """No such time zone."""


class Announcements(StrEnum):
    """The changes that the home channel hears of as they happen; cards are kept true anyway.

    RED_AND_AMBER: only what changes how the account stands, or asks something of the team.
    """

    ALL = "all"
    RED_AND_AMBER = "red_and_amber"
    NONE = "none"

    def cover(self, *colours: Colour) -> bool:
        """Whether a change is told of a light that has, or had, one of these colours."""
        if self is Announcements.RED_AND_AMBER:
            return any(colour is not Colour.GREEN for colour in colours)
        return self is Announcements.ALL

    @property
    def cover_goals(self) -> bool:
        """Whether a new or changed goal, milestone or measurement is told of."""
        return self is Announcements.ALL

    @property
    def cover_turns(self) -> bool:
        """Whether what the whole team must know is told of: a goal reached, a strategy, a slip."""
        return self is not Announcements.NONE


@dataclass(eq=False, kw_only=True)
class Account(VersionedEntity):
    """A key account. Dates of the account are dates in its `time_zone`.

    `country` (ISO 3166) says which public holidays are no working days; None: none are.
    `is_confidential`: leaders outside the team may know its name and nothing else. An admin who
    is not the owner has asked to lift that where `lift_at` says when it ends, `lift_by` who asked.
    `next_owner_id`: whom `next_owner_by` proposed while the owner could not decide.
    `has_page`: somebody has asked for its page in the channel.
    """

    name: str
    name_key: str = ""
    channel_id: str
    owner_id: str | None
    language: Language
    time_zone: str
    country: str | None = None
    announcements: Announcements = Announcements.ALL
    is_confidential: bool = False
    lift_at: datetime | None = None
    lift_by: str | None = None
    next_owner_id: str | None = None
    next_owner_by: str | None = None
    created_at: datetime
    archived_at: datetime | None = None
    has_page: bool = False

    def __post_init__(self) -> None:
        """Derive the key that makes names unique."""
        self.rename(self.name)

    @property
    def ref(self) -> str:
        """How the history refers to the account itself."""
        return "account"

    def rename(self, name: str) -> None:
        """Raises TextMissing and TextTooLong."""
        self.name = sentence(name, NAME_LIMIT)
        self.name_key = name_key(self.name)

    def today(self, now: datetime) -> date:
        """The account's date at the instant `now`."""
        return now.astimezone(self.zone).date()

    @property
    def zone(self) -> ZoneInfo:
        """The account's time zone; UTC where this machine does not know it any more."""
        return zone_of(self.time_zone)

    @property
    def is_archived(self) -> bool:
        """Archived accounts can be read and restored, nothing else."""
        return self.archived_at is not None

    def ask_to_lift(self, by: str, now: datetime) -> None:
        """An admin asks that it be confidential no more; see LIFT_AFTER."""
        self.lift_by, self.lift_at = by, now + LIFT_AFTER

    def stop_lifting(self) -> None:
        """Nobody asks any more."""
        self.lift_by = self.lift_at = None

    def propose_owner(self, person_id: str, by: str) -> None:
        """Somebody of the team proposes who follows; a new proposal takes the place of an old."""
        self.next_owner_id, self.next_owner_by = person_id, by

    def hand_to(self, person_id: str) -> None:
        """Somebody owns it from now on, which settles who follows."""
        self.owner_id = person_id
        self.next_owner_id = self.next_owner_by = None

    def archive(self, now: datetime) -> None:
        """Raises AlreadyArchived."""
        if self.is_archived:
            raise AlreadyArchived
        self.archived_at = now

    def restore(self) -> None:
        """Raises NotArchived."""
        if not self.is_archived:
            raise NotArchived
        self.archived_at = None


@dataclass(eq=False, kw_only=True)
class Member(Entity):
    """A colleague who is in an account's home channel."""

    account_id: int
    person_id: str
    since: datetime


def name_key(name: str) -> str:
    """The key that no two names share: `Acme GmbH` and `ACME  gmbh` are one name."""
    return folded(name)


def time_zone(name: str) -> str:
    """`name` if it is a time zone as IANA spells it; raises UnknownTimeZone.

    A machine also finds what another does not, such as `posix/Europe/Berlin` or `localtime`.
    """
    try:
        found = ZoneInfo(name).key
    except (KeyError, ValueError, OSError) as error:
        raise UnknownTimeZone(name) from error
    if found not in _iana_names():
        raise UnknownTimeZone(name)
    return found


@cache
def _iana_names() -> frozenset[str]:
    return frozenset(available_timezones() - {"localtime", "Factory"})
