"""`/kam plan`, `mine`, `reminders`: what is to be done, of the account and of oneself."""

from domain.calendar import Month
from domain.permission import Right
from handlers.commands.deadlines import NearMonth
from handlers.commands.grammar import Choice, Command, Form, Run
from handlers.speech import mark
from handlers.turn import Turn
from handlers.views import plan as views
from handlers.views import reminders as reminder_views
from handlers.views.message import Message
from services import actions, plan, reminders

SWITCH = Choice("on", {"on": True, "an": True, "ein": True, "off": False, "aus": False})


def show(turn: Turn) -> Message:
    """The plan's three months."""
    acting = turn.acting(Right.READ)
    return views.plan(turn.speech, acting.account, plan.show(turn.uow, acting))


def show_month(turn: Turn, month: Month) -> Message:
    """One month."""
    acting = turn.acting(Right.READ)
    return views.month(turn.speech, acting.account, plan.show_month(turn.uow, acting, month))


def mine(turn: Turn) -> Message:
    """What the person has to do, over all accounts."""
    found = actions.mine(turn.uow, turn.person.id, turn.now)
    return views.mine(turn.speech, found, turn.person.id)


def switch(turn: Turn, *, on: bool) -> Message:
    """Turn one's reminders on or off."""
    reminders.switch(turn.uow, turn.person.id, on=on)
    return reminder_views.switched(turn.speech, on=on)


def stop(turn: Turn) -> Message:
    """The button under a reminder."""
    return switch(turn, on=False)


def start(turn: Turn) -> Message:
    """The button that takes it back."""
    return switch(turn, on=True)


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
        about=mark("A message on the morning an action of yours falls due"),
        forms=(Form(switch, (SWITCH,)),),
    ),
)
BUTTONS: dict[str, Run] = {reminder_views.STOP: stop, reminder_views.START: start}
MODALS: dict[str, Run] = {}
