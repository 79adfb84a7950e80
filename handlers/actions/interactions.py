"""The menu of an action, its buttons and its modals."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from slack_sdk.models.views import View

from domain.action import Action, ActionKind
from domain.calendar import Month
from domain.errors import Invalid
from domain.permission import Right
from handlers.actions import buttons, forms
from handlers.actions.buttons import ActionStep, ChangeAction, EnteredAction, PlanAction
from handlers.actions.carrying import carry
from handlers.actions.changes import change, finish
from handlers.blocks.message import Message, Open, Reply
from handlers.blocks.payload import Button, Versioned
from handlers.grammar.grammar import Run
from handlers.incoming import InvalidPayload
from handlers.request import Request
from language.arguments.days import Time
from services import accounts, actions, references
from services.access import Acting

PURPOSE = re.compile("[SML][1-9][0-9]{0,9}")
"""A reference to what an action may serve."""


class TimeMissing(Invalid):
    """Neither a day nor a month was chosen."""


def open_form(request: Request, serves: str = "", month: Month | None = None) -> Open:
    """Open the modal, for a light where one's button was pressed."""
    acting = request.acting(Right.CHANGE)
    said = EnteredAction(owner=acting.person.id, serves=serves)
    return request.open(forms.plan(request, acting, said, month), buttons.PLAN, PlanAction(serves))


def ask_what(  # noqa: PLR0917 - the command names them
    request: Request,
    owner: str | None = None,
    time: Time | None = None,
    kind: ActionKind | None = None,
    serves: str = "",
    contact: int | None = None,
) -> Open:
    """Open the modal with what was said in it: only what is to be done is missing."""
    acting = request.acting(Right.CHANGE)
    due, month = (time.due, time.month) if time else (None, None)
    said = EnteredAction("", owner or acting.person.id, due, month, kind, serves, contact)
    return request.open(forms.plan(request, acting, said), buttons.PLAN, PlanAction(serves))


def blank_form(request: Request, acting: Acting | None, text: str) -> View:
    """The modal, for a shortcut."""
    return forms.plan(request, acting, EnteredAction(text, request.person.id))


def choose(request: Request, number: int, seen: int, step: ActionStep) -> Reply:
    """Something was chosen in the menu of an action: done at once, or asked for in a form."""
    if step in AT_ONCE:
        return AT_ONCE[step](request, number=number, seen=seen)
    acting = request.acting(Right.CHANGE)
    way_in, draw = FORMS[step]
    form = draw(request, acting, actions.get(request.uow, acting, number))
    return request.open(form, way_in, ChangeAction(number, seen, step))


def press_aim(request: Request, number: int) -> Reply:
    """The button that asks what an action is for."""
    acting = request.acting(Right.CHANGE)
    return open_aim(request, number, actions.get(request.uow, acting, number).version)


def open_aim(request: Request, number: int, seen: int) -> Reply:
    """Open the modal that says what an action is for, if there is anything."""
    acting, _ = request.acting(Right.CHANGE), request.speech
    action = actions.get(request.uow, acting, number)
    offers = references.offers(request.uow, acting)
    if not offers:
        return forms.nothing_to_serve(_)
    form = forms.aim_form(_, action, offers)
    return request.open(form, buttons.AIM, Versioned(number, seen))


AT_ONCE: Mapping[ActionStep, Run] = {
    ActionStep.DONE: finish,
    ActionStep.CARRY: carry,
    ActionStep.DROP: change(actions.drop),
    ActionStep.AIM: open_aim,
}
"""The steps of the menu that are done as they are chosen, or answered in their own way."""


def _move_form(request: Request, acting: Acting, action: Action) -> View:
    return forms.move_form(request.speech, action, Month.of(acting.today))


def _owner_form(request: Request, acting: Acting, action: Action) -> View:
    people = accounts.team(request.uow, acting)
    return forms.owner_form(request.speech, action, people, acting.person.id)


def _wording_form(request: Request, _acting: Acting, action: Action) -> View:
    return forms.wording_form(request.speech, action)


DrawForm = Callable[[Request, Acting, Action], View]
FORMS: Mapping[ActionStep, tuple[Button[ChangeAction], DrawForm]] = {
    ActionStep.MOVE: (buttons.MOVE, _move_form),
    ActionStep.ASSIGN: (buttons.ASSIGN, _owner_form),
    ActionStep.EDIT: (buttons.EDIT, _wording_form),
}
"""The steps that ask for something in a form, and the button that opens it."""


def save_move(
    request: Request, number: int, seen: int, due: date | None, month: Month | None
) -> Message:
    """The modal that moves an action was sent; raises TimeMissing."""
    if due is None and month is None:
        raise TimeMissing
    return change(actions.move)(request, number=number, seen=seen, due=due, month=month)


def save_aim(request: Request, number: int, seen: int, serves: str) -> Message:
    """The modal that says what an action is for was sent; raises InvalidPayload."""
    if not PURPOSE.fullmatch(serves):
        raise InvalidPayload
    return change(actions.aim)(request, number=number, seen=seen, serves=serves)
