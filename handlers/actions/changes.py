"""What becomes of an action: what is typed, pressed and filled in all ends here."""

from domain.action import ActionKind, Intent
from domain.calendar import Month
from domain.permission import Right
from domain.plan import entry as entry_of
from handlers.commands.deadlines import Time
from handlers.turn import Turn
from handlers.views import actions as views
from handlers.views.message import Message
from services import actions, history, plan
from services.access import Acting
from services.actions import Change


def add(  # noqa: PLR0917 - the command names them
    turn: Turn,
    text: str,
    owner: str | None = None,
    time: Time | None = None,
    kind: ActionKind | None = None,
    serves: str | None = None,
) -> Message:
    """Plan an action."""
    due, month = (time.due, time.month) if time else (None, None)
    intent = Intent(text, owner, due, month, kind, serves)
    acting = turn.acting(Right.CHANGE)
    return changed(turn, acting, actions.add(turn.uow, acting, intent))


def past(turn: Turn, number: int) -> Message:
    """Show one action and what became of it."""
    acting = turn.acting(Right.READ)
    action, changes = actions.past(turn.uow, acting, number)
    first = plan.window(turn.uow, acting.account, acting.today).first
    here = plan.present(turn.uow, acting.account)
    entry = entry_of(action, first, acting.today, here)
    names = plan.names(turn.uow, [action])
    names |= history.names(turn.uow, {change.by for change in changes})
    return views.past(turn.speech, acting.account, entry, changes, names)


def finish(turn: Turn, number: int, seen: int | None = None) -> Message:
    """Mark an action done."""
    acting = turn.acting(Right.CHANGE)
    return changed(turn, acting, actions.finish(turn.uow, acting, number, seen=seen))


def move(turn: Turn, number: int, time: Time, seen: int | None = None) -> Message:
    """Move an action to a date or a month."""
    acting = turn.acting(Right.CHANGE)
    change = actions.move(turn.uow, acting, number, due=time.due, month=time.month, seen=seen)
    return changed(turn, acting, change)


def assign(turn: Turn, number: int, owner: str, seen: int | None = None) -> Message:
    """Give an action to somebody."""
    acting = turn.acting(Right.CHANGE)
    return changed(turn, acting, actions.assign(turn.uow, acting, number, owner, seen=seen))


def take(turn: Turn, number: int) -> Message:
    """Take an action oneself."""
    return assign(turn, number, turn.person.id)


def aim(turn: Turn, number: int, serves: str, seen: int | None = None) -> Message:
    """Say what an action is for."""
    acting = turn.acting(Right.CHANGE)
    return changed(turn, acting, actions.aim(turn.uow, acting, number, serves, seen=seen))


def drop(turn: Turn, number: int, why: str | None = None, seen: int | None = None) -> Message:
    """Drop an action."""
    acting = turn.acting(Right.CHANGE)
    return changed(turn, acting, actions.drop(turn.uow, acting, number, why=why, seen=seen))


def carry(turn: Turn, number: int, seen: int | None = None, *, to: Month | None = None) -> Message:
    """Carry an action over into the next month, or a later one."""
    acting = turn.acting(Right.CHANGE)
    return changed(turn, acting, actions.carry_over(turn.uow, acting, number, to=to, seen=seen))


def changed(turn: Turn, acting: Acting, change: Change) -> Message:
    """What the actor is told: the action as it stands in the plan now."""
    turn.uow.flush()
    window = plan.window(turn.uow, acting.account, acting.today)
    here = plan.present(turn.uow, acting.account)
    entry = entry_of(change.action, window.first, acting.today, here)
    return views.changed(
        turn.speech,
        acting.account,
        entry,
        change.activity,
        plan.names(turn.uow, [change.action]),
        window,
    )
