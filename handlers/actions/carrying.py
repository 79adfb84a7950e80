"""Carrying an action over, and the question that is asked the third time."""

from domain.account import Account
from domain.action import CarriedOften
from domain.calendar import Month
from domain.light import Colour
from domain.permission import Right
from handlers.actions.buttons import CARRY_ANYWAY, DROP, RED, CarryOver
from handlers.actions.changes import change
from handlers.actions.views import headline
from handlers.blocks.message import Message, Open, actions, said
from handlers.blocks.payload import Versioned
from handlers.lights import forms as light_forms
from handlers.request import Request
from language.speech import Speech
from services import actions as service

CARRY = change(service.carry_over)


def carry(request: Request, number: int, seen: int, month: Month | None = None) -> Message:
    """Carry an action one month on, or into a later `month`; the third time, ask first."""
    try:
        return CARRY(request, number=number, seen=seen, month=month)
    except CarriedOften as often:
        account = request.acting(Right.CHANGE).account
        return _third_time(request.speech, account, often, month or often.action.month.next)


def carry_anyway(request: Request, number: int, seen: int, month: Month) -> Message:
    """Carry an action over once more, as was chosen when it was asked about."""
    return CARRY(request, number=number, seen=seen, month=month, is_sure=True)


def red_light(request: Request, number: int, seen: int) -> Open:
    """Open the modal of a red light with the text of an action carried over often."""
    action = service.get(request.uow, request.acting(Right.CHANGE), number)
    form = light_forms.log(request, None, action.text, Colour.RED)
    return request.open(form, RED, Versioned(number, seen))


def carried_often(_: Speech, error: CarriedOften) -> str:
    """The question that an action carried over a third time leads to."""
    return _(
        "{ref} would be carried over {times} times: drop it, or is it really a red light?",
        ref=error.action.ref,
        times=error.action.carried + 1,
    )


def _third_time(_: Speech, account: Account, often: CarriedOften, month: Month) -> Message:
    """Ask whether what is carried over so often is to be dropped, or really a red light."""
    action, text = often.action, carried_often(_, often)
    seen = Versioned.of(action)
    ways = actions(
        DROP.draw(_, account, seen, label=_("Drop it")),
        RED.draw(_, account, seen),
        CARRY_ANYWAY.draw(_, account, CarryOver.of(action, month=month)),
    )
    return said(f"{text}\n{headline(action)}", ways, plain=text)
