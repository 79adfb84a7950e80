"""Changes of an action: every sentence, button and window about an action ends here."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from domain.action import ActionKind, Intent
from domain.calendar import Month
from domain.permission import Right
from domain.plan import entry as entry_of
from handlers.actions import views
from handlers.blocks.message import Message
from handlers.grammar.use_cases import ChangeRun
from handlers.request import Request
from language.arguments.days import Time
from services import actions, history, plan
from services.access import Acting
from services.actions import ActionChange


def changed(request: Request, acting: Acting, change: ActionChange) -> Message:
    """The answer to the person who acted: the action as it stands in the plan now."""
    window = plan.window(request.uow, acting.account, acting.today)
    here = plan.present(request.uow, acting.account)
    entry = entry_of(change.action, window.first, acting.today, here)
    names = plan.names(request.uow, [change.action])
    return views.changed(request.speech, acting.account, entry, change.activity, names, window)


change = partial(ChangeRun, answer=changed)


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
    return plan_it(request, text, owner, due, month, kind, serves, contact)


def plan_it(  # noqa: PLR0917 - the form names them
    request: Request,
    text: str,
    owner: str | None,
    due: date | None,
    month: Month | None,
    kind: ActionKind | None,
    serves: str | None,
    contact: int | None = None,
) -> Message:
    """Plan an action, as it was entered into its form."""
    intent = Intent(text, owner, due, month, kind, serves, contact)
    return change(actions.add)(request, intent=intent)


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
        return change(actions.tell_outcome)(request, number=number, text=outcome)
    return change(actions.finish)(request, number=number, outcome=outcome, seen=seen)


def finish_all(request: Request, numbers: Sequence[int]) -> Message:
    """Mark several actions done, all or none."""
    acting = request.acting(Right.CHANGE)
    changes = [actions.finish(request.uow, acting, number) for number in numbers]
    request.uow.flush()
    return views.finished(request.speech, [change.action for change in changes])


def move(request: Request, number: int, time: Time) -> Message:
    """Move an action to a date or a month."""
    return change(actions.move)(request, number=number, due=time.due, month=time.month)


def take(request: Request, number: int, seen: int | None = None) -> Message:
    """Take an action oneself."""
    me = request.person.id
    return change(actions.assign)(request, number=number, owner=me, seen=seen)
