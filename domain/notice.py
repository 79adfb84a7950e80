"""A notice: a message to somebody, from the transaction that enqueues it to the proof of delivery.

    planned -> claimed -> sending -> sent
                  |          |-----> uncertain -> (looked up) -> sent | planned
                  |          |-----> planned   (a clean refusal: later)
                  |-> held   (tried again while it is worth it)
                  |-> skipped | dead

`next_at` is when somebody must look at it again: the time to send, the end of a lease, the
time to look a lost one up. Final states have none. Source: docs/method.md, "delivery".
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from domain.entity import Stored
from domain.notice_kinds import PROMISES, Kind, Promise

__all__ = ["Kind", "Notice", "State", "backoff", "once_key"]

LEASE = timedelta(seconds=60)
"""How long one sender may work on a claimed notice before another may take it over."""

SETTLE = timedelta(seconds=60)
"""How long a message may take to stand in the channel's history after an ambiguous send."""

HOLD_FOR = timedelta(minutes=10)
"""How long a held notice rests before its obstacle is looked at again."""

WAIT_FOR = timedelta(seconds=5)
"""How long a reply waits at least for the message it answers to be sent."""

FIRST_BACKOFF = timedelta(seconds=15)
LONGEST_BACKOFF = timedelta(minutes=30)


class State(StrEnum):
    """Where a notice stands; see the drawing on top of this file."""

    PLANNED = "planned"
    CLAIMED = "claimed"
    SENDING = "sending"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    HELD = "held"
    SKIPPED = "skipped"
    DEAD = "dead"


FINAL = frozenset({State.SENT, State.SKIPPED, State.DEAD})


@dataclass(eq=False, kw_only=True)
class Notice(Stored):
    """A message that is to reach a channel or, as a DM, to a person (`to` is either's Slack id).

    `period` makes it unique for an account and kind: the database refuses a second one.
    `subject` is the reference it is about, such as L3. `edits` names the notice whose message
    this one rewrites, `replies_to` the one in whose thread it stands. `token` is the random id
    by which a lost message is found again. `sent_at` is when we knew that Slack has it.
    """

    account_id: int | None
    kind: Kind
    period: str
    once: str = ""
    to: str
    subject: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    edits: int | None = None
    replies_to: int | None = None
    token: str
    due_at: datetime
    next_at: datetime | None
    state: State = State.PLANNED
    attempts: int = 0
    reason: str | None = None
    channel_id: str | None = None
    ts: str | None = None
    sent_at: datetime | None = None
    version: int = 1

    def __post_init__(self) -> None:
        """Derive the key under which the database lets a notice exist once."""
        self.once = once_key(self.account_id, self.kind, self.period)

    @property
    def is_dm(self) -> bool:
        """Whether it goes to one person instead of a channel."""
        return self.to.startswith(("U", "W"))

    @property
    def is_final(self) -> bool:
        """Whether nothing will become of it any more."""
        return self.state in FINAL

    @property
    def is_in_flight(self) -> bool:
        """Whether somebody is sending it, or may have sent it: what it says is settled."""
        return self.state in (State.CLAIMED, State.SENDING, State.UNCERTAIN)

    def has_settled(self, now: datetime) -> bool:
        """Whether it was sent so long ago that the channel's history must know it."""
        return self.sent_at is not None and now - self.sent_at > SETTLE

    @property
    def promise(self) -> Promise:
        """What is owed for this kind."""
        return PROMISES[self.kind]

    def is_too_late(self, now: datetime) -> bool:
        """Whether sending it now would be worse than not sending it."""
        return self.promise.late is not None and now - self.due_at > self.promise.late

    def claim(self, now: datetime) -> None:
        """Take it for one lease. One whose sender died while sending is uncertain, not lost."""
        died_sending = self.state in (State.SENDING, State.UNCERTAIN)
        self.state = State.UNCERTAIN if died_sending else State.CLAIMED
        self.next_at = now + LEASE

    def sending(self, now: datetime) -> None:
        """Committed before the request leaves: from here on the outcome may be ambiguous."""
        self.state = State.SENDING
        self.attempts += 1
        self.next_at = now + LEASE + SETTLE

    def sent(self, channel_id: str, ts: str, now: datetime) -> None:
        """Slack has it, under this channel and timestamp."""
        self._end(State.SENT)
        self.sent_at = now
        self.channel_id = channel_id
        self.ts = ts

    def refused(self, now: datetime, reason: str, after: timedelta | None = None) -> None:
        """Slack took nothing: again `after` what it asked for, or a backoff."""
        self.state = State.PLANNED
        self.reason = reason
        self.next_at = now + (after or backoff(self.attempts))

    def lost(self, now: datetime, reason: str) -> None:
        """Nobody knows whether Slack took it: looked up once the history has settled."""
        self.state = State.UNCERTAIN
        self.reason = reason
        self.next_at = now + SETTLE

    def failed(self, now: datetime, reason: str) -> None:
        """The product itself failed over it: again later, ever more seldom."""
        if self.state in (State.SENDING, State.UNCERTAIN):
            self.lost(now, reason)
        else:
            self.attempts += 1
            self.refused(now, reason)

    def again(self, now: datetime) -> None:
        """It was looked up and is not there: send it once more."""
        self.state = State.PLANNED
        self.next_at = now

    def wait(self, until: datetime, reason: str) -> None:
        """Something else must go out first; nothing has gone wrong."""
        self.state = State.PLANNED
        self.reason = reason
        self.next_at = until

    def rest(self, until: datetime) -> None:
        """Quiet hours are kept. They move the time it is due: it is not late after them."""
        self.wait(until, "quiet hours")
        self.due_at = until

    def hold(self, now: datetime, reason: str) -> None:
        """Something stands against posting; looked at again while it is worth it."""
        self.state = State.HELD
        self.reason = reason
        self.next_at = now + HOLD_FOR

    def follow(self, current: "Notice") -> None:
        """Stand where the same notice stands now; this one was read earlier."""
        self.version, self.state, self.to = current.version, current.state, current.to
        self.reason, self.attempts = current.reason, current.attempts

    @property
    def may_be_retried(self) -> bool:
        """Whether it has not been sent and nobody is at it."""
        return self.state in (State.HELD, State.SKIPPED, State.DEAD, State.PLANNED)

    def retry(self, now: datetime) -> None:
        """Somebody wants it sent after all: it is due now, however late that is."""
        self.state = State.PLANNED
        self.due_at = self.next_at = now
        self.reason = None

    def skip(self, reason: str) -> None:
        """Not sent, on purpose, for a recorded reason."""
        self._end(State.SKIPPED, reason)

    def die(self, reason: str) -> None:
        """It can never be sent."""
        self._end(State.DEAD, reason)

    def _end(self, state: State, reason: str | None = None) -> None:
        self.state = state
        self.reason = reason
        self.next_at = None


def once_key(account_id: int | None, kind: Kind, period: str) -> str:
    """The key under which the database lets a notice of an account, kind and period exist once."""
    return f"{account_id or '-'}/{kind}/{period}"


def backoff(attempts: int) -> timedelta:
    """How long to wait after so many refused attempts: doubling, up to half an hour."""
    doublings = min(max(attempts - 1, 0), 10)
    return min(FIRST_BACKOFF * (1 << doublings), LONGEST_BACKOFF)
