"""The buttons of settings and their windows: what each carries and brings back."""

from dataclasses import dataclass

from domain.permission import Right
from handlers.blocks.payload import Button, Payload, Rows, Window
from handlers.settings import of_account, of_person
from handlers.settings.setting import entered
from language.speech import mark


@dataclass(frozen=True)
class Shown(Payload):
    """The settings as the window showed them, as JSON: others may have changed some."""

    shown: str


@dataclass(frozen=True)
class StillMuted(Payload):
    """Of what somebody has muted: whether it stays so."""

    mute: Rows[bool]


FORM = Button("settings.form", mark("Settings of the account"), Payload, Right.READ)
MINE = Button("settings.mine", mark("My own settings"), Payload, Right.READ)
ABOUT_ME = Button("settings.about_me", mark("What do you keep about me?"), Payload, Right.READ)
SAVE = Window("settings.save", entered("EnteredSettings", Shown, of_account.SETTINGS))
SAVE_MINE = Window("settings.save_mine", entered("EnteredWishes", StillMuted, of_person.SETTINGS))
