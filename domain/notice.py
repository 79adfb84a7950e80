"""A notice: a message to somebody, from the transaction that enqueues it to the proof of delivery.

    planned -> claimed -> sending -> sent
                  |          |-----> uncertain -> (looked up twice) -> sent | planned
                  |          |-----> planned   (a clean refusal: later)
                  |-> held   (tried again while it is worth it)
                  |-> skipped | dead

`next_at` is when somebody must look at it again: the time to send, the end of a lease, the
time to look a lost one up. Final states have none. Source: docs/method.md, "delivery".
"""

from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Any

from domain.entity import VersionedEntity
from domain.notice_kinds import BY_THE_CLOCK, Kind, Promise

__all__ = ["Kind", "Notice", "State", "backoff", "once_key"]

LEASE = timedelta(seconds=60)
"""How long one sender may work on a claimed notice before another may take it over."""

SETTLE = timedelta(seconds=60)
"""How long a message may take to stand in the channel's history after an ambiguous send."""

SECOND_LOOK = timedelta(seconds=120)
"""How much later a message that was not found is looked for once more: histories may lag."""

LOOKS = 2
"""How often a lost message is looked for before it counts as not sent."""

PAGES = 40
"""Pages of history in which a lost message is looked for at most, each time."""

EVERY = timedelta(seconds=1)
"""At most one message to a channel in this time: Slack hides what comes faster."""

HOLD_FOR = timedelta(minutes=10)
"""How long a held notice rests before its obstacle is looked at again."""

WAIT_FOR = timedelta(seconds=5)
"""How long a reply waits at least for the message it answers to be sent."""

FIRST_BACKOFF = timedelta(seconds=15)
LONGEST_BACKOFF = timedelta(minutes=30)
LONGEST_PAUSE = timedelta(seconds=60)
"""How long a notice waits at most while Slack is busy: it leaves soon after Slack answers again."""


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
PERHAPS_SENT = frozenset({State.SENDING, State.UNCERTAIN})
"""The states of a notice that may have left: it is looked up before it is sent again."""


PEOPLE = ("U", "W")
"""How the Slack ids of people begin."""


class Rank(IntEnum):
    """Of what is due, the lower rank leaves first."""

    ASKED_FOR = 0
    BY_THE_CLOCK = 1


@dataclass(frozen=True)
class Search:
    """How far the search for a lost message has come: whole looks, and pages of the present one."""

    looks: int = 0
    pages: int = 0
    cursor: str = ""


