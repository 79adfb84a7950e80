"""The menu of an action, its buttons and its modals."""

import re
from collections.abc import Callable
from datetime import date

from slack_sdk.models.views import View

from domain.action import ActionKind, Intent
from domain.calendar import Month
from domain.errors import Invalid
from domain.permission import Right
from domain.person import Person as Colleague
from handlers.actions import buttons, forms
from handlers.actions.buttons import ActionStep, ChangeAction, EnteredAction, PlanAction
from handlers.actions.changes import aim, assign, carry, changed, drop, finish, move
from handlers.blocks.message import Message, Open
from handlers.blocks.payload import Versioned
from handlers.incoming import InvalidPayload
from handlers.request import Request
from language.arguments.days import Time
from services import accounts, actions, contacts, plan, references
from services.access import Acting

MONTHS_OFFERED = 12

PURPOSE = re.compile("[SML][1-9][0-9]{0,9}")
"""A reference to what an action may serve."""


class TimeMissing(Invalid):
    """Neither a day nor a month was chosen."""


def open_form(request: Request, serves: str = "", month: Month | None = None) -> Open:
    """Open the modal, for a light where one's button was pressed."""
    acting, _ = request.acting(Right.CHANGE), request.speech
    offered = choices(request, acting, month)
    form = forms.form(_, offered, EnteredAction(owner=acting.person.id, serves=serves))
    return request.open(form, buttons.PLAN, PlanAction(serves))


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
    form = forms.form(request.speech, choices(request, acting), said)
    return request.open(form, buttons.PLAN, PlanAction(serves))


def blank_form(request: Request, acting: Acting | None, text: str) -> View:
    """The modal, for a shortcut; who could do it is known once the account is."""
    offered = choices(request, acting) if acting else _unknown(request)
    return forms.form(request.speech, offered, EnteredAction(text, request.person.id))


def choices(request: Request, acting: Acting, first: Month | None = None) -> forms.Choices:
    """The people, months, purposes and contacts that the modal offers."""
    first = first or plan.window(request.uow, acting.account, acting.today).first
    return forms.Choices(
        people=_colleagues(request, acting),
        months=_months(first),
        serves=references.offers(request.uow, acting),
        contacts=contacts.offers(request.uow, acting),
    )


def _unknown(request: Request) -> forms.Choices:
    return forms.Choices(
        people=[request.person], months=_months(Month.of(request.today)), serves=[]
    )


def _months(first: Month) -> list[Month]:
    return [first.plus(n) for n in range(MONTHS_OFFERED)]


def save_form(  # noqa: PLR0917 - the form names them
    request: Request,
    text: str,
    owner: str | None,
    due: date | None,
    month: Month | None,
    kind: ActionKind | None,
    serves: str | None,
    contact: int | None = None,
) -> Message:
    """The modal was sent."""
    acting = request.acting(Right.CHANGE)
    intent = Intent(text, owner, due, month, kind, serves, contact)
    return changed(request, acting, actions.add(request.uow, acting, intent))


def choose(request: Request, number: int, seen: int, step: ActionStep) -> Message | Open:
    """Something was chosen in the menu of an action."""
    chosen: dict[ActionStep, Callable[[Request, int, int], Message | Open]] = {
        ActionStep.DONE: finish,
        ActionStep.CARRY: carry,
        ActionStep.DROP: drop,
        ActionStep.MOVE: open_move,
        ActionStep.ASSIGN: open_owner,
        ActionStep.AIM: open_aim,
        ActionStep.EDIT: open_wording,
    }
    return chosen[step](request, number, seen)


def open_move(request: Request, number: int, seen: int) -> Open:
    """Open the modal that moves an action."""
    acting = request.acting(Right.CHANGE)
    action = actions.get(request.uow, acting, number)
    form = forms.move_form(request.speech, action, _months(Month.of(acting.today)))
    return request.open(form, buttons.MOVE, ChangeAction(number, seen, ActionStep.MOVE))


def open_owner(request: Request, number: int, seen: int) -> Open:
    """Open the modal that gives an action to somebody."""
    acting = request.acting(Right.CHANGE)
    action = actions.get(request.uow, acting, number)
    people = _colleagues(request, acting)
    form = forms.owner_form(request.speech, action, people, acting.person.id)
    return request.open(form, buttons.ASSIGN, ChangeAction(number, seen, ActionStep.ASSIGN))


def open_wording(request: Request, number: int, seen: int) -> Open:
    """Open the modal that rewords an action."""
    action = actions.get(request.uow, request.acting(Right.CHANGE), number)
    form = forms.wording_form(request.speech, action)
    return request.open(form, buttons.EDIT, ChangeAction(number, seen, ActionStep.EDIT))


def press_aim(request: Request, number: int) -> Open | Message:
    """The button that asks what an action is for."""
    acting = request.acting(Right.CHANGE)
    return open_aim(request, number, actions.get(request.uow, acting, number).version)


def open_aim(request: Request, number: int, seen: int) -> Open | Message:
    """Open the modal that says what an action is for, if there is anything."""
    acting, _ = request.acting(Right.CHANGE), request.speech
    action = actions.get(request.uow, acting, number)
    offers = references.offers(request.uow, acting)
    if not offers:
        return forms.nothing_to_serve(_)
    form = forms.aim_form(_, action, offers)
    return request.open(form, buttons.AIM, Versioned(number, seen))


def _colleagues(request: Request, acting: Acting) -> list[Colleague]:
    return [each for each in accounts.team(request.uow, acting) if each.is_colleague]


def save_move(
    request: Request, number: int, seen: int, due: date | None, month: Month | None
) -> Message:
    """The modal that moves an action was sent; raises TimeMissing."""
    if due is not None:
        return move(request, number, Time(due, Month.of(due)), seen)
    if month is None:
        raise TimeMissing
    return move(request, number, Time(None, month), seen)


def save_aim(request: Request, number: int, seen: int, serves: str) -> Message:
    """The modal that says what an action is for was sent; raises InvalidPayload."""
    if not PURPOSE.fullmatch(serves):
        raise InvalidPayload
    return aim(request, number, serves, seen)


def save_owner(request: Request, number: int, seen: int, owner: str) -> Message:
    """The modal that gives an action to somebody was sent."""
    return assign(request, number, owner, seen)
