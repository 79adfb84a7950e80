"""The state of a notice after its request, by the outcome, and the log of it.

The log has ids, the reason and Slack's word for it, never a text.
"""

from datetime import datetime

import structlog

from domain.notice import Notice, State
from handlers.outbox import posting
from handlers.outbox.slack_errors import RATE_LIMITED, is_passing
from services.notices import Change

log = structlog.get_logger()

LEVELS = {State.DEAD: "error", State.HELD: "warning"}
"""How loud it is said what became of a notice."""


def change_for(outcome: posting.Outcome, now: datetime) -> Change:
    """The change of a notice after an outcome."""
    match outcome:
        case posting.Sent(channel_id, ts):
            return lambda notice: notice.sent(channel_id, ts, now)
        case posting.Refused():
            return _refused(outcome, now)
        case posting.Lost(reason):
            return lambda notice: notice.lost(now, reason)
        case posting.Blocked(obstacle):
            return lambda notice: notice.hold(now, obstacle)
        case posting.Deleted() | posting.Impossible():
            return lambda notice: notice.die(outcome.reason)


def _refused(refusal: posting.Refused, now: datetime) -> Change:
    reason, after = refusal.reason, refusal.after
    if reason == RATE_LIMITED and after is not None:
        until = now + after
        return lambda notice: notice.not_let_in(until, reason)
    if after is None and is_passing(reason):
        return lambda notice: notice.put_off(now, reason)
    return lambda notice: notice.refused(now, reason, after)


def write_down(notice: Notice) -> None:
    """Say what became of a notice that was worked on; one that can never be sent is an error."""
    say = getattr(log, LEVELS.get(notice.state, "info"))
    say(
        "notice.dead" if notice.state is State.DEAD else "notice.worked_on",
        notice=notice.id,
        workspace=notice.workspace_id,
        account=notice.account_id,
        channel=notice.to,
        kind=notice.kind,
        state=notice.state,
        reason=notice.reason,
        attempt=notice.attempts,
    )
