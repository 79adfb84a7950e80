"""The forms of goals, milestones, progress and quotes."""

from collections.abc import Sequence
from datetime import date

from slack_sdk.models.blocks import Block, InputBlock
from slack_sdk.models.views import View

from domain.amount import UNIT_LIMIT, Amount
from domain.goal import HORIZONS, OFFERED_HORIZONS, Goal, GoalKind
from domain.light import Light
from domain.milestone import Milestone
from domain.proposal import Proposal
from handlers.blocks import inputs
from handlers.blocks.escaping import escape
from handlers.blocks.message import section
from handlers.goals import views as goals
from handlers.goals.buttons import (
    SAVE_BUSINESS,
    SAVE_CLIENT,
    SAVE_DROP,
    SAVE_GROWTH,
    SAVE_RENEW,
    SAVE_SOFT,
    AimAt,
    GrowSince,
    LookAhead,
)
from handlers.milestones.buttons import SAVE as SAVE_MILESTONES
from handlers.milestones.buttons import SAVE_MOVE, SAVE_PROGRESS
from handlers.milestones.views import LEFT_OUT
from handlers.sight.buttons import SAVE_BLOCKS
from language.amounts import show_amount, show_number
from language.speech import Speech
from language.words import DOTS

NUMBER_LIMIT = UNIT_LIMIT + 40
USUAL_HORIZON = 3
"""Years that a form starts with."""


def soft(_: Speech, filled: LookAhead) -> View:
    """A vision or a relationship goal; 1, 3 and 5 years are offered first."""
    is_vision = filled.kind is GoalKind.VISION
    title = _("Add a vision") if is_vision else _("A relationship goal")
    example = (
        _("First choice for everything that moves") if is_vision else _("We trust them completely")
    )
    wish = _wish(_, filled.kind)
    text = inputs.text("text", wish, example, initial=filled.text, multiline=True)
    return inputs.form(_, SAVE_SOFT, title, _("Save"), text, _years(_, filled.years))


def renew(_: Speech, goal: Goal) -> View:
    """A vision or a relationship goal whose horizon is near, to be looked at anew."""
    title = _("Renew {ref}", ref=goal.ref)
    text = inputs.text("text", _wish(_, goal.kind), initial=goal.text, multiline=True)
    return inputs.form(_, SAVE_RENEW, title, _("Save"), text, _years(_))


def _wish(_: Speech, kind: GoalKind) -> str:
    if kind is GoalKind.VISION:
        return _("How could the account look if all goes well?")
    return _("What do we want to hear the customer say about us?")


def _years(_: Speech, years: int = USUAL_HORIZON) -> InputBlock:
    order = [*OFFERED_HORIZONS, *(each for each in HORIZONS if each not in OFFERED_HORIZONS)]
    options = {str(each): _.plural("{n} year", "{n} years", each) for each in order}
    return inputs.select("years", _("In how many years?"), options, initial=str(years))


NOTHING_YET = AimAt()


def business(_: Speech, filled: AimAt = NOTHING_YET) -> View:
    """A business goal: what is measured, from where to where, by when."""
    return inputs.form(
        _,
        SAVE_BUSINESS,
        _("Add a business goal"),
        _("Save"),
        _measured(_, filled.text),
        _number("start", _("From"), _("2 products"), filled.start),
        _number("target", _("To"), _("5 products"), filled.target),
        inputs.day("deadline", _("By when?"), filled.deadline),
    )


def growth(_: Speech, filled: GrowSince) -> View:
    """A business goal that is to grow: by how much is known already, last year's figure is not."""
    hint = _("This figure and the growth give the start and the target.")
    guard, example = _("Which number must hold?"), _("margin at 30 %")
    return inputs.form(
        _,
        SAVE_GROWTH,
        _("Add a business goal"),
        _("Save"),
        _measured(_, filled.text),
        _number("start", _("Last year's figure"), _("1.2m EUR"), filled.start, hint=hint),
        _number("growth", _("By how much more?"), "25 %", filled.growth),
        inputs.day("deadline", _("By when?"), filled.deadline),
        _number("guard", guard, example, filled.guard, optional=True),
    )


def _measured(_: Speech, text: str) -> InputBlock:
    return inputs.text("text", _("What is measured?"), _("Products sold"), initial=text)


