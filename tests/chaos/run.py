"""One run: a workspace of many accounts on the last working day, and senders that are killed."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.process import BaseProcess

from domain.light import Colour
from domain.notice import State
from scheduler.planner import Planner
from storage import migrate
from storage.engine import open_engine
from storage.queues import Queues
from storage.unit_of_work import units_of_work
from tests.chaos.traffic import BEFORE, TURNS, furnish, turn
from tests.chaos.verdict import Outcome, judged
from tests.chaos.worker import FastClock, live
from tests.slack.fake.people import TEAM
from tests.slack.fake.remote import RemoteFakeSlack

START = datetime(2024, 4, 30, 6, 59, tzinfo=UTC)
"""A minute before nine in Berlin, on the last working day of April."""

SPEED = 12.0
"""A lease of a minute is over in five seconds: time enough on a busy machine."""

HISTORY_LAG = 4.0
"""Seconds, by the senders' clock, after which a message stands in the history: it settles later."""

SLOW = 0.02
"""Seconds that every call of Slack takes at least, so that a kill often falls into one."""

LONGEST_LIFE = 4.0
"""Seconds after which a sender is killed at the latest: it may have to wait for a lease to end."""

POST = "chat.postMessage"
METHODS = (
    *(POST, "chat.update", "conversations.info", "conversations.history", "conversations.replies"),
    *("conversations.members", "users.conversations", "users.info"),
    *("files.getUploadURLExternal", "files.completeUploadExternal"),
)

Faults = tuple[tuple[str, float], ...]
"""How Slack fails, each with the share of calls that fail so."""

KINDS = (
    *("ratelimited", "http_500", "http_503", "drop_before", "accept_then_drop"),
    "accept_then_500",
)
EVERY_FAULT: Faults = tuple((kind, 0.2 / len(KINDS)) for kind in KINDS)
"""Every kind of fault there is but for hanging, a fifth of all calls together."""

KNOWN_SOON: Faults = (("ratelimited", 0.05), ("http_503", 0.05), ("accept_then_drop", 0.02))
"""Faults of which it is soon known what became of the message."""

PATIENCE = 400.0
"""Seconds in which senders that are left alone must have finished at least one more notice."""

TOLD_EVERY = 50
"""After so many kills it is told how far a run is."""

FORK = get_context("forkserver")
FORK.set_forkserver_preload(["tests.chaos.worker"])


@dataclass(frozen=True)
class Storm:
    """What a run goes through: accounts, kills, senders at once, and how often Slack fails how."""

    accounts: int
    kills: int
    senders: int = 3
    faults: Faults = EVERY_FAULT
    seed: int = 1


def migrated(url: str) -> str:
    """The address of an empty database, at the newest schema from now on."""
    engine = open_engine(url)
    migrate.upgrade(engine)
    units_of_work(engine)  # the classes know their tables: two runs at once cannot both tell them
    engine.dispose()
    return url


def run(
    database_url: str,
    slack: RemoteFakeSlack,
    storm: Storm,
    tell: Callable[[str], object] = lambda _far: None,
) -> Outcome:
    """Let the accounts have their review and turn their lights while senders are killed.

    On a migrated database; `tell` hears from time to time how far it is.
    """
    began = time.monotonic()
    chance = random.Random(storm.seed)
    engine = open_engine(database_url)
    open_uow = units_of_work(engine)
    slack.do("reset")
    slack.do("set_clock", (START - BEFORE).timestamp(), time.time(), 1.0)
    homes = furnish(open_uow, slack, storm.accounts, START)
    Planner(TEAM, open_uow, lambda: START).plan()  # works out when each routine is due
    _trouble(slack, storm)
    clock = FastClock(START, time.time(), SPEED)
    slack.do("set_clock", START.timestamp(), clock.begun, SPEED)
    with senders(database_url, slack, clock, storm.senders) as running:
        for number, turned in enumerate(turns(homes, storm.kills)):
            if number % TOLD_EVERY == 0:
                tell(f"{number} kills, {slack.do('count', POST)} posts")
            live_a_while(slack, chance)
            running.replace(chance.randrange(storm.senders))
            for home, colour in turned:
                turn(open_uow, home, clock(), colour)
        under_fire = slack.do("count", POST)
        wait_until_done(Queues(engine), tell)
    outcome = judged(open_uow, slack, homes, kills=storm.kills)
    engine.dispose()
    return replace(outcome, under_fire=under_fire, seconds=time.monotonic() - began)


def _trouble(slack: RemoteFakeSlack, storm: Storm) -> None:
    slack.do("set_history_lag", HISTORY_LAG)
    slack.do("set_latency", SLOW)
    for method in METHODS:
        for kind, share in storm.faults:
            slack.do("fail", method, times=None, kind=kind, chance=share, retry_after=1)


def turns(homes: Sequence[str], kills: int) -> Iterator[list[tuple[str, Colour]]]:
    """What is turned after each kill, so that in the end every light was turned twice."""
    todo = [(home, colour) for colour in TURNS for home in homes]
    for number in range(kills):
        first, last = (len(todo) * each // kills for each in (number, number + 1))
        yield todo[first:last]


def live_a_while(slack: RemoteFakeSlack, chance: random.Random) -> None:
    """Wait until the senders have begun another post or two, and then a blink more.

    Counted in posts, not in seconds: on a busy machine they would be killed before the first one,
    for which there is all the time.
    """
    begun = slack.do("count", POST)
    enough = max(begun + chance.randint(0, 3), 1)
    until = time.monotonic() + (LONGEST_LIFE if begun else PATIENCE)
    while slack.do("count", POST) < enough and time.monotonic() < until:
        time.sleep(0.005)
    time.sleep(chance.uniform(0, 2 * SLOW))


class Senders:
    """Processes at work on one database, any of which may be killed at any time."""

    def __init__(self, database_url: str, slack: RemoteFakeSlack, clock: FastClock) -> None:
        """Nobody works yet."""
        self._asked = (database_url, slack.api_url, clock)
        self.running: list[BaseProcess] = []

    def start(self) -> None:
        """One more; back once it is at work."""
        ready = FORK.Event()
        process: BaseProcess = FORK.Process(target=live, args=(*self._asked, ready))
        process.start()
        self.running.append(process)
        assert ready.wait(PATIENCE), "the sender did not start"

    def kill(self, place: int) -> None:
        """With SIGKILL."""
        process = self.running.pop(place)
        process.kill()
        process.join()

    def replace(self, place: int) -> None:
        """Kill one, and have another begin."""
        self.kill(place)
        self.start()


@contextmanager
def senders(
    database_url: str, slack: RemoteFakeSlack, clock: FastClock, count: int
) -> Iterator[Senders]:
    """So many at work, killed at the end of the block."""
    found = Senders(database_url, slack, clock)
    try:
        for _ in range(count):
            found.start()
        yield found
    finally:
        while found.running:
            found.kill(0)


def wait_until_done(queues: Queues, tell: Callable[[str], object]) -> None:
    """Wait until nothing is owed any more; the verdict says so if that never comes.

    Counted by a query that takes no lock, so that the senders have the database to themselves.
    """
    owed, until = -1, 0.0
    while (now := left(queues)) and (now != owed or time.monotonic() < until):
        if now != owed:
            tell(f"{now} notices are owed")
            owed, until = now, time.monotonic() + PATIENCE
        time.sleep(0.5)


def left(queues: Queues) -> int:
    """How many notices are not done with."""
    return sum(line.count for line in queues.standing(TEAM) if line.state is not State.DEAD)
