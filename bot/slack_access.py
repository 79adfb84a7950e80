"""Whether Slack lets us in: what its answers and its events say of the app and its token."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import structlog

from scheduler.jobs import Job

log = structlog.get_logger()

REFUSALS = frozenset({"invalid_auth", "not_authed", "token_revoked", "account_inactive"})
"""Slack's words for a token that opens nothing any more."""


@dataclass
class SlackAccess:
    """Whether Slack lets us in. `refused` is its word for why not, as the last answer had it.

    `removed` names the event that said that the app was taken out of the workspace. From then on
    nothing is done any more, and the data is kept: somebody installs the app again and starts us.
    """

    refused: str | None = None
    removed: str | None = None

    def note(self, outcome: str) -> None:
        """Learn from how a call of Slack ended: `ok`, or its error."""
        if outcome in REFUSALS and self.refused is None:
            log.error("slack.token_refused", reason=outcome)
        if outcome in REFUSALS:
            self.refused = outcome
        elif outcome == "ok":
            self.refused = None

    def remove(self, event: str) -> None:
        """The app was taken out of the workspace."""
        self.removed = event
        log.error("slack.app_removed", reason=event)

    def unless_removed(self, work: Callable[[], object]) -> Callable[[], object]:
        """The work, which does nothing once the app is removed."""
        return lambda: None if self.removed else work()

    def while_installed(self, job: Job) -> Job:
        """The job, which does nothing once the app is removed."""
        return replace(job, work=self.unless_removed(job.work))
