"""The outbox under load: digests that are due at once, in processes of their own.

`python -m tests.bench.delivery` measures it alone; `make bench` prints it with the rest.
"""

import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Event
from pathlib import Path
from statistics import quantiles

from pydantic import SecretStr

from bot import logging
from bot.app import compose
from bot.background import Threads
from bot.clock import real
from bot.settings import Settings
from bot.workers import Workers
from domain.light import Colour
from domain.notice import Kind
from services import notices, routines
from storage import migrate
from storage.engine import open_engine
from storage.unit_of_work import OpenUnitOfWork, units_of_work
from tests.builders import account, light
from tests.databases import a_postgresql_server, sqlite_url
from tests.slack.fake.people import TEAM, TOKEN
from tests.slack.fake.remote import RemoteFakeSlack, fake_slack_process

POST, INFO, LIST = "chat.postMessage", "conversations.info", "users.conversations"
LATENCY = 0.15
PATIENCE = 600.0
FORK = get_context("forkserver")


@dataclass(frozen=True)
class Sent:
    """What became of a batch: how many, in how many seconds, and how late each was."""

    count: int
    seconds: float
    look_ups: int
    late: Sequence[float]
    fastest_pair: float

    @property
    def p50(self) -> float:
        """Half of them left within so many seconds."""
        return quantiles(self.late, n=100)[49]

    @property
    def p99(self) -> float:
        """All but one in a hundred left within so many seconds."""
        return quantiles(self.late, n=100)[98]

    def __str__(self) -> str:
        """For somebody who waits at a terminal."""
        return (
            f"{self.count} digests in {self.seconds:.1f} s, {self.look_ups} look-ups of channels, "
            f"p50 {self.p50:.1f} s, p99 {self.p99:.1f} s"
        )


def measure(
    url: str, slack: RemoteFakeSlack, *, digests: int, processes: int = 1, hanging: int = 0
) -> Sent:
    """Have so many digests sent at once; `hanging` of their calls are not answered for 20 s."""
    prepare(url, slack, digests)
    stuck = {channel(number * digests // hanging) for number in range(hanging)}
    for each in stuck:
        slack.do("fail", POST, kind="hang", match={"channel": each})
    with senders(url, slack, processes) as begin:
        began = time.time()
        begin.set()
        _wait(slack, digests)
        seconds = time.time() - began
    posts = [post for post in slack.see("ledger") if post["channel"] not in stuck]
    late = [float(post["ts"]) - began for post in posts]
    look_ups = slack.do("count", INFO) + slack.do("count", LIST)
    return Sent(len(posts), seconds, look_ups, late, fastest_pair(posts))


def fastest_pair(posts: Sequence[dict[str, str]]) -> float:
    """The shortest time, in seconds, between two posts of one channel."""
    last: dict[str, float] = {}
    shortest = float("inf")
    for post in posts:
        at = float(post["ts"])
        shortest = min(shortest, at - last.get(post["channel"], float("-inf")))
        last[post["channel"]] = at
    return shortest


def _wait(slack: RemoteFakeSlack, digests: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        channels = Counter(post["channel"] for post in slack.see("ledger"))
        if len(channels) >= digests:
            return
        time.sleep(0.1)
    raise TimeoutError(f"{len(channels)} of {digests} digests were sent")


@contextmanager
def senders(url: str, slack: RemoteFakeSlack, processes: int) -> Iterator[Event]:
    """So many processes that send from when the event is set; they are killed in the end."""
    begin = FORK.Event()
    ready = [FORK.Event() for _ in range(processes)]
    running: list[BaseProcess] = [
        FORK.Process(target=send, args=(url, slack.api_url, each, begin)) for each in ready
    ]
    for process in running:
        process.start()
    try:
        assert all(each.wait(PATIENCE) for each in ready), "a sender did not start"
        yield begin
    finally:
        for process in running:
            process.kill()
            process.join()


def send(url: str, api_url: str, ready: Event, begin: Event) -> None:
    """A process that sends, until it is killed."""
    logging.set_up("ERROR")
    settings = Settings(slack_bot_token=SecretStr(TOKEN), slack_api_url=api_url, database_url=url)
    kam = compose(settings, real, Threads)
    workers = Workers(kam.sender, settings.kam_workers)
    ready.set()
    begin.wait()
    while True:
        workers.watch()
        time.sleep(0.1)


def prepare(url: str, slack: RemoteFakeSlack, digests: int) -> None:
    """So many accounts, each in a channel of its own, that are owed a digest now."""
    engine = open_engine(url)
    migrate.upgrade(engine)
    slack.do("reset")
    for number in range(digests):
        slack.do("add_channel", channel(number), f"account-{number}")
    owe(units_of_work(engine), digests, datetime.now(UTC))
    slack.do("set_latency", LATENCY)
    engine.dispose()


def owe(open_uow: OpenUnitOfWork, digests: int, now: datetime) -> None:
    """Owe a digest to each of so many accounts with a light that is to be decided."""
    yesterday = now - timedelta(days=1)
    with open_uow(TEAM) as uow:
        for number in range(digests):
            kept = uow.accounts.add(
                account(
                    workspace_id=TEAM,
                    name=f"Account {number}",
                    channel_id=channel(number),
                    created_at=yesterday,
                )
            )
            uow.flush()
            routines.begin(uow, kept)
            about = {"workspace_id": TEAM, "account_id": kept.saved_id, "logged_at": yesterday}
            uow.lights.add(
                light(Colour.AMBER, decide_by=yesterday.date(), since=yesterday, **about)
            )
            notices.enqueue(
                uow, Kind.DIGEST, period="now", to=channel(number), now=now, account=kept
            )
        uow.commit()


def channel(number: int) -> str:
    """The home of an account."""
    return f"C{number:06}"


def main() -> None:
    """Measure and print."""
    with (
        tempfile.TemporaryDirectory() as folder,
        a_postgresql_server() as server,
        fake_slack_process() as slack,
    ):
        file = sqlite_url(Path(folder) / "one.sqlite")
        print("SQLite, one process:", measure(file, slack, digests=1000))
        hung = sqlite_url(Path(folder) / "hung.sqlite")
        print("  1 % hanging:", measure(hung, slack, digests=1000, hanging=10))
        print("PostgreSQL, one:", measure(server.new_database(), slack, digests=1000))
        two = measure(server.new_database(), slack, digests=1000, processes=2)
        print("PostgreSQL, two:", two)


if __name__ == "__main__":
    main()
