"""People, as Slack last described them."""

from dataclasses import dataclass
from datetime import datetime

from domain.entity import Entity
from domain.language import Language, language_of


@dataclass(eq=False, kw_only=True)
class Person(Entity):
    """A Slack user. What is not known about them counts against them (design, section 5)."""

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
    checked_at: datetime

    @property
    def language(self) -> Language:
        """The language of answers to this person."""
        return language_of(self.locale)

    @property
    def is_colleague(self) -> bool:
        """An active, full, human member of the workspace: the only ones who see anything."""
        return not (self.is_guest or self.is_bot or self.is_deactivated or self.is_foreign)
