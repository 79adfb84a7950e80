"""The sender: takes pending notices to where they belong, each once.

claim -> ask Slack about the channel -> policy -> compose -> commit "sending" -> post -> record.
A notice is claimed together with its channel, so that one message is on its way to a channel at a
time. No transaction is open while Slack is asked. A sender that dies anywhere on this way leaves
a notice that the next one takes over: planned if nothing had left, uncertain if it may have.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from functools import partial

import structlog

from domain.account import Account
from domain.channel import Obstacle
from domain.language import Language
from domain.notice import LEASE, WAIT_FOR, Notice, State
from domain.notice_kinds import Kind
from handlers.blocks.message import Message
from handlers.directory import Directory
from handlers.failures import attempt
from handlers.outbox import canvases, posting
from handlers.outbox.channel_facts import ChannelFacts
from handlers.outbox.client import SlackClient
from handlers.outbox.composer import Composition, Moot, in_place_of
from handlers.outbox.composers import COMPOSERS
from handlers.outbox.lost import LostNotices
from handlers.outbox.outcomes import change_for, write_down
from handlers.outbox.places import (
    Elsewhere,
    NotYet,
    edited_by,
    parent_of,
    place_of,
    renew_edited,
    renew_parent,
)
from handlers.outbox.rate_limit import RateLimiter
from handlers.outbox.transport import TooLate
from services import facts, mutes, notices, obstacles, pages, undelivered, workspace
from storage.queues import Queues
from storage.unit_of_work import OpenUnitOfWork, UnitOfWork

log = structlog.get_logger()

CALL = timedelta(seconds=25)
"""A request leaves at least this long before its lease ends: it is over by then."""


@dataclass(frozen=True)
class Target:
    """A message, and the earlier one it rewrites or answers."""

    message: Message
    edited: posting.Sent | None
    parent: posting.Sent | None


@dataclass(frozen=True)
class Delivery:
    """A notice that was claimed, and its channel with it, until `taken`.

    `leave_by`: the moment of the steady clock after which nothing may leave for it any more.
    """

    notice: Notice
    channel: str
    taken: datetime
    leave_by: float


class Step(Enum):
    """Whether a step wrote, or may have, to the channel; SETTLED: and has let go of it."""

    NOTHING = auto()
    WRITTEN = auto()
    SETTLED = auto()


@dataclass(frozen=True)
class Sender:
    """Sends the pending notices of one workspace's Slack. `client` must not retry by itself."""

    workspace_id: str
    client: SlackClient
    directory: Directory
    queues: Queues
    open_uow: OpenUnitOfWork
    clock: Callable[[], datetime]
    language: Language
    rate_limiter: RateLimiter
    seconds: Callable[[], float]

    def claim(self, limit: int, but: Collection[str] = ()) -> Sequence[Delivery]:
        """Take what may be sent now, one notice a channel; nothing while Slack is down.

        `but` are the channels in which this process has something on its way.
        """
        self.rate_limiter.refresh()
        if not self.rate_limiter.is_up(self.client.answers):
            return []
        now, by = self.clock(), self.seconds() + (LEASE - CALL).total_seconds()
        claimed = self.queues.claim(self.workspace_id, now, limit, but=but)
        return [Delivery(notice, notice.to, now + LEASE, by) for notice in claimed]

    def deliver(self, delivery: Delivery) -> None:
        """Take one claimed notice one step further, and let go of its channel."""
        notice = delivery.notice
        step = attempt(partial(self._step, delivery), partial(self._put_off, notice))
        if step is not Step.SETTLED:
            free_at = self._free_at() if step is Step.WRITTEN else self.clock()
            self.queues.free(self.workspace_id, delivery.channel, delivery.taken, free_at)
        write_down(notice)

    def _free_at(self) -> datetime:
        """When a channel that was written to now may be written to again."""
        return self.clock() + self.rate_limiter.every

    def let_go(self, delivery: Delivery) -> None:
        """Leave a claimed notice to others, and its channel; what is leaving now is kept."""
        now, notice = self.clock(), delivery.notice
        is_ours = notices.settle(self.open_uow, notice, lambda mine: mine.let_go(now))
        if is_ours and notice.state is not State.SENDING:
            self.queues.free(self.workspace_id, delivery.channel, delivery.taken, now)

    def next_due(self) -> datetime | None:
        """When something more may be sent than now."""
        now = self.clock()
        moments = (
            self.queues.next_due(self.workspace_id, now),
            self.rate_limiter.kept.next_free(self.workspace_id, now),
        )
        return min((each for each in moments if each is not None), default=None)

    def list_channels(self, claimed: Sequence[Delivery]) -> None:
        """Look all channels up at once where that takes fewer calls than one by one."""
        self._facts.list_all([each.notice for each in claimed if not each.notice.is_dm])

    @property
    def _facts(self) -> ChannelFacts:
        return ChannelFacts(
            self.workspace_id, self.directory, self.queues, self.open_uow, self.clock
        )

    def _step(self, delivery: Delivery) -> Step:
        notice = delivery.notice
        if notice.state is State.UNCERTAIN:
            LostNotices(self.client, self.open_uow, self.clock).look_up(notice)
            return Step.NOTHING
        busy = None if notice.is_dm else self._facts.learn(notice)
        if busy is not None:
            self._wait_for_slack(notice, busy)
            return Step.NOTHING
        target = self._prepare(delivery, parent_is_deleted=self._is_parent_deleted(notice))
        if target is None:
            return Step.NOTHING
        try:
            outcome = self._send(delivery, target)
        except TooLate:
            notices.settle(self.open_uow, notice, lambda mine: mine.release(self.clock()))
            return Step.NOTHING
        return self._record(delivery, outcome)

    def _wait_for_slack(self, notice: Notice, method: str) -> None:
        """Slack was busy, or did not answer: that delays a notice, and says nothing of it."""
        now = self.clock()
        until = self.rate_limiter.closed_until(method)
        rest = until - now if until is not None else None
        notices.settle(self.open_uow, notice, lambda mine: mine.put_off(now, "Slack is busy", rest))

    def _put_off(self, notice: Notice, incident: str) -> Step:
        """A notice over which the product fails must not keep those behind it from going out."""
        reason = f"incident {incident}"
        notices.settle(self.open_uow, notice, lambda mine: mine.failed(self.clock(), reason))
        return Step.WRITTEN

    def _is_parent_deleted(self, notice: Notice) -> bool | None:
        """Whether the thread it belongs to is not there; None where that cannot be told now.

        A message sent a moment ago is taken to be there: the history may not know it yet.
        """
        with self.open_uow(notice.workspace_id) as uow:
            parent = uow.notices.get(notice.replies_to) if notice.replies_to else None
        if parent is None:
            return False
        if parent.stands_outside(notice.to):
            return True  # it stands where the account lived before
        if not parent.has_settled(self.clock()):
            return False
        return posting.is_deleted(self.client, place_of(parent))

    def _prepare(self, delivery: Delivery, *, parent_is_deleted: bool | None) -> Target | None:
        """Policy and composition; commits "sending", or why there is nothing to send."""
        now, notice = self.clock(), delivery.notice
        with self.open_uow(notice.workspace_id) as uow:
            current = notices.as_it_stands(uow, notice)
            if current is None:
                return None
            if parent_is_deleted is None:
                current.put_off(now, "nobody knows whether its thread is there")
            elif parent_is_deleted:
                renew_parent(uow, current, now)
            target = self._decide(uow, current, now) if current.is_in_flight else None
            if target is not None:
                self.rate_limiter.learn(uow.notices.closed_methods())
            uow.commit()
            notice.follow(current)
            return target

    def _decide(self, uow: UnitOfWork, notice: Notice, now: datetime) -> Target | None:
        account = uow.accounts.get(notice.account_id) if notice.account_id else None
        if self._is_kept_back(uow, notice, account, now):
            return None
        try:
            return self._target(uow, notice, account, now)
        except Elsewhere as reason:
            renew_edited(uow, notice, now)
            notice.skip(str(reason))
        except Moot as reason:
            notice.skip(str(reason))
        except NotYet as first:
            notice.wait(max(now + WAIT_FOR, first.until or now), "waits for another message")
        return None

    def _is_kept_back(
        self, uow: UnitOfWork, notice: Notice, account: Account | None, now: datetime
    ) -> bool:
        """Whether there is a reason not to send it now, which it is told."""
        addressed = notice.to
        moot = (
            obstacles.is_moot(notice, account, now)
            or obstacles.is_untrue(uow, notice, account, now)
            or notices.readdress(uow, notice, account, now)
            or mutes.silence(uow, notice, now)
        )
        if moot is not None:
            notice.skip(moot)
        elif notice.to != addressed:
            notice.again(now)  # its turn comes among what is pending for that person
        elif (obstacle := obstacles.obstacle_to(uow, notice, now)) is not None:
            self._hold(uow, notice, account, obstacle)
        elif (quiet := mutes.quiet_until(uow, notice, now)) is not None:
            notice.rest(quiet)
        else:
            return False
        return True

    def _target(
        self, uow: UnitOfWork, notice: Notice, account: Account | None, now: datetime
    ) -> Target:
        composition = Composition(uow, notice, account, now, self.language)
        message = in_place_of(composition, COMPOSERS[notice.kind](composition))
        target = Target(message, edited=edited_by(uow, notice), parent=parent_of(uow, notice))
        notice.sending(now)
        return target

    def _hold(
        self, uow: UnitOfWork, notice: Notice, account: Account | None, obstacle: Obstacle
    ) -> None:
        is_passing = obstacle is Obstacle.UNKNOWN and notice.reason != obstacle
        notice.hold(self.clock(), obstacle)
        if account is not None and not notice.is_dm and notice.to != account.channel_id:
            obstacles.leave_behind(notice, obstacle, self.clock())
            return
        # One look-up that failed is no news yet: the next may succeed.
        if notice.is_dm or is_passing:
            return
        if notice.kind is Kind.PAGE_UPDATE and account and pages.is_emptied(uow, account):
            return  # the owner was told when it was emptied, and nobody waits for it
        if account is not None:
            facts.tell_of_obstacle(uow, account, obstacle, self.clock())
        elif notice.kind in workspace.KINDS:
            workspace.tell_admin(uow, obstacle, self.clock())

    def _send(self, delivery: Delivery, target: Target) -> posting.Outcome | canvases.Stopped:
        """Send, unless the lease is about to end by the time the request would leave."""
        with self.client.leaving_by(delivery.leave_by):
            if isinstance(target.message, canvases.CanvasWork):
                writer = canvases.CanvasWriter(self.client, partial(self._keep, delivery.notice))
                return writer.carry_out(target.message, delivery.notice.attempts)
            if target.edited is not None:
                return posting.edit(self.client, target.edited, target.message)
            thread_ts = target.parent.ts if target.parent else None
            return posting.post(self.client, delivery.notice, target.message, thread_ts)

    def _keep(self, notice: Notice, step: pages.PageStep) -> None:
        pages.keep(self.open_uow, notice, step, self.clock())

    def _record(self, delivery: Delivery, outcome: posting.Outcome | canvases.Stopped) -> Step:
        notice = delivery.notice
        if isinstance(outcome, canvases.Stopped):
            pages.stop(self.open_uow, notice, outcome.trouble, self.clock())
        elif isinstance(outcome, posting.Blocked):
            self._block(notice, outcome.obstacle)
        elif isinstance(outcome, posting.Deleted):
            self._renew(notice)
        else:
            return self._settle(delivery, outcome)
        return Step.WRITTEN

    def _settle(self, delivery: Delivery, outcome: posting.Outcome) -> Step:
        """Keep what became of it, and let go of its channel in the same transaction."""
        now = self.clock()

        def also(uow: UnitOfWork, current: Notice) -> None:
            undelivered.tell_admins(uow, current, now=now)
            uow.notices.free(delivery.channel, delivery.taken, self._free_at())

        if notices.settle(self.open_uow, delivery.notice, change_for(outcome, now), also):
            return Step.SETTLED
        log.warning("notice.taken_over", notice=delivery.notice.id)
        return Step.WRITTEN

    def _renew(self, notice: Notice) -> None:
        """Somebody deleted what was to be rewritten: post it anew, once, if the team needs it."""
        also = partial(renew_edited, now=self.clock())
        notices.settle(self.open_uow, notice, lambda mine: mine.die(posting.Deleted.reason), also)

    def _block(self, notice: Notice, obstacle: Obstacle) -> None:
        """Slack named an obstacle that our facts did not know: remember it, hold, tell."""

        def hold(uow: UnitOfWork, current: Notice) -> None:
            account = uow.accounts.get(notice.account_id) if notice.account_id else None
            notices.remember(uow, notice.to, obstacle, self.clock())
            self._hold(uow, current, account, obstacle)

        notices.settle(self.open_uow, notice, also=hold)
