"""An amber light whose date is over: it went green, it went red, or it stays open until later."""

from datetime import date

from slack_sdk.models.blocks import ButtonElement
from slack_sdk.models.views import View

from domain.account import Account
from domain.light import DECIDE_WITHIN, Colour, Light
from handlers.blocks import inputs
from handlers.blocks.message import section
from handlers.blocks.payload import Versioned
from handlers.lights.buttons import KEEP, SAVE_UNTIL
from handlers.lights.views import headline, turn_button
from language.speech import Speech
from language.words import DOTS


def buttons(_: Speech, account: Account, light: Light) -> list[ButtonElement]:
    """The three answers to a decision that is due."""
    went = {Colour.GREEN: _("Went green"), Colour.RED: _("Went red")}
    turns = [
        turn_button(_, account, light, colour, f"{DOTS[colour]} {label}")
        for colour, label in went.items()
    ]
    return [*turns, KEEP.draw(_, account, Versioned.of(light))]


def form(_: Speech, light: Light, today: date) -> View:
    """The modal that asks until when; it starts with what a new amber light gets."""
    return inputs.form(
        _,
        SAVE_UNTIL,
        _("Still open"),
        _("Save"),
        section(headline(_, light)),
        inputs.day("until", _("Decide by"), today + DECIDE_WITHIN),
    )
