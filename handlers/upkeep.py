"""The pass that renews what is known of teams and people, a piece at a time.

Every piece takes what was asked for longest ago, so the pass resumes wherever it was cut off, in
any number of processes. An event may have been missed: nothing counts much longer than a day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers.directory import Directory
from handlers.outbox.slack_errors import is_busy

EVERY = timedelta(hours=20)
"""After which time something is asked again, so that nothing is older than a day."""

ON_START = timedelta(hours=1)
"""What is younger when a process starts is not asked again: it can have missed little."""

CLAIM = timedelta(minutes=5)
"""How long one process may ask about a channel before another takes it over."""

CHANNELS = 20
PEOPLE = 40
"""Looked up in one piece: half of what Slack allows a minute, as others ask too."""


@dataclass(frozen=True)
class Upkeep:
    """Renews the facts of one workspace; `started_at` is when this process began to listen."""

    directory: Directory
    started_at: datetime

    def piece(self) -> int:
        """Renew the oldest facts; how many calls were made. Where Slack is busy the piece ends.

        Of new people so many are looked up as Slack allows, the others by the pieces to come.
        """
        now = self.directory.clock()
        before = max(now - EVERY, self.started_at - ON_START)
        calls = 0
        for channel_id in self._channels(before, now):
            calls += 1
            if is_busy(self.directory.audience(channel_id, at_once=0) or ""):
                return calls
        for person_id in self._people(before):
            calls += 1
            if is_busy(self.directory.person(person_id) or ""):
                return calls
        return calls

    def _channels(self, before: datetime, now: datetime) -> Sequence[str]:
        with self.directory.open_uow(self.directory.workspace_id) as uow:
            found = uow.accounts.homes_to_renew(before, now - CLAIM, CHANNELS)
            for channel in found:
                channel.claimed_at = now
            if found:
                uow.commit()
            return [channel.id for channel in found]

    def _people(self, before: datetime) -> Sequence[str]:
        with self.directory.open_uow(self.directory.workspace_id) as uow:
            strangers = uow.people.never_met(PEOPLE)
            return [*strangers, *uow.people.stale(before, PEOPLE - len(strangers))]
