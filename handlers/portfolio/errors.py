"""Errors about leaders and their channel."""

from domain import workspace
from domain.channel import Obstacle
from handlers.blocks.escaping import escape
from handlers.error_messages import ErrorMessages
from handlers.leaders.views import obstacle_to
from language.speech import Speech, mark
from services import decisions, leaders
from services import workspace as service


def closed(_: Speech, error: service.Closed) -> str:
    """Why nothing can be posted there, and what to do about it."""
    said = obstacle_to(_, error.obstacle)
    if error.obstacle is Obstacle.UNKNOWN:
        return f"{said} {_('I left everything as it was; please try again in a minute.')}"
    return said


ERROR_MESSAGES: ErrorMessages = {
    workspace.NoLeadersChannel: mark(
        "No leaders' channel is set yet: `/kam portfolio channel #sales-leads weekly`"
    ),
    workspace.AlreadyOff: mark("The portfolio is not posted anywhere as it is."),
    workspace.AlreadyLeads: mark("{name} is already a leader."),
    workspace.DoesNotLead: lambda _, e: _(
        "{name} is not a leader. `/kam leaders` shows who is.",
        name=escape(e.name or _("This person")),
    ),
    service.NotForLeaders: mark(
        "The portfolio is posted to a channel, not to a direct message: "
        "`/kam portfolio channel #sales-leads`"
    ),
    service.HomeOfAnAccount: mark(
        "That channel belongs to an account, whose team would read about all the others. Please "
        "choose a channel for leaders only: `/kam portfolio channel #sales-leads`"
    ),
    service.Closed: closed,
    leaders.NoColleague: mark(
        "Only colleagues can lead: no guests, no bots, nobody of another company."
    ),
    decisions.NoSuchDecision: mark("There is nothing to take back."),
}
