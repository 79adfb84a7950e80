"""The buttons of an action and its windows: what each carries and brings back."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.action import ActionKind
from domain.calendar import Month
from handlers.blocks.payload import Button, Numbered, Payload, Reworded, Versioned, Window, Worded
from language.speech import mark


class FollowUp(StrEnum):
    """The next steps that may follow from the outcome of an action."""

    LIGHT = "light"
    QUOTE = "quote"
    ACTION = "action"
    CONTACT = "contact"


class ActionStep(StrEnum):
    """The steps that the menu of an action offers."""

    DONE = "done"
    MOVE = "move"
    ASSIGN = "assign"
    AIM = "aim"
    EDIT = "edit"
    CARRY = "carry"
    DROP = "drop"


@dataclass(frozen=True)
class PlanAction(Payload):
    """A new action: what it is to serve, and the first month that is offered."""

    serves: str = ""
    month: Month | None = None


@dataclass(frozen=True)
class ChangeAction(Versioned):
    """An action, and what becomes of it."""

    step: ActionStep


@dataclass(frozen=True)
class EnteredAction(Payload):
    """A new action, as it was filled in."""

    text: str = ""
    owner: str | None = None
    due: date | None = None
    month: Month | None = None
    kind: ActionKind | None = None
    serves: str | None = None
    contact: int | None = None


@dataclass(frozen=True)
class MoveAction(Versioned):
    """An action, and the day or the month it moves to."""

    due: date | None = None
    month: Month | None = None


@dataclass(frozen=True)
class AssignAction(Versioned):
    """An action, and who does it from now on."""

    owner: str


@dataclass(frozen=True)
class AimAction(Versioned):
    """An action, and what it is for."""

    serves: str


@dataclass(frozen=True)
class CarryOver(Versioned):
    """An action, and the month it is carried over into."""

    month: Month


@dataclass(frozen=True)
class FollowAction(Numbered):
    """An action that is done, and what follows from it."""

    leads_to: FollowUp


PLAN = Button("action.new", mark("Plan an action"), PlanAction)
CHANGE = Button("action.change", mark("Change…"), ChangeAction)
MOVE = Button(CHANGE.action, mark("Move…"), ChangeAction)
ASSIGN = Button(CHANGE.action, mark("Assign…"), ChangeAction)
FINISH = Button("action.done", mark("Done"), Versioned)
DATE = Button(CHANGE.action, mark("Date…"), ChangeAction)
TAKE = Button("action.take", mark("Me"), Versioned)
AIM = Button[Numbered]("action.aim", mark("Link it…"), Numbered)
OUTCOME = Button("action.outcome", mark("What came of it?"), Numbered)
FOLLOW = Button("action.follow", "", FollowAction)
EDIT = Button(CHANGE.action, mark("Edit…"), ChangeAction)
REOPEN = Button("action.reopen", mark("Reopen"), Numbered)
CARRY = Button("review.carry", "", CarryOver)
CARRY_ANYWAY = Button("review.carry_anyway", mark("Carry it over"), CarryOver)
DROP = Button("review.drop", mark("Drop"), Versioned)
RED = Button("review.red", mark("Log a red light"), Versioned)
STOP = Button("reminders.stop", mark("No more reminders"), Payload)
START = Button("reminders.start", mark("Turn them on again"), Payload)
SAVE = Window("action.save", EnteredAction)
SAVE_MOVE = Window("action.save_move", MoveAction)
SAVE_OWNER = Window("action.save_owner", AssignAction)
SAVE_WORDING = Window("action.save_wording", Reworded)
SAVE_AIM = Window("action.save_aim", AimAction)
SAVE_OUTCOME = Window("action.save_outcome", Worded)
