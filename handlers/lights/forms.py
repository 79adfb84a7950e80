"""The form of a light."""

from collections.abc import Iterable
from datetime import date

from slack_sdk.models.blocks import Block, InputBlock, Option, RadioButtonsElement
from slack_sdk.models.views import View

from domain.contact import Contact
from domain.goal import Goal
from domain.light import Colour
from handlers.blocks import inputs
from handlers.lights.buttons import SAVE
from language.speech import Speech
from language.words import DOTS, colour_meaning


def form(
    _: Speech,
    goals: Iterable[Goal] = (),
    contacts: Iterable[Contact] = (),
    *,
    text: str = "",
    colour: Colour | None = None,
    decide_by: date | None = None,
    contact: int | None = None,
) -> View:
    """The modal that logs a light; a goal and a contact may be named, if there are any."""
    label, example = _("What is it, in one sentence?"), _("Finance director leaving")
    fields = (
        _colour_field(_, colour),
        inputs.text("text", label, example, initial=text, multiline=True),
        inputs.day("decide_by", _("For an amber light: decide by"), decide_by, optional=True),
        *_goal_field(_, goals),
        *inputs.contact_field(_, contacts, contact),
    )
    return inputs.form(_, SAVE, _("Log a light"), _("Log it"), *fields)


def _colour_field(_: Speech, colour: Colour | None) -> InputBlock:
    options = [
        Option(value=each.value, label=f"{DOTS[each]} {colour_meaning(_, each)}") for each in Colour
    ]
    chosen = next((option for option in options if option.value == colour), None)
    element = RadioButtonsElement(action_id="value", options=options, initial_option=chosen)
    return InputBlock(block_id="colour", label=_("Which colour is it?"), element=element)


def _goal_field(_: Speech, goals: Iterable[Goal]) -> list[Block]:
    choices = inputs.of_goals(goals)
    label = _("Which goal does it speak for or against?")
    return [inputs.select("goal", label, choices, optional=True)] if choices else []
