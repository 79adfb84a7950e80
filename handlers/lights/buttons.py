"""The buttons of a light and its windows: what each carries and brings back."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.light import Colour
from domain.permission import Right
from handlers.blocks.payload import Button, Numbered, Payload, Reworded, Versioned, Window
from language.speech import mark


@dataclass(frozen=True)
class TurnLight(Versioned):
    """A light, and the colour that it turns."""

    colour: Colour


class LightStep(StrEnum):
    """The steps that the menu of a light offers; a colour is what it turns."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    CLEAR = "clear"
    EDIT = "edit"


@dataclass(frozen=True)
class ChangeLight(Versioned):
    """A light, and what becomes of it."""

    step: LightStep


@dataclass(frozen=True)
class LogLight(Payload):
    """A new light."""

    colour: Colour
    text: str = ""
    decide_by: date | None = None
    goal: int | None = None
    contact: int | None = None
    is_sure: bool = False


@dataclass(frozen=True)
class KeepLight(Versioned):
    """A light, and until when it stays open."""

    until: date


LOG = Button("light.log", mark("Log a light"), Payload)
TURN = Button("light.turn", "", TurnLight)
CHANGE = Button("light.change", mark("Change…"), ChangeLight)
CLEAR = Button("light.clear", mark("Clear"), Versioned)
KEEP = Button("light.keep_open", mark("Still open until…"), Versioned)
EDIT = Button[Numbered]("light.edit", mark("Edit…"), Numbered)
REOPEN = Button("light.reopen", mark("Reopen"), Numbered)
SHOW = Button("light.show", mark("Change…"), Numbered, Right.READ)
SAVE = Window("light.save", LogLight)
SAVE_WORDING = Window("light.save_wording", Reworded)
SAVE_UNTIL = Window("light.save_until", KeepLight)
