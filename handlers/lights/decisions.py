"""An amber light whose date is over: it went green, it went red, or it stays open until later."""

from datetime import date

from slack_sdk.models.blocks import ButtonElement
from slack_sdk.models.views import View

from domain.account import Account
from domain.light import DECIDE_WITHIN, Colour, Light
from handlers.blocks import inputs
from handlers.blocks.message import button, section
from handlers.lights.views import TURN, headline
from language.speech import Speech
from language.words import DOTS

KEEP = "light.keep_open"
SAVE_UNTIL = "light.save_until"


def buttons(_: Speech, account: Account, light: Light) -> list[ButtonElement]:
    """What became of it: three answers."""
    value = {"a": account.id, "n": light.number, "v": light.version}
    went = {Colour.GREEN: _("Went green"), Colour.RED: _("Went red")}
    turns = [
        button(f"{DOTS[colour]} {label}", f"{TURN}#{colour}", {**value, "c": colour.value})
        for colour, label in went.items()
    ]
    return [*turns, keep_button(_, account, light)]


def keep_button(_: Speech, account: Account, light: Light) -> ButtonElement:
    """Asks until when."""
    value = {"a": account.id, "n": light.number, "v": light.version}
    return button(_("Still open until…"), KEEP, value)


def form(_: Speech, memo: str, light: Light, today: date) -> View:
    """The modal that asks until when; it starts with what a new amber light gets."""
    return inputs.modal(
        _,
        memo,
        SAVE_UNTIL,
        _("Still open"),
        _("Save"),
        section(headline(_, light)),
        inputs.day("until", _("Decide by"), today + DECIDE_WITHIN),
    )
