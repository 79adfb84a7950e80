"""Menus that reword, turn or clear one of several lights, in whichever account it is."""

from collections.abc import Sequence

from slack_sdk.models.blocks import StaticSelectElement

from domain.account import Account
from domain.light import Light
from handlers.lights.buttons import CHANGE, ChangeLight, LightStep
from language.speech import Speech
from language.words import DOTS


def of_several(_: Speech, found: Sequence[tuple[Account, Light]]) -> list[StaticSelectElement]:
    """A menu for each thing that one does with a light; none where there is no light."""
    if not found:
        return []
    steps = {
        LightStep.EDIT: _("Edit a light…"),
        LightStep.GREEN: _("Turn a light green…"),
        LightStep.CLEAR: _("Clear a light…"),
    }
    return [_menu(found, step, label) for step, label in steps.items()]


def _menu(
    found: Sequence[tuple[Account, Light]], step: LightStep, placeholder: str
) -> StaticSelectElement:
    choices = (
        (
            f"{DOTS[light.colour]} {light.ref} {account.name}: {light.text}",
            account,
            ChangeLight(light.number, light.version, step),
        )
        for account, light in found
    )
    return CHANGE.menu(placeholder, choices, beside=f"home-{step}")
