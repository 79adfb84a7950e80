"""The log of notices: ids, the reason and Slack's word for it, never a text."""

import structlog

from domain.notice import Notice, State

log = structlog.get_logger()

LEVELS = {State.DEAD: "error", State.HELD: "warning"}
"""How loud it is said what became of a notice."""


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
