"""One run: a workspace of many accounts on the last working day, and a sender that is killed."""

import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from typing import Any

from sqlalchemy import Engine

from domain.account import Account
from domain.calendar import Month
from domain.language import Language
from domain.notice import Kind, Notice, State
from scheduler.planner import Planner
from services import routines
from storage import migrate
from storage.engine import open_engine
from storage.troubles import StorageBusy
from storage.unit_of_work import OpenUnitOfWork, units_of_work
from tests.builders import all_of
from tests.chaos.worker import FastClock, live
from tests.slack.fake.people import TEAM
from tests.slack.fake.remote import RemoteFakeSlack

START = datetime(2024, 4, 30, 6, 59, tzinfo=UTC)
"""A minute before nine in Berlin, on the last working day of April, long before what the fake
Slack says is now: a lost message is looked for from when it was due."""

SPEED = 12.0
"""A lease of a minute is over in five seconds: time enough on a busy machine."""

HISTORY_LAG = 0.3
"""Seconds after which a message stands in the history: well within the time to settle."""

SLOW = 0.02
"""Seconds that every call of Slack takes at least, so that a kill often falls into one."""

LONGEST_LIFE = 8.0
"""Seconds after which a sender is killed at the latest: it may have to wait for a lease to end."""

POST = "chat.postMessage"

PATIENCE = 100.0
"""Seconds in which a sender that is left alone must be done with everything."""

FORK = get_context("forkserver")
FORK.set_forkserver_preload(["tests.chaos.worker"])


@dataclass(frozen=True)
class Outcome:
    """What came of a run.

    `killed_at_work`: with reviews still to be posted; `under_fire`: posted by senders that were
    killed; `looked_up`: killed while sending, so that the next one had to ask Slack.
    """

    reviews: int
    kills: int
    posts: Counter[str]
    planned: Counter[str]
    unsent: int
    sent_again: int
    looked_up: int
    killed_at_work: int = 0
    under_fire: int = 0
    seconds: float = 0.0
    left: tuple[str, ...] = ()

    @property
    def missing(self) -> int:
        """Reviews that never appeared."""
        return self.reviews - len(self.posts)

    @property
    def twice(self) -> int:
        """Posts that stand in a channel a second time."""
        return sum(self.posts.values()) - len(self.posts)

    @property
    def is_good(self) -> bool:
        """Every review posted, none twice."""
        counts = (self.missing, self.twice, self.unsent)
        return counts == (0, 0, 0) and set(self.planned.values()) == {1}

    def __str__(self) -> str:
        """For whoever waits at a terminal."""
        return (
            f"{self.reviews} reviews, {self.kills} kills ({self.killed_at_work} at work): "
            f"{len(self.posts)} posted ({self.under_fire} under fire), {self.missing} missing, "
            f"{self.twice} twice; killed while sending and looked up: {self.looked_up}, "
            f"sent once more: {self.sent_again}; {self.seconds:.0f} s; left: {self.left}"
        )


def run(
    database_url: str, slack: RemoteFakeSlack, *, reviews: int, kills: int, seed: int = 1
) -> Outcome:
    """Let `reviews` accounts have their review while the sender is killed `kills` times."""
    began = time.monotonic()
    chance = random.Random(seed)
    engine = open_engine(database_url)
    open_uow = prepare(engine, slack, reviews)
    clock = FastClock(START, time.time(), SPEED)
    at_work = 0
    for _ in range(kills):
        at_work += slack.do("count", POST) < reviews
        with a_sender(database_url, slack, clock):
            live_a_while(slack, chance, most=2 * reviews // kills - 1)
    under_fire = len(posts(slack))
    with a_sender(database_url, slack, clock):
        wait_until_done(open_uow)
    outcome = judged(open_uow, slack, reviews=reviews, kills=kills)
    engine.dispose()
    seconds = time.monotonic() - began
    return replace(outcome, killed_at_work=at_work, under_fire=under_fire, seconds=seconds)


def live_a_while(slack: RemoteFakeSlack, chance: random.Random, *, most: int) -> None:
    """Wait until the sender has begun some posts, `most` at most, and then a blink more.

    Counted in posts, not in seconds: on a busy machine it would be killed before its first one.
    """
    enough = slack.do("count", POST) + chance.randint(0, most)
    until = time.monotonic() + LONGEST_LIFE
    while slack.do("count", POST) < enough and time.monotonic() < until:
        time.sleep(0.002)
    time.sleep(chance.uniform(0, 2 * SLOW))


@contextmanager
def a_sender(database_url: str, slack: RemoteFakeSlack, clock: FastClock) -> Iterator[None]:
    """A sender process at work, killed with SIGKILL at the end of the block."""
    ready = FORK.Event()
    process: BaseProcess = FORK.Process(
        target=live, args=(database_url, slack.api_url, clock, ready)
    )
    process.start()
    try:
        assert ready.wait(PATIENCE), "the sender did not start"
        yield
    finally:
        process.kill()
        process.join()


def prepare(engine: Engine, slack: RemoteFakeSlack, reviews: int) -> OpenUnitOfWork:
    """A database and a workspace with so many accounts, each in a channel of its own."""
    migrate.upgrade(engine)
    open_uow = units_of_work(engine)
    slack.do("reset")
    with open_uow(TEAM) as uow:
        for number in range(1, reviews + 1):
            slack.do("add_channel", channel_of(number), f"account-{number}")
            account = uow.accounts.add(an_account(number))
            uow.flush()
            routines.begin(uow, account)
        uow.commit()
    Planner(TEAM, open_uow, lambda: START).plan()  # works out when each routine is due
    slack.do("set_history_lag", HISTORY_LAG)
    slack.do("set_latency", SLOW)
    return open_uow


def channel_of(number: int) -> str:
    """The home of an account."""
    return f"C{number:06}"


def an_account(number: int) -> Account:
    """An account in Berlin."""
    return Account(
        workspace_id=TEAM,
        name=f"Account {number}",
        channel_id=channel_of(number),
        owner_id=None,
        language=Language.ENGLISH,
        time_zone="Europe/Berlin",
        created_at=START,
    )


def wait_until_done(open_uow: OpenUnitOfWork) -> None:
    """Wait until nothing is owed any more; the verdict says so if that never comes."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with suppress(StorageBusy):  # the sender has it
            notices = all_of(open_uow, Notice, TEAM)
            if notices and all(notice.is_final for notice in notices):
                return
        time.sleep(0.5)


def judged(
    open_uow: OpenUnitOfWork, slack: RemoteFakeSlack, *, reviews: int, kills: int
) -> Outcome:
    """What Slack has, beside what the database says."""
    notices = [each for each in all_of(open_uow, Notice, TEAM) if each.kind is Kind.REVIEW]
    expected = str(Month.of(START.date()).next)
    assert {notice.period for notice in notices} == {expected}
    return Outcome(
        reviews=reviews,
        kills=kills,
        posts=Counter(post["channel"] for post in posts(slack)),
        planned=Counter(notice.to for notice in notices),
        unsent=sum(notice.state is not State.SENT for notice in notices),
        left=tuple(f"{n.state}: {n.reason}" for n in notices if n.state is not State.SENT),
        sent_again=sum(notice.attempts > 1 for notice in notices),
        looked_up=slack.do("count", "conversations.history"),
    )


def posts(slack: RemoteFakeSlack) -> list[dict[str, Any]]:
    """The messages that stand in channels by themselves."""
    return [post for post in slack.see("ledger") if not post.get("thread_ts")]
