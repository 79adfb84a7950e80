"""Errors about leaders and their channel."""

from domain import workspace
from domain.channel import Obstacle
from handlers.mrkdwn import escape
from handlers.sayings.base import Sayings
from handlers.speech import Speech
from services import decisions, leaders
from services import workspace as service


def closed(_: Speech, error: service.Closed) -> str:
    """Why nothing can be posted there, and what to do about it."""
    return {
        Obstacle.SHARED: _(
            "Another company can read that channel or has been invited to it, so no portfolio is "
            "posted there. Please choose an internal channel."
        ),
        Obstacle.ARCHIVED: _("That channel is archived. Please choose another one."),
        Obstacle.NOT_MEMBER: _(
            "I am not in that channel. Please invite me there first: `/invite @kam`"
        ),
        Obstacle.GONE: _(
            "I cannot find that channel. If it is private, invite me there first: `/invite @kam`"
        ),
        Obstacle.UNKNOWN: _(
            "Slack did not tell me who can read that channel, so I left everything as it was. "
            "Please try again in a minute."
        ),
    }[error.obstacle]


SAYINGS: Sayings = {
    workspace.NoLeadersChannel: lambda _, _e: _(
        "No leaders' channel is set yet: `/kam portfolio channel #sales-leads weekly`"
    ),
    workspace.AlreadyOff: lambda _, _e: _("The portfolio is posted nowhere already."),
    workspace.AlreadyLeads: lambda _, e: _("{name} is a leader already.", name=escape(e.name)),
    workspace.DoesNotLead: lambda _, e: _(
        "{name} is no leader. `/kam leaders` shows who is.",
        name=escape(e.name or _("This person")),
    ),
    service.NotForLeaders: lambda _, _e: _(
        "The portfolio is posted to a channel, not to a direct message: "
        "`/kam portfolio channel #sales-leads`"
    ),
    service.HomeOfAnAccount: lambda _, _e: _(
        "An account lives in that channel, and its team would read about all others. Please "
        "choose a channel for leaders only: `/kam portfolio channel #sales-leads`"
    ),
    service.Closed: closed,
    leaders.NoColleague: lambda _, _e: _(
        "Only colleagues can lead: no guests, no bots, nobody of another company."
    ),
    decisions.NoSuchDecision: lambda _, _e: _("There is nothing to take back."),
}