@dataclass(eq=False, kw_only=True)
class Notice(VersionedEntity):
    """A message that is to reach a channel or, as a DM, to a person (`to` is either's Slack id).

    `period` makes it unique for an account and kind: the database refuses a second one.
    `subject` is the reference it is about, such as L3. `edits` names the notice whose message
    this one rewrites, `replies_to` the one in whose thread it stands. `token` is the random id
    by which a lost message is found again. `sent_at` is when we knew that Slack has it.
    `rank` orders what is due; `by` is the person whose doing it tells, so that nobody's many
    announcements keep another's waiting. `attempted_at` is when it was last sent, and `search`
    how far the search for it has come.
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
    rank: int = Rank.ASKED_FOR
    by: str | None = None
    attempted_at: datetime | None = None
    search: dict[str, Any] | None = None

    def __post_init__(self) -> None:
        """Derive the key under which the database lets a notice exist once."""
        self.once = once_key(self.account_id, self.kind, self.period)
        self.rank = Rank.BY_THE_CLOCK if self.kind in BY_THE_CLOCK else Rank.ASKED_FOR

    @property
    def is_dm(self) -> bool:
        """Whether it goes to one person instead of a channel."""
        return self.to.startswith(PEOPLE)

    def stands_outside(self, channel_id: str) -> bool:
        """Whether it was posted in another channel than this one."""
        return not self.is_dm and self.channel_id not in (None, channel_id)

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
        """The promise of this kind."""
        return self.kind.promise

    def is_too_late(self, now: datetime) -> bool:
        """Whether sending it now would be worse than not sending it."""
        return self.promise.late is not None and now - self.due_at > self.promise.late

    def claim(self, now: datetime) -> None:
        """Take it for one lease. One whose sender died while sending is uncertain, not lost."""
        died_sending = self.state in PERHAPS_SENT
        self.state = State.UNCERTAIN if died_sending else State.CLAIMED
        self.next_at = now + LEASE

    def sending(self, now: datetime) -> None:
        """Committed before the request leaves: from here on the outcome may be ambiguous."""
        self.state = State.SENDING
        self.attempts += 1
        self.attempted_at = now
        self.search = None
        self.next_at = now + LEASE + SETTLE

    def sent(self, channel_id: str, ts: str, now: datetime) -> None:
        """Slack has it, under this channel and timestamp."""
        self._turn(State.SENT, None)
        self.sent_at = now
        self.channel_id = channel_id
        self.ts = ts

    def refused(self, now: datetime, reason: str, after: timedelta | None = None) -> None:
        """Slack took nothing: again `after` what it asked for, or a backoff."""
        self.wait(now + (after or backoff(self.attempts)), reason)

    def put_off(self, now: datetime, reason: str, rest: timedelta | None = None) -> None:
        """Slack is busy, which says nothing of the message: again soon after it may be over."""
        self.wait(now + (rest or min(backoff(self.attempts), LONGEST_PAUSE)), reason)

    def not_let_in(self, until: datetime, reason: str) -> None:
        """Slack wants no such call before `until`: that was no attempt."""
        self.attempts -= self.state is State.SENDING
        self.wait(until, reason)

    def lost(self, now: datetime, reason: str, rest: timedelta = SETTLE) -> None:
        """Nobody knows whether Slack took it: looked up once the history has settled."""
        self._turn(State.UNCERTAIN, now + rest, reason)

    def failed(self, now: datetime, reason: str) -> None:
        """The product itself failed over it: again later, ever more seldom."""
        if self.state in PERHAPS_SENT:
            self.lost(now, reason)
        else:
            self.attempts += 1
            self.wait(now + backoff(self.attempts), reason)

    @property
    def searched(self) -> Search:
        """How far the search for it has come."""
        return Search(**(self.search or {}))

    def search_on(self, now: datetime, cursor: str, pages: int) -> None:
        """It may stand on a page that was not read yet: go on from there, after all the others."""
        done = self.searched
        self.search = asdict(replace(done, pages=done.pages + pages, cursor=cursor))
        self.state = State.UNCERTAIN
        self.next_at = now

    def not_found(self, now: datetime) -> None:
        """It was looked up and is not there: look once more, later; then send it again."""
        looks = self.searched.looks + 1
        self.search = asdict(Search(looks))
        if looks >= LOOKS:
            self.again(now)
        else:
            self.state = State.UNCERTAIN
            self.next_at = now + SECOND_LOOK

    def release(self, now: datetime) -> None:
        """Whoever claimed it did nothing with it."""
        if self.state is State.UNCERTAIN:
            self.next_at = now
            return
        self.attempts -= self.state is State.SENDING
        self.again(now)

    def let_go(self, now: datetime) -> None:
        """Whoever claimed it ends here; what is leaving at this moment stays as it is."""
        if self.state is not State.SENDING:
            self.release(now)

    def again(self, now: datetime) -> None:
        """It has not left: send it once more."""
        self.state = State.PLANNED
        self.next_at = now

    def wait(self, until: datetime, reason: str) -> None:
        """Something else must go out first; nothing has gone wrong."""
        self._turn(State.PLANNED, until, reason)

    def rest(self, until: datetime) -> None:
        """Quiet hours are kept. They move the time it is due: it is not late after them."""
        self.wait(until, "quiet hours")
        self.due_at = until

    def hold(self, now: datetime, reason: str) -> None:
        """Something stands against posting; looked at again while it is worth it."""
        self._turn(State.HELD, now + HOLD_FOR, reason)

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
        self._turn(State.PLANNED, now)
        self.due_at = now

    def skip(self, reason: str) -> None:
        """Not sent, on purpose, for a recorded reason."""
        self._turn(State.SKIPPED, None, reason)

    def die(self, reason: str) -> None:
        """It can never be sent."""
        self._turn(State.DEAD, None, reason)

    def _turn(self, state: State, next_at: datetime | None, reason: str | None = None) -> None:
        self.state, self.next_at, self.reason = state, next_at, reason


def once_key(account_id: int | None, kind: Kind, period: str) -> str:
    """The key under which the database lets a notice of an account, kind and period exist once."""
    return f"{account_id or '-'}/{kind}/{period}"


def backoff(attempts: int) -> timedelta:
    """How long to wait after so many refused attempts: doubling, up to half an hour."""
    doublings = min(max(attempts - 1, 0), 10)
    return min(FIRST_BACKOFF * (1 << doublings), LONGEST_BACKOFF)
