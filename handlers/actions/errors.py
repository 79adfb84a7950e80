"""Errors about actions."""

from domain import action
from handlers.actions.interactions import TimeMissing
from handlers.blocks.escaping import escape
from handlers.error_messages import ErrorMessages
from language.words import action_state_word
from services import handovers, plan

ERROR_MESSAGES: ErrorMessages = {
    action.AlreadyClosed: lambda _, e: _(
        "{action} is already {state}. `/kam action {action} reopen` takes it up again.",
        action=e.ref,
        state=action_state_word(_, e.state),
    ),
    action.AlreadyTheirs: lambda _, e: _("{ref} is already theirs.", ref=e.ref),
    action.AlreadyThen: lambda _, e: _("{ref} is already there.", ref=e.ref),
    action.ServesAlready: lambda _, e: _(
        "{ref} is already for {serves}.", ref=e.ref, serves=e.serves
    ),
    action.NotDoneYet: lambda _, e: _(
        '{action} is not done yet. Say both at once: `/kam done {action} "she wants a pilot"`',
        action=e.ref,
    ),
    action.ToldAlready: lambda _, e: _("That this came of {ref} is already known.", ref=e.ref),
    action.CarriedOften: lambda _, e: _(
        "{ref} would be carried over {times} times: drop it, or is it really a red light?",
        ref=e.action.ref,
        times=e.action.carried + 1,
    ),
    action.DuePast: lambda _, e: _("{day} is over. Which day do you mean?", day=_.day(e.day)),
    plan.OwnerNotInTeam: lambda _, e: _(
        "{name} is not in this account's team. The team is who is in its channel.",
        name=escape(e.name),
    ),
    handovers.NothingToHandOver: lambda _, e: _(
        "{name} has no open action here.", name=escape(e.name or _("Somebody"))
    ),
    TimeMissing: lambda _, _e: _("Please choose a day or a month."),
}
