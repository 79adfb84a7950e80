"""Outcomes of actions that are done, and the next steps from them, in one press."""

from collections.abc import Callable

from domain.action import Action
from domain.permission import Right
from handlers.actions import buttons, forms
from handlers.actions.buttons import EnteredAction, FollowUp
from handlers.blocks.message import Open
from handlers.blocks.payload import Numbered
from handlers.contacts import buttons as contact_buttons
from handlers.contacts import forms as contact_forms
from handlers.lights import buttons as light_buttons
from handlers.lights import forms as light_forms
from handlers.quotes import buttons as quote_buttons
from handlers.quotes import forms as quote_forms
from handlers.request import Request
from services import actions
from services.access import Acting


def ask(request: Request, number: int) -> Open:
    """The button that asks what came of an action."""
    acting = request.acting(Right.CHANGE)
    form = forms.outcome_form(request.speech, actions.get(request.uow, acting, number))
    return request.open(form, buttons.OUTCOME, Numbered(number))


def follow(request: Request, number: int, leads_to: FollowUp) -> Open:
    """The buttons under what came of it: the form of what follows, filled in."""
    acting = request.acting(Right.CHANGE)
    return FOLLOWING[leads_to](request, acting, actions.get(request.uow, acting, number))


def _light(request: Request, acting: Acting, action: Action) -> Open:
    form = light_forms.log(request, acting, action.outcome or "", contact=action.contact)
    return request.open(form, light_buttons.LOG)


def _quote(request: Request, acting: Acting, action: Action) -> Open:
    form = quote_forms.quote(request, acting, action.outcome or "")
    return request.open(form, quote_buttons.HEAR)


def _action(request: Request, acting: Acting, action: Action) -> Open:
    said = EnteredAction(
        action.outcome or "",
        acting.person.id,
        kind=action.kind,
        serves=action.serves,
        contact=action.contact,
    )
    return request.open(forms.plan(request, acting, said), buttons.PLAN)


def _contact(request: Request, acting: Acting, _action: Action) -> Open:
    return request.open(contact_forms.add(request, acting), contact_buttons.ADD)


FOLLOWING: dict[FollowUp, Callable[[Request, Acting, Action], Open]] = {
    FollowUp.LIGHT: _light,
    FollowUp.QUOTE: _quote,
    FollowUp.ACTION: _action,
    FollowUp.CONTACT: _contact,
}
