"""The buttons of goals and their windows: what each carries and brings back."""

from dataclasses import dataclass
from datetime import date

from domain.goal import GoalKind
from domain.permission import Right
from handlers.blocks.payload import Button, Numbered, Payload, Window, Worded
from language.speech import mark


@dataclass(frozen=True)
class OfLevel(Payload):
    """The level of a new goal."""

    kind: GoalKind = GoalKind.BUSINESS


@dataclass(frozen=True)
class LookAhead(Payload):
    """A new vision or relationship goal."""

    kind: GoalKind
    years: int
    text: str = ""
    is_sure: bool = False


@dataclass(frozen=True)
class AimAt(Payload):
    """A new business goal, its numbers as they were typed."""

    text: str = ""
    start: str = ""
    target: str = ""
    deadline: date | None = None
    is_sure: bool = False


@dataclass(frozen=True)
class SureOfLevel(OfLevel):
    """The level of a new goal, whose author was asked whether it is another one."""

    is_sure: bool = True


@dataclass(frozen=True)
class ReachGoal(Numbered):
    """A goal; `is_sure`: the person was asked whether it is reached."""

    is_sure: bool = False
    why: str = ""


@dataclass(frozen=True)
class Grow(Payload):
    """A new business goal that is to grow, as it was typed."""

    text: str = ""
    growth: str = ""
    deadline: date | None = None
    guard: str = ""


@dataclass(frozen=True)
class GrowSince(Grow):
    """A goal that is to grow, with last year's figure."""

    start: str = ""
    is_sure: bool = False


@dataclass(frozen=True)
class RenewGoal(Numbered):
    """A vision or relationship goal, its words, and how far it looks ahead from today."""

    years: int
    text: str = ""


@dataclass(frozen=True)
class ClientYes(Numbered):
    """A goal, and the version of its numbers that the client saw; of none, as they stand."""

    seen: int | None = None


@dataclass(frozen=True)
class ClientAgreed(ClientYes):
    """A goal, who at the client agreed to it, and when."""

    name: str = ""
    on: date | None = None


FORM = Button("goal.form", mark("Add a business goal"), OfLevel)
ADD = {
    GoalKind.VISION: Button(f"{FORM.action}#vision", mark("Add a vision"), OfLevel),
    GoalKind.RELATIONSHIP: Button(
        f"{FORM.action}#relationship", mark("Add a relationship goal"), OfLevel
    ),
    GoalKind.BUSINESS: Button(f"{FORM.action}#business", mark("Add a business goal"), OfLevel),
}
GROW = Button("goal.grow_form", mark("Last year's figure…"), Grow)
AGREE = Button("agreement.sign", mark("Agree"), Numbered)
CLIENT = Button("agreement.form", mark("Client agreed…"), ClientYes)
REACH = Button("goal.reach", mark("Reached"), ReachGoal)
DROP = Button("goal.drop_form", mark("Drop…"), Numbered)
RENEW = Button("goal.renew_form", mark("Renew…"), Numbered)
REOPEN = Button("goal.reopen", mark("Reopen"), Numbered)
PROPOSE = Button("milestone.propose", mark("Propose milestones"), Numbered)
PROGRESS = Button("progress.form", mark("Report progress"), Numbered)
CHART = Button("chart.ask", mark("Chart"), Numbered, Right.READ)
OVERVIEW = Button("goal.overview", mark("Goals"), Payload, Right.READ)
SHOW = Button("goal.show", mark("Show"), Numbered, Right.READ)
SAVE_SOFT = Window("goal.save_soft", LookAhead)
SAVE_BUSINESS = Window("goal.save_business", AimAt)
SAVE_GROWTH = Window("goal.save_growth", GrowSince)
SAVE_DROP = Window("goal.save_drop", Worded)
SAVE_RENEW = Window("goal.save_renew", RenewGoal)
SAVE_CLIENT = Window("agreement.save", ClientAgreed)