def _number(
    name: str,
    label: str,
    example: str | None,
    typed: str = "",
    *,
    hint: str | None = None,
    optional: bool = False,
) -> InputBlock:
    """A number as people type it, with its unit."""
    return inputs.text(
        name, label, example, initial=typed, hint=hint, optional=optional, limit=NUMBER_LIMIT
    )


def drop(_: Speech, goal: Goal) -> View:
    """Why a goal is given up."""
    return inputs.form(
        _,
        SAVE_DROP,
        _("Drop {ref}", ref=goal.ref),
        _("Drop it"),
        section(goals.headline(_, goal)),
        inputs.text("text", _("Why do we give it up?"), _("The customer closes the plant")),
    )


def client(_: Speech, goal: Goal, today: date) -> View:
    """The modal for the client's agreement: the person, and the day."""
    return inputs.form(
        _,
        SAVE_CLIENT,
        _("Client agreed: {ref}", ref=goal.ref),
        _("Save"),
        section(goals.headline(_, goal)),
        inputs.text("name", _("Who at the client said so?"), _("Ms Weber, purchasing")),
        inputs.day("on", _("On which day?"), initial=today),
    )


def milestones(_: Speech, goal: Goal, proposals: Sequence[Proposal]) -> View:
    """Proposed milestones, to be changed before they are saved, and room for one more."""
    intro = _("There is no room for whole months: please set the first one yourself.")
    if proposals:
        intro = _("Spread to leave some slack before the deadline. Change what you know better.")
    blocks: list[Block] = [section(f"{goals.headline(_, goal)}\n{intro}")]
    unit = goal.numbers.target
    for n, one in enumerate(proposals, 1):
        shown = show_number(unit.at(one.value), _.language)
        hint = _("To leave this one out, write {sign}", sign=LEFT_OUT) if n == 1 else None
        blocks += _pair(_, n, unit, shown, one.due, hint)
    blocks += _pair(_, 0, unit, "", None, None)
    title = _("Milestones for {ref}", ref=goal.ref)
    return inputs.form(_, SAVE_MILESTONES, title, _("Save"), *blocks)


def _pair(
    _: Speech, n: int, unit: Amount, shown: str, due: date | None, hint: str | None
) -> list[Block]:
    words = unit.words or unit.currency or ("%" if unit.is_percent else "")
    what = f"{_('Value')} ({words})" if words else _("Value")
    is_new = due is None
    title = (
        _("One more: {what}", what=what) if is_new else _("{number}. {what}", number=n, what=what)
    )
    day = _("One more: by") if is_new else _("{number}. by", number=n)
    value = _number(f"value{n}", title, None, shown, hint=hint, optional=is_new)
    return [value, inputs.day(f"due{n}", day, due, optional=is_new)]


def move(_: Speech, goal: Goal, milestone: Milestone, to: date | None = None) -> View:
    """A new date for a milestone, and why."""
    now = goals.wanted(_, goal, milestone)
    about = section(f"{goals.headline(_, goal)}\n*{milestone.ref}* {now}")
    day = inputs.day("to", _("To which day?"), initial=to)
    label, example = _("Why? It is kept and counted."), _("The order comes a quarter later")
    why = inputs.text("text", label, example)
    title = _("Re-date {ref}", ref=milestone.ref)
    return inputs.form(_, SAVE_MOVE, title, _("Re-date"), about, day, why)


def progress(_: Speech, goal: Goal, today: date) -> View:
    """The modal for a measurement: the value, and its day."""
    example = show_amount(goal.numbers.target, _.language)
    return inputs.form(
        _,
        SAVE_PROGRESS,
        _("Progress of {ref}", ref=goal.ref),
        _("Report"),
        section(goals.headline(_, goal)),
        _number("text", _("Where are we now?"), example),
        inputs.day("on", _("Measured on"), initial=today),
    )


def about_goal(_: Speech, light: Light, found: Sequence[Goal]) -> View:
    """Which goal a light speaks for or against."""
    options = inputs.of_goals(found)
    return inputs.form(
        _,
        SAVE_BLOCKS,
        _("{ref}: which goal?", ref=light.ref),
        _("Save"),
        section(f"{DOTS[light.colour]} *{light.ref}* {escape(light.text)}"),
        inputs.select("goal", _("Which goal does it speak for or against?"), options),
    )
