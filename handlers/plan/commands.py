"""`/kam plan`, `mine`, `reminders`: what is to be done, of the account and of oneself."""

from functools import partial

from domain.calendar import Month
from domain.permission import Right
from handlers.actions import reminders as reminder_views
from handlers.actions.buttons import START, STOP
from handlers.blocks.message import Message
from handlers.grammar.grammar import Buttons, Command, Form
from handlers.plan import views
from handlers.plan.buttons import MONTH, SHOW
from handlers.request import Request
from language.arguments.days import NearMonth
from language.arguments.elements import Choice
from language.speech import mark
from language.vocabulary import ON_OFF
from services import actions, plan, reminders

SWITCH = Choice("on", ON_OFF)


def show(request: Request) -> Message:
    """The plan's three months."""
    acting = request.acting(Right.READ)
    return views.plan(request.speech, acting.account, plan.show(request.uow, acting))


def show_month(request: Request, month: Month) -> Message:
    """One month."""
    acting = request.acting(Right.READ)
    return views.month(request.speech, acting.account, plan.show_month(request.uow, acting, month))


def mine(request: Request) -> Message:
    """Show the actions of the person, over all accounts."""
    found = actions.mine(request.uow, request.person.id, request.now)
    return views.mine(request.speech, found, request.person.id)


def switch(request: Request, *, on: bool) -> Message:
    """Turn one's reminders on or off."""
    reminders.switch(request.uow, request.person.id, on=on)
    return reminder_views.switched(request.speech, on=on)


COMMANDS = (
    Command(
        word="plan",
        also=("planung", "aktionen", "actions"),
        usage=(mark("plan"), mark("plan <month>")),
        example=mark("plan"),
        about=mark("Three months: who does what by when"),
        access=Right.READ,
        forms=(Form(show_month, (NearMonth("month"),)), Form(show)),
    ),
    Command(
        word="mine",
        also=("meine", "meins"),
        usage=(mark("mine"),),
        example=mark("mine"),
        about=mark("Your own actions, in all accounts"),
        forms=(Form(mine),),
    ),
    Command(
        word="reminders",
        also=("erinnerungen",),
        usage=(mark("reminders on|off"),),
        example=mark("reminders off"),
        about=mark("A message on the morning one of your actions is due"),
        forms=(Form(switch, (SWITCH,)),),
    ),
)
BUTTONS: Buttons = {
    STOP: partial(switch, on=False),
    START: partial(switch, on=True),
    MONTH: show_month,
    SHOW: show,
}
