"""People, as Slack last described them."""

from dataclasses import dataclass
from datetime import datetime

from domain.entity import Entity
from domain.language import Language, language_of


@dataclass(eq=False, kw_only=True)
class Person(Entity):
    """A Slack user. What is not known about them counts against them (design, section 5).

    From `quiet_from` to `quiet_until` (hours of their own time zone, both or neither set) they
    are sent nothing; the quiet may last over midnight.
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
    quiet_from: int | None = None
    quiet_until: int | None = None
    checked_at: datetime

    @property
    def language(self) -> Language:
        """The language of answers to this person."""
        return language_of(self.locale)

    def keep_wishes(self, known: "Person") -> None:
        """Keep what Slack has no say in: who leads, and what they want of us."""
        self.is_leader = known.is_leader
        self.wants_reminders = known.wants_reminders
        self.quiet_from, self.quiet_until = known.quiet_from, known.quiet_until

    @property
    def is_colleague(self) -> bool:
        """An active, full, human member of the workspace: the only ones who see anything."""
        return not (self.is_guest or self.is_bot or self.is_deactivated or self.is_foreign)
