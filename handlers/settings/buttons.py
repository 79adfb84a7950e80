"""The buttons of settings and their windows: what each carries and brings back."""

from dataclasses import dataclass

from domain.account import Announcements
from domain.language import Language
from handlers.blocks.payload import Button, Payload, Rows, SmallNumber, Window
from language.speech import mark


@dataclass(frozen=True)
class Shown(Payload):
    """What the window showed when it was opened, as JSON: others may have set something since."""

    shown: str


@dataclass(frozen=True)
class EnteredSettings(Shown):
    """The settings of an account, as they were filled in; a day without a number is off."""

    language: Language
    time_zone: str
    review_day: SmallNumber
    review_hour: SmallNumber
    digest_day: SmallNumber
    digest_hour: SmallNumber
    digest_when: bool
    slips: bool
    pulse: bool
    announcements: Announcements
    confidential: bool
    country: str | None = None


@dataclass(frozen=True)
class EnteredWishes(Payload):
    """What somebody wants to be told: reminders, quiet hours, and what stays muted."""

    reminders: bool
    mute: Rows[bool]
    quiet_from: SmallNumber | None = None
    quiet_until: SmallNumber | None = None


FORM = Button("settings.form", mark("Settings of the account"), Payload)
MINE = Button("settings.mine", mark("My own settings"), Payload)
ABOUT_ME = Button("settings.about_me", mark("What do you keep about me?"), Payload)
SAVE = Window("settings.save", EnteredSettings)
SAVE_MINE = Window("settings.save_mine", EnteredWishes)
