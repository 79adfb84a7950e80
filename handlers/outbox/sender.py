"""The sender: takes pending notices to where they belong, each once.

claim -> ask Slack about the channel -> policy -> compose -> commit "sending" -> post -> record.
No transaction is open while Slack is asked. A sender that dies anywhere on this way leaves a
notice that the next one takes over: planned if nothing had left, uncertain if it may have.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from http.client import HTTPException

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from domain.account import Account
from domain.channel import Obstacle
from domain.language import Language
from domain.notice import WAIT_FOR, Notice, State
from handlers.blocks.message import Message
from handlers.directory import Directory
from handlers.failures import attempt
from handlers.outbox import posting
from handlers.outbox.composer import Composition, Moot
from handlers.outbox.composers import COMPOSERS
from handlers.outbox.journal import write_down
from handlers.outbox.rate_limit import RateLimiter
from services import facts, mutes, notices, workspace
from services.notices import Change
from storage.queues import Queues
from storage.unit_of_work import OpenUnitOfWork, UnitOfWork

log = structlog.get_logger()

BATCH = 20
"""Notices claimed at once: few enough to be sent well within one lease."""


@dataclass(frozen=True)
class Target:
    """A message, and the earlier one it rewrites or answers."""

    message: Message
    edited: posting.Sent | None
    parent: posting.Sent | None


@dataclass(frozen=True)
class Sender:
    """Sends the pending notices of one workspace's Slack. `client` must not retry by itself."""

    workspace_id: str
    client: WebClient
    directory: Directory
    queues: Queues
    open_uow: OpenUnitOfWork
    clock: Callable[[], datetime]
    language: Language
    rate_limiter: RateLimiter = field(default_factory=RateLimiter)

    def drain(self) -> int:
        """Send everything that is due; how many notices were worked on."""
        done = 0
        while claimed := self.queues.claim(self.workspace_id, self.clock(), BATCH):
            for notice in claimed:
                attempt(partial(self.deliver, notice), partial(self._put_off, notice))
            done += len(claimed)
        return done

    def deliver(self, notice: Notice) -> None:
        """Take one claimed notice one step further."""
        self._step(notice)
        write_down(notice)

    def _step(self, notice: Notice) -> None:
        if notice.state is State.UNCERTAIN:
            self._look_up(notice)
            return
        if not notice.is_dm and self._is_stale(notice):
            self.directory.channel(notice.to)
        if self._needs_audience(notice):
            self.directory.audience(notice.to)
        target = self._prepare(notice, parent_is_deleted=self._is_parent_deleted(notice))
        if target is not None:
            self._record(notice, self._send(notice, target))

    def _put_off(self, notice: Notice, incident: str) -> None:
        """A notice over which the product fails must not keep those behind it from going out."""
        now = self.clock()
        notices.settle(self.open_uow, notice, lambda mine: mine.failed(now, f"incident {incident}"))

    def _is_stale(self, notice: Notice) -> bool:
        with self.open_uow(notice.workspace_id) as uow:
            return notices.is_stale(uow.channels.get(notice.to), self.clock())

    def _needs_audience(self, notice: Notice) -> bool:
        with self.open_uow(notice.workspace_id) as uow:
            return notices.needs_audience(uow, notice, self.clock())

    def _is_parent_deleted(self, notice: Notice) -> bool | None:
        """Whether the thread it belongs to is gone; None where that cannot be told now.

        A message sent a moment ago is taken to be there: the history may not know it yet.
        """
        with self.open_uow(notice.workspace_id) as uow:
            parent = uow.notices.get(notice.replies_to) if notice.replies_to else None
        if parent is None or not parent.has_settled(self.clock()):
            return False
        return posting.is_deleted(self.client, _place_of(parent))

    def _prepare(self, notice: Notice, *, parent_is_deleted: bool | None) -> Target | None:
        """Policy and composition; commits "sending", or why there is nothing to send."""
        now = self.clock()
        with self.open_uow(notice.workspace_id) as uow:
            current = uow.notices.get(notice.saved_id)
            if current is None or current.version != notice.version:
                return None
            if parent_is_deleted is None:
                current.refused(now, "nobody knows whether its thread is there")
            elif parent_is_deleted:
                _renew_parent(uow, current, now)
            target = self._decide(uow, current, now) if current.is_in_flight else None
            uow.commit()
            notice.follow(current)
            return target

    def _decide(self, uow: UnitOfWork, notice: Notice, now: datetime) -> Target | None:
        account = uow.accounts.get(notice.account_id) if notice.account_id else None
        moot = (
            notices.is_moot(notice, account, now)
            or notices.readdress(uow, notice, account)
            or mutes.silence(uow, notice, now)
        )
        if moot is not None:
            notice.skip(moot)
            return None
        obstacle = notices.obstacle_to(uow, notice, now)
        if obstacle is not None:
            self._hold(uow, notice, account, obstacle)
            return None
        quiet = mutes.quiet_until(uow, notice, now)
        if quiet is not None:
            notice.rest(quiet)
            return None
        try:
            return self._target(uow, notice, account, now)
        except Moot as reason:
            notice.skip(str(reason))
        except NotYet as first:
            notice.wait(max(now + WAIT_FOR, first.until or now), "waits for another message")
        return None

    def _target(
        self, uow: UnitOfWork, notice: Notice, account: Account | None, now: datetime
    ) -> Target:
        message = COMPOSERS[notice.kind](Composition(uow, notice, account, now, self.language))
        target = Target(message, edited=_edited(uow, notice), parent=_parent(uow, notice))
        notice.sending(now)
        return target

    def _hold(
        self, uow: UnitOfWork, notice: Notice, account: Account | None, obstacle: Obstacle
    ) -> None:
        is_passing = obstacle is Obstacle.UNKNOWN and notice.reason != obstacle
        notice.hold(self.clock(), obstacle)
        # One look-up that failed is no news yet: the next may succeed.
        if notice.is_dm or is_passing:
            return
        if account is not None:
            facts.tell_of_obstacle(uow, account, obstacle, self.clock())
        elif notice.kind in workspace.KINDS:
            workspace.tell_admin(uow, obstacle, self.clock())

    def _send(self, notice: Notice, target: Target) -> posting.Outcome:
        self.rate_limiter.wait(notice.to)
        if target.edited is not None:
            return posting.edit(self.client, target.edited, target.message)
        thread_ts = target.parent.ts if target.parent else None
        return posting.post(self.client, notice, target.message, thread_ts)

    def _record(self, notice: Notice, outcome: posting.Outcome) -> None:
        if isinstance(outcome, posting.Blocked):
            self._block(notice, outcome.obstacle)
            return
        if isinstance(outcome, posting.Deleted):
            self._renew(notice)
            return
        if not notices.settle(self.open_uow, notice, _change_for(outcome, self.clock())):
            log.warning("notice.taken_over", notice=notice.id)

    def _renew(self, notice: Notice) -> None:
        """Somebody deleted what was to be rewritten: post it anew, once, if the team needs it."""
        now = self.clock()
        with self.open_uow(notice.workspace_id) as uow:
            current = uow.notices.get(notice.saved_id)
            if current is None or current.version != notice.version:
                return
            edited = uow.notices.get(current.edits or 0)
            if edited is not None and edited.promise.renewed:
                account = uow.accounts.get(edited.account_id) if edited.account_id else None
                notices.again(uow, edited, account, now)
            current.die(posting.Deleted.reason)
            uow.commit()
            notice.follow(current)

    def _block(self, notice: Notice, obstacle: Obstacle) -> None:
        """Slack named an obstacle that our facts did not know: remember it, hold, tell."""
        now = self.clock()
        with self.open_uow(notice.workspace_id) as uow:
            current = uow.notices.get(notice.saved_id)
            if current is None or current.version != notice.version:
                return
            account = uow.accounts.get(notice.account_id) if notice.account_id else None
            notices.remember(uow, notice.to, obstacle, now)
            self._hold(uow, current, account, obstacle)
            uow.commit()
            notice.follow(current)

    def _look_up(self, notice: Notice) -> None:
        """A lost notice: adopt it if it stands in the channel, else send it again."""
        notices.settle(self.open_uow, notice, self._found(notice))

    def _found(self, notice: Notice) -> Change:
        if notice.edits is not None:
            return lambda lost: lost.again(self.clock())
        try:
            found = posting.find(self.client, notice, self._thread(notice))
        except SlackApiError as error:
            return self._without_history(notice, error)
        except (OSError, HTTPException) as error:
            reason = type(error).__name__
            return lambda lost: lost.lost(self.clock(), reason)
        if found is None:
            return lambda lost: lost.again(self.clock())
        return lambda lost: lost.sent(found.channel_id, found.ts, self.clock())

    def _without_history(self, notice: Notice, error: SlackApiError) -> Change:
        """Nobody can tell: an alert goes out once more, what can wait for the next does not."""
        if posting.may_be_asked_again(error):
            return lambda lost: lost.lost(self.clock(), "history unavailable")
        if notice.promise.again and notice.attempts == 1:
            return lambda lost: lost.again(self.clock())
        return lambda lost: lost.skip("perhaps sent; the history cannot be read")

    def _thread(self, notice: Notice) -> str | None:
        with self.open_uow(notice.workspace_id) as uow:
            parent = _parent(uow, notice)
            return parent.ts if parent else None


