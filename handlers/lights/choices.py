"""The buttons and menus by which a light is turned, cleared, reworded or left open."""

from collections.abc import Sequence

from slack_sdk.models.blocks import ButtonElement, StaticSelectElement

from domain.account import Account
from domain.light import Colour, Light
from handlers.actions.buttons import PLAN, PlanAction
from handlers.blocks.payload import Numbered, Versioned
from handlers.lights.buttons import (
    CHANGE,
    CLEAR,
    EDIT,
    KEEP,
    TURN,
    ChangeLight,
    LightStep,
    TurnLight,
)
from handlers.sight.buttons import NAME_GOAL
from language.speech import Speech
from language.words import DOTS, colour_word


def all_buttons(_: Speech, account: Account, light: Light) -> list[ButtonElement]:
    """Answer it with an action, turn it to each other colour, name its goal, or clear it."""
    about = [] if light.blocks else [NAME_GOAL.draw(_, account, Numbered(light.number))]
    return [
        PLAN.draw(_, account, PlanAction(light.ref)),
        *(_turn(_, account, light, each, _label(_, each)) for each in _others(light)),
        *about,
        CLEAR.draw(_, account, Versioned.of(light)),
        edit_button(_, account, light),
    ]


def decisions(_: Speech, account: Account, light: Light) -> list[ButtonElement]:
    """The answers where an amber's date is over: it went green, or red, or it stays open."""
    went = {Colour.GREEN: _("Went green"), Colour.RED: _("Went red")}
    turns = [
        _turn(_, account, light, colour, f"{DOTS[colour]} {label}")
        for colour, label in went.items()
    ]
    return [*turns, KEEP.draw(_, account, Versioned.of(light))]


def edit_button(_: Speech, account: Account, light: Light, label: str = "") -> ButtonElement:
    """Opens the form that rewords a light."""
    return EDIT.draw(_, account, Numbered(light.number), label=label)


def _turn(_: Speech, account: Account, light: Light, colour: Colour, label: str) -> ButtonElement:
    """Turns a light, as it stands, to a colour."""
    turn = TurnLight.of(light, colour=colour)
    return TURN.draw(_, account, turn, beside=colour, label=label)


def _others(light: Light) -> list[Colour]:
    return [colour for colour in Colour if colour is not light.colour]


def _label(_: Speech, colour: Colour) -> str:
    """🔴 Turn red."""
    return _("{dot} Turn {colour}", dot=DOTS[colour], colour=colour_word(_, colour))


def menu(_: Speech, account: Account, light: Light) -> StaticSelectElement:
    """The menu of the steps that are open for a light: turn it, clear it, reword it."""
    turns = {LightStep(colour): _label(_, colour) for colour in _others(light)}
    steps = {**turns, LightStep.CLEAR: _(CLEAR.label), LightStep.EDIT: _(EDIT.label)}
    choices = [(label, account, ChangeLight.of(light, step=step)) for step, label in steps.items()]
    return CHANGE.menu(_(CHANGE.label), choices, beside=light.number)


def menus(_: Speech, found: Sequence[tuple[Account, Light]]) -> list[StaticSelectElement]:
    """A menu for each thing that one does with one of several lights, in whichever account."""
    steps = {
        LightStep.EDIT: _("Edit a light…"),
        LightStep.GREEN: _("Turn a light green…"),
        LightStep.CLEAR: _("Clear a light…"),
    }
    return [_menu(found, step, label) for step, label in steps.items()] if found else []


def _menu(
    found: Sequence[tuple[Account, Light]], step: LightStep, placeholder: str
) -> StaticSelectElement:
    choices = (
        (
            f"{DOTS[light.colour]} {light.ref} {account.name}: {light.text}",
            account,
            ChangeLight.of(light, step=step),
        )
        for account, light in found
    )
    return CHANGE.menu(placeholder, choices, beside=f"home-{step}")
