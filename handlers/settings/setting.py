"""A setting, declared: its words, its menu in the window, and the sentences that set it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, make_dataclass
from datetime import datetime
from types import NoneType
from typing import Any, get_args

from slack_sdk.models.blocks import InputBlock

from domain.calendar import HOURS
from domain.text import shorten
from handlers.blocks import inputs
from handlers.blocks.payload import NOTHING, OFF, ON, Payload
from handlers.incoming import InvalidPayload
from handlers.mutes.views import clock
from language.arguments.elements import Literal
from language.arguments.elements import Option as OptionalArgument
from language.sentences.sentence import Argument
from language.speech import Speech

Facts = Mapping[str, Any]
Choices = Mapping[str, str]
"""What may be chosen: the value of an option, and how it reads."""


def on_or_off(_: Speech, _settings: object) -> Choices:
    """The choices of a switch."""
    return {ON: _("On"), OFF: _("Off")}


def hours(_: Speech, _settings: object) -> Choices:
    """The choices of an hour."""
    return {str(hour): clock(hour) for hour in HOURS}


def no_hint(_: Speech, _settings: object, _now: datetime) -> str | None:
    """The hint of a menu that needs none."""
    return None


@dataclass(frozen=True)
class Menu:
    """The menu of the window in which a setting is chosen.

    `field` is its name in the window and `brings` the type that comes back; `label` only where
    the window calls the setting by another name. With `switch` there is a choice "Off", which
    turns that setting off and leaves this one as it was, for when it is on again. `most`: no
    greater number comes back. `unset`: the choice that stands for a missing value. `is_later`: the
    windows of the version before do not bring it back, and leave the setting as it is.
    """

    field: str
    brings: Any
    choices: Callable[[Speech, Any], Choices] = on_or_off
    label: str = ""
    hint: Callable[[Speech, Any, datetime], str | None] = no_hint
    switch: str = ""
    most: int | None = None
    unset: str = NOTHING
    is_later: bool = False


@dataclass(frozen=True)
class SettingSentence:
    """A sentence that sets something: what is typed has the names of the settings.

    `sets`: what it sets beside what is typed.
    """

    arguments: tuple[Argument, ...]
    options: tuple[OptionalArgument, ...] = ()
    sets: Facts | None = None


def behind(words: tuple[str, ...], value: Argument) -> tuple[SettingSentence, ...]:
    """The one sentence that names a setting by one of these words, and its value behind it."""
    return (SettingSentence((Literal(words), value)),)


@dataclass(frozen=True)
class Setting:
    """A setting: the field of the account's settings or of the person that keeps it, and its words.

    `say` says a value, as it is or as JSON keeps it. `usage` and `sentences` show and declare how
    it is typed; those of the lowest `rank` come first. `reads` makes a value of typed words.
    `group`: the title that stands above it in the window, where a group begins with it.
    """

    name: str
    label: str
    say: Callable[[Speech, Any], str]
    menu: Menu | None = None
    usage: tuple[str, ...] = ()
    sentences: tuple[SettingSentence, ...] = ()
    rank: int = 2
    reads: Callable[[Any], Any] | None = None
    group: str = ""

    def line(self, _: Speech, value: object) -> str:
        """The setting and its value: `Day of the digest: Friday`."""
        return _("{setting}: {value}", setting=_(self.label), value=self.say(_, value))

    @property
    def covers(self) -> tuple[str, ...]:
        """The names of the settings that its menu stands for."""
        switch = (self.menu.switch,) if self.menu and self.menu.switch else ()
        return (*switch, self.name)

    def draw(self, _: Speech, settings: object, now: datetime) -> InputBlock:
        """Its menu, with what is set chosen."""
        menu = self._menu
        choices, label = dict(menu.choices(_, settings)), menu.label or self.label
        if menu.switch:
            choices[OFF] = _("Off")
        chosen, hint = self._chosen(settings), menu.hint(_, settings, now)
        return select(menu.field, _(label), choices, chosen, hint=hint)

    def changes(self, entered: Any) -> dict[str, Any]:  # noqa: ANN401 - of the type of the menu
        """The choice in its menu, by the names of settings; raises InvalidPayload."""
        menu = self._menu
        if menu.is_later and entered is None:
            return {}
        if menu.switch and entered is None:
            return {menu.switch: False}
        if menu.most is not None and entered > menu.most:
            raise InvalidPayload
        return {self.name: entered} | ({menu.switch: True} if menu.switch else {})

    def _chosen(self, settings: object) -> str:
        menu, value = self._menu, getattr(settings, self.name)
        if menu.switch and not getattr(settings, menu.switch):
            return OFF
        if value is None:
            return menu.unset
        return {True: ON, False: OFF}[value] if isinstance(value, bool) else str(value)

    @property
    def _menu(self) -> Menu:
        if self.menu is None:
            raise LookupError(self.name)
        return self.menu


def in_window(settings: Sequence[Setting]) -> dict[str, Setting]:
    """The settings that the window shows, by the names of their fields."""
    return {each.menu.field: each for each in settings if each.menu}


def entered(name: str, remembers: type[Payload], settings: Sequence[Setting]) -> type[Payload]:
    """The declaration of what a window with these settings brings back."""
    fields = [_field(each.menu) for each in settings if each.menu]
    return make_dataclass(name, sorted(fields, key=len), bases=(remembers,), frozen=True)


def _field(menu: Menu) -> tuple[Any, ...]:
    """The name and type that a menu brings back, and None where nothing may come back."""
    if menu.is_later:
        return menu.field, menu.brings | None, None
    return (menu.field, menu.brings, *([None] if NoneType in get_args(menu.brings) else []))


def typed(settings: Sequence[Setting], sentence: SettingSentence, values: Facts) -> dict[str, Any]:
    """The settings that a sentence changes; turning something on ends its snooze."""
    reads = {each.name: each.reads for each in settings if each.reads}
    found = {name: reads[name](value) if name in reads else value for name, value in values.items()}
    found |= sentence.sets or {}
    known = {each.name for each in settings}
    snoozes = (
        name.removesuffix("_is_on") + "_snoozed_until"
        for name, is_on in found.items()
        if name.endswith("_is_on") and is_on
    )
    return found | {name: None for name in snoozes if name in known}


def select(
    block_id: str, label: str, choices: Choices, initial: str, *, hint: str | None = None
) -> InputBlock:
    """A select that shows what is set; the placeholder says it where Slack draws no initial."""
    shown = shorten(choices[initial], 150)
    return inputs.select(block_id, label, choices, initial=initial, placeholder=shown, hint=hint)
