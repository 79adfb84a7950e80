"""Changes of an action: every sentence, button and window about an action ends here."""

from collections.abc import Sequence

from domain.action import ActionKind, Intent
from domain.calendar import Month
from domain.permission import Right
from domain.plan import entry as entry_of
from handlers.actions import views
from handlers.blocks.message import Message
from handlers.request import Request
from language.arguments.days import Time
from services import actions, history, plan
from services.access import Acting
from services.actions import ActionChange


def add(  # noqa: PLR0917 - the command names them
    request: Request,
    text: str,
    owner: str | None = None,
    time: Time | None = None,
    kind: ActionKind | None = None,
    serves: str | None = None,
    contact: int | None = None,
) -> Message:
    """Plan an action."""
    due, month = (time.due, time.month) if time else (None, None)
    intent = Intent(text, owner, due, month, kind, serves, contact)
    acting = request.acting(Right.CHANGE)
    return changed(request, acting, actions.add(request.uow, acting, intent))


def past(request: Request, number: int) -> Message:
    """Show one action and what became of it."""
    acting = request.acting(Right.READ)
    action, changes = actions.past(request.uow, acting, number)
    first = plan.window(request.uow, acting.account, acting.today).first
    here = plan.present(request.uow, acting.account)
    entry = entry_of(action, first, acting.today, here)
    names = plan.names(request.uow, [action])
    names |= history.names(request.uow, {change.by for change in changes})
    return views.past(request.speech, acting.account, entry, changes, names)


def finish(
    request: Request, number: int, seen: int | None = None, outcome: str | None = None
) -> Message:
    """Mark an action done, or say what came of one that is done already."""
    acting = request.acting(Right.CHANGE)
    if outcome and actions.get(request.uow, acting, number).is_done:
        return tell_outcome(request, number, outcome)
    change = actions.finish(request.uow, acting, number, outcome=outcome, seen=seen)
    return changed(request, acting, change)


def tell_outcome(request: Request, number: int, text: str) -> Message:
    """Say what came of an action that is done."""
    acting = request.acting(Right.CHANGE)
    return changed(request, acting, actions.tell_outcome(request.uow, acting, number, text))


def name_contact(request: Request, number: int, contact: int) -> Message:
    """Say with whom at the customer an action is done."""
    acting = request.acting(Right.CHANGE)
    return changed(request, acting, actions.name_contact(request.uow, acting, number, contact))


def finish_all(request: Request, numbers: Sequence[int]) -> Message:
    """Mark several actions done, all or none."""
    acting = request.acting(Right.CHANGE)
    changes = [actions.finish(request.uow, acting, number) for number in numbers]
    request.uow.flush()
    return views.finished(request.speech, [change.action for change in changes])


def move(request: Request, number: int, time: Time, seen: int | None = None) -> Message:
    """Move an action to a date or a month."""
    acting = request.acting(Right.CHANGE)
    change = actions.move(request.uow, acting, number, due=time.due, month=time.month, seen=seen)
    return changed(request, acting, change)


def assign(request: Request, number: int, owner: str, seen: int | None = None) -> Message:
    """Give an action to somebody."""
    acting = request.acting(Right.CHANGE)
    return changed(request, acting, actions.assign(request.uow, acting, number, owner, seen=seen))


def take(request: Request, number: int, seen: int | None = None) -> Message:
    """Take an action oneself."""
    return assign(request, number, request.person.id, seen)


def reword(request: Request, number: int, text: str, seen: int | None = None) -> Message:
    """Say an action better."""
    acting = request.acting(Right.CHANGE)
    return changed(request, acting, actions.reword(request.uow, acting, number, text, seen=seen))


def reopen(request: Request, number: int) -> Message:
    """Take up again what was done or dropped."""
    acting = request.acting(Right.CHANGE)
    return changed(request, acting, actions.reopen(request.uow, acting, number))


def aim(request: Request, number: int, serves: str, seen: int | None = None) -> Message:
    """Say what an action is for."""
    acting = request.acting(Right.CHANGE)
    return changed(request, acting, actions.aim(request.uow, acting, number, serves, seen=seen))


def drop(request: Request, number: int, seen: int | None = None, why: str | None = None) -> Message:
    """Drop an action."""
    acting = request.acting(Right.CHANGE)
    return changed(request, acting, actions.drop(request.uow, acting, number, why=why, seen=seen))


def carry(
    request: Request,
    number: int,
    seen: int | None = None,
    month: Month | None = None,
    *,
    asks: bool = False,
) -> Message:
    """Carry an action over into the next month, or a later one; raises CarriedOften if it asks."""
    acting = request.acting(Right.CHANGE)
    change = actions.carry_over(request.uow, acting, number, to=month, seen=seen, asks=asks)
    return changed(request, acting, change)


def changed(request: Request, acting: Acting, change: ActionChange) -> Message:
    """The answer to the person who acted: the action as it stands in the plan now."""
    request.uow.flush()
    window = plan.window(request.uow, acting.account, acting.today)
    here = plan.present(request.uow, acting.account)
    entry = entry_of(change.action, window.first, acting.today, here)
    return views.changed(
        request.speech,
        acting.account,
        entry,
        change.activity,
        plan.names(request.uow, [change.action]),
        window,
    )
