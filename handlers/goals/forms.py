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


def soft(_: Speech, kind: GoalKind, *, text: str = "", years: int = USUAL_HORIZON) -> View:
    """A vision or a relationship goal; 1, 3 and 5 years are offered first."""
    is_vision = kind is GoalKind.VISION
    example = (
        _("First choice for everything that moves") if is_vision else _("We trust them completely")
    )
    return inputs.form(
        _,
        SAVE_SOFT,
        _("Add a vision") if is_vision else _("A relationship goal"),
        _("Save"),
        inputs.text("text", _wish(_, kind), example, initial=text, multiline=True),
        _years(_, years),
    )


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


def business(
    _: Speech,
    *,
    text: str = "",
    start: str = "",
    target: str = "",
    deadline: date | None = None,
) -> View:
    """A business goal: what is measured, from where to where, by when."""
    return inputs.form(
        _,
        SAVE_BUSINESS,
        _("Add a business goal"),
        _("Save"),
        inputs.text("text", _("What is measured?"), _("Products sold"), initial=text),
        inputs.text("start", _("From"), _("2 products"), initial=start, limit=NUMBER_LIMIT),
        inputs.text("target", _("To"), _("5 products"), initial=target, limit=NUMBER_LIMIT),
        inputs.day("deadline", _("By when?"), initial=deadline),
    )


def growth(
    _: Speech, text: str, growth: str, start: str, deadline: date | None, guard: str
) -> View:
    """A business goal that is to grow: by how much is known already, last year's figure is not."""
    hint = _("This figure and the growth give the start and the target.")
    return inputs.form(
        _,
        SAVE_GROWTH,
        _("Add a business goal"),
        _("Save"),
        inputs.text("text", _("What is measured?"), _("Products sold"), initial=text),
        inputs.text(
            "start",
            _("Last year's figure"),
            _("1.2m EUR"),
            initial=start,
            hint=hint,
            limit=NUMBER_LIMIT,
        ),
        inputs.text("growth", _("By how much more?"), "25 %", initial=growth, limit=NUMBER_LIMIT),
        inputs.day("deadline", _("By when?"), initial=deadline),
        inputs.text(
            "guard",
            _("Which number must hold?"),
            _("margin at 30 %"),
            initial=guard,
            optional=True,
            limit=NUMBER_LIMIT,
        ),
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
    value = inputs.text(
        f"value{n}", title, initial=shown, hint=hint, optional=is_new, limit=NUMBER_LIMIT
    )
    return [value, inputs.day(f"due{n}", day, due, optional=is_new)]


def move(_: Speech, goal: Goal, milestone: Milestone, to: date | None = None) -> View:
    """A new date for a milestone, and why."""
    amount = show_amount(goal.numbers.target.at(milestone.value), _.language)
    now = _("{amount} by {day}", amount=amount, day=_.day(milestone.due))
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
        inputs.text("text", _("Where are we now?"), example, limit=NUMBER_LIMIT),
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
