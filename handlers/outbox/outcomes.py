"""The state of a notice after its request, by the outcome."""

from datetime import datetime

from handlers.outbox import posting
from handlers.outbox.slack_errors import RATE_LIMITED, is_passing
from services.notices import Change


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
