"""Errors about actions."""

from domain import action
from handlers.actions.interactions import TimeMissing
from handlers.blocks.escaping import escape
from handlers.error_messages import ErrorMessages
from language.speech import mark
from language.words import action_state_word
from services import handovers, plan

ERROR_MESSAGES: ErrorMessages = {
    action.AlreadyClosed: lambda _, e: _(
        "{action} is already {state}. `/kam action {action} reopen` takes it up again.",
        action=e.ref,
        state=action_state_word(_, e.state),
    ),
    action.AlreadyTheirs: mark("{ref} is already theirs."),
    action.AlreadyThen: mark("{ref} is already there."),
    action.ServesAlready: mark("{ref} is already for {serves}."),
    action.NotDoneYet: lambda _, e: _(
        '{action} is not done yet. Say both at once: `/kam done {action} "she wants a pilot"`',
        action=e.ref,
    ),
    action.ToldAlready: mark("That this came of {ref} is already known."),
    action.CarriedOften: lambda _, e: _(
        "{ref} would be carried over {times} times: drop it, or is it really a red light?",
        ref=e.action.ref,
        times=e.action.carried + 1,
    ),
    action.DuePast: mark("{day} is over. Which day do you mean?"),
    plan.OwnerNotInTeam: mark(
        "{name} is not in this account's team. The team is who is in its channel."
    ),
    handovers.NothingToHandOver: lambda _, e: _(
        "{name} has no open action here.", name=escape(e.name or _("Somebody"))
    ),
    TimeMissing: mark("Please choose a day or a month."),
}
