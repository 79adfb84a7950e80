"""The forms of a light: log it, reword it, leave it open for longer."""

from collections.abc import Iterable
from datetime import date

from slack_sdk.models.blocks import Block, InputBlock
from slack_sdk.models.views import View

from domain.goal import Goal
from domain.light import DECIDE_WITHIN, Colour, Light
from handlers.blocks import inputs
from handlers.blocks.message import section
from handlers.lights.buttons import SAVE, SAVE_UNTIL, SAVE_WORDING
from handlers.lights.views import headline
from handlers.request import Request
from language.speech import Speech
from language.words import DOTS, colour_meaning
from services import contacts, goals
from services.access import Acting


def log(  # noqa: PLR0917 - the fields of the form
    request: Request,
    acting: Acting | None,
    text: str = "",
    colour: Colour | None = None,
    decide_by: date | None = None,
    contact: int | None = None,
) -> View:
    """The modal that logs a light; a goal and a contact may be named, if the account has any."""
    _ = request.speech
    people = contacts.offers(request.uow, acting) if acting else ()
    fields = (
        _colour_field(_, colour),
        _text(_, text),
        inputs.day("decide_by", _("For an amber light: decide by"), decide_by, optional=True),
        *_goal_field(_, goals.open_ones(request.uow, acting) if acting else ()),
        *inputs.contact_field(_, people, contact),
    )
    return inputs.form(_, SAVE, _("Log a light"), _("Log it"), *fields)


def reword(_: Speech, light: Light) -> View:
    """The modal that rewords a light."""
    title = _("Edit {ref}", ref=light.ref)
    return inputs.form(_, SAVE_WORDING, title, _("Save"), _text(_, light.text))


def until(_: Speech, light: Light, today: date) -> View:
    """The modal that asks until when; it starts with what a new amber light gets."""
    day = inputs.day("until", _("Decide by"), today + DECIDE_WITHIN)
    title, about = _("Still open"), section(headline(_, light))
    return inputs.form(_, SAVE_UNTIL, title, _("Save"), about, day)


def _text(_: Speech, initial: str) -> InputBlock:
    label, example = _("What is it, in one sentence?"), _("Finance director leaving")
    return inputs.text("text", label, example, initial=initial, multiline=True)


def _colour_field(_: Speech, colour: Colour | None) -> InputBlock:
    choices = {each.value: f"{DOTS[each]} {colour_meaning(_, each)}" for each in Colour}
    return inputs.radio("colour", _("Which colour is it?"), choices, colour)


def _goal_field(_: Speech, goals: Iterable[Goal]) -> list[Block]:
    choices = inputs.of_goals(goals)
    label = _("Which goal does it speak for or against?")
    return [inputs.select("goal", label, choices, optional=True)] if choices else []
