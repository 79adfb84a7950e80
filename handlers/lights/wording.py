"""A light's text is worded better, and a cleared light is taken up again."""

from slack_sdk.models.views import View

from domain.light import Light
from domain.permission import Right
from handlers.blocks import inputs
from handlers.blocks.message import Message, Open
from handlers.blocks.payload import Versioned
from handlers.lights import views
from handlers.lights.buttons import EDIT, SAVE_WORDING
from handlers.request import Request
from language.speech import Speech
from services import lights


def reword(request: Request, number: int, text: str, seen: int | None = None) -> Message:
    """Say a light better."""
    acting = request.acting(Right.CHANGE)
    change = lights.reword(request.uow, acting, number, text, seen=seen)
    return views.changed(request.speech, acting.account, change.light, change.activity)


def reopen(request: Request, number: int) -> Message:
    """Take up a cleared light again."""
    acting = request.acting(Right.CHANGE)
    change = lights.reopen(request.uow, acting, number)
    return views.changed(request.speech, acting.account, change.light, change.activity)


def ask(request: Request, number: int) -> Open:
    """The button that rewords a light opens a form with what it says."""
    acting = request.acting(Right.CHANGE)
    light = lights.get(request.uow, acting, number)
    light.must_be_open()
    carried = Versioned.of(light)
    return request.open(form(request.speech, light), EDIT, carried, carried)


def form(_: Speech, light: Light) -> View:
    """The modal that rewords a light."""
    label, example = _("What is it, in one sentence?"), _("Finance director leaving")
    text = inputs.text("text", label, example, initial=light.text, multiline=True)
    return inputs.form(_, SAVE_WORDING, _("Edit {ref}", ref=light.ref), _("Save"), text)