@dataclass(eq=False)
class NotYet(Exception):
    """Another message must go out first.

    `until`: when somebody looks at the other one again.
    """

    until: datetime | None


def _parent(uow: UnitOfWork, notice: Notice) -> posting.Sent | None:
    """The message it answers; raises NotYet, and Moot where that will never be sent."""
    if notice.replies_to is None:
        return None
    parent = uow.notices.get(notice.replies_to)
    if parent is not None and not parent.is_final:
        raise NotYet(parent.next_at)
    return _place_of(parent)


def _edited(uow: UnitOfWork, notice: Notice) -> posting.Sent | None:
    """The message it rewrites; raises NotYet, and Moot where that was not sent.

    One that goes out later is composed from how things stand then: nothing is left to rewrite.
    """
    if notice.edits is None:
        return None
    edited = uow.notices.get(notice.edits)
    if edited is not None and edited.is_in_flight:
        raise NotYet(edited.next_at)
    return _place_of(edited)


def _place_of(other: Notice | None) -> posting.Sent:
    if other is None or other.channel_id is None or other.ts is None:
        raise Moot("its message was never posted")
    return posting.Sent(other.channel_id, other.ts)


def _renew_parent(uow: UnitOfWork, notice: Notice, now: datetime) -> None:
    """Its thread was deleted: post that once more and wait for it; never fall out of a thread."""
    parent = uow.notices.get(notice.replies_to or 0)
    account = uow.accounts.get(notice.account_id) if notice.account_id else None
    renewed = notices.again(uow, parent, account, now) if parent is not None else None
    if renewed is None:
        notice.skip("its thread was deleted twice")
        return
    notice.replies_to = renewed.id
    notice.wait(now, "its thread is posted again")


def _change_for(outcome: posting.Outcome, now: datetime) -> Change:
    """What an outcome means for the notice."""
    match outcome:
        case posting.Sent(channel_id, ts):
            return lambda notice: notice.sent(channel_id, ts, now)
        case posting.Refused(reason, after):
            return lambda notice: notice.refused(now, reason, after)
        case posting.Lost(reason):
            return lambda notice: notice.lost(now, reason)
        case posting.Blocked(obstacle):
            return lambda notice: notice.hold(now, obstacle)
        case posting.Deleted() | posting.Impossible():
            return lambda notice: notice.die(outcome.reason)
