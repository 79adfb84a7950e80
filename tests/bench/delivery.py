"""The outbox under load: digests that are due at once, in processes of their own.

`python -m tests.bench.delivery` measures it alone; `make bench` prints it with the rest.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Event
from os import sysconf
from pathlib import Path
from statistics import quantiles
from typing import Any

from sqlalchemy import select

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
from storage.notices import notices as notices_table
from storage.unit_of_work import OpenUnitOfWork, units_of_work
from tests.builders import account, light
from tests.builders import channel as known_channel
from tests.databases import a_postgresql_server, sqlite_url
from tests.slack.fake.people import TEAM, TOKEN
from tests.slack.fake.remote import RemoteFakeSlack, fake_slack_process

Json = dict[str, Any]
POST, INFO, LIST = "chat.postMessage", "conversations.info", "users.conversations"
MEMBERS = "conversations.members"
LATENCY = 0.15

BUSY, EXTRA = 20, 3
"""One account in BUSY is owed EXTRA lights besides its digest, which come first and in order."""

SHORTEST = 2.0 * (1 + EXTRA)
"""Seconds within which the messages of one channel leave, a second apart, however few there are."""

PATIENCE = 600.0
FORK = get_context("forkserver")


@dataclass(frozen=True)
class Sent:
    """What became of a batch: how many, in how many seconds, and how late each was."""

    count: int
    seconds: float
    look_ups: int
    worked: float
    late: Sequence[float]
    fastest_pair: float
    disordered: int

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
            f"{self.count} messages in {self.seconds:.1f} s, {self.look_ups} look-ups of channels, "
            f"{self.worked / self.count * 1000:.0f} ms of work a message, "
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
    with senders(url, slack, processes) as (running, begin):
        began, before = time.time(), worked(running)
        begin.set()
        posts = _wait(slack, digests + EXTRA * len(busy(digests)), stuck)
        seconds, work = time.time() - began, worked(running) - before
    late = [float(post["ts"]) - began for post in posts]
    look_ups = sum(slack.do("count", each) for each in (INFO, LIST, MEMBERS))
    return Sent(
        count=len(posts),
        seconds=seconds,
        look_ups=look_ups,
        worked=work,
        late=late,
        fastest_pair=fastest_pair(posts),
        disordered=disordered(url, posts),
    )


def worked(running: Sequence[BaseProcess]) -> float:
    """Seconds that these processes have worked so far, by the kernel's own account."""
    times = 0
    for process in running:
        facts = Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1]
        times += sum(int(each) for each in facts.split()[11:13])
    return times / sysconf("SC_CLK_TCK")


def fastest_pair(posts: Sequence[Json]) -> float:
    """The shortest time, in seconds, between two posts of one channel."""
    last: dict[str, float] = {}
    shortest = float("inf")
    for post in posts:
        at = float(post["ts"])
        shortest = min(shortest, at - last.get(post["channel"], float("-inf")))
        last[post["channel"]] = at
    return shortest


def disordered(url: str, posts: Sequence[Json]) -> int:
    """How many posts came after one of their channel that they should have come before."""
    engine, kept = open_engine(url), notices_table.c
    with engine.connect() as connection:
        rows = connection.execute(select(kept.token, kept.rank, kept.id)).all()
    engine.dispose()
    places = {row.token: (row.rank, row.id) for row in rows}
    last: dict[str, tuple[int, int]] = {}
    count = 0
    for post in posts:
        place = places[post["metadata"]["event_payload"]["id"]]
        count += place < last.get(post["channel"], place)
        last[post["channel"]] = place
    return count


def _wait(slack: RemoteFakeSlack, messages: int, stuck: Collection[str]) -> list[Json]:
    """The posts in channels that do not hang, once they are all there."""
    wanted = messages - sum(1 + EXTRA * (each in busy(messages)) for each in stuck)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        posts = [post for post in slack.see("ledger") if post["channel"] not in stuck]
        if len(posts) >= wanted:
            return posts
        time.sleep(0.2)
    raise TimeoutError(f"{len(posts)} of {wanted} messages were sent")


@contextmanager
def senders(
    url: str, slack: RemoteFakeSlack, processes: int
) -> Iterator[tuple[Sequence[BaseProcess], Event]]:
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
        yield running, begin
    finally:
        for process in running:
            process.kill()
            process.join()


def send(url: str, api_url: str, ready: Event, begin: Event) -> None:
    """A process that sends, until it is killed."""
    logging.set_up("ERROR")
    settings = Settings(slack_bot_token=TOKEN, slack_api_url=api_url, database_url=url)
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
            # The nightly pass knows who reads there; what Slack says of the channel itself is old.
            read = {"audience_at": now, "checked_at": yesterday}
            uow.channels.save(known_channel(workspace_id=TEAM, id=channel(number), **read))
            routines.begin(uow, kept)
            about = {"workspace_id": TEAM, "account_id": kept.saved_id, "logged_at": yesterday}
            uow.lights.add(
                light(Colour.AMBER, decide_by=yesterday.date(), since=yesterday, **about)
            )
            notices.enqueue(
                uow, Kind.DIGEST, period="now", to=channel(number), now=now, account=kept
            )
            for count in range(EXTRA if number % BUSY == 0 else 0):
                uow.lights.add(light(Colour.RED, number=2 + count, since=yesterday, **about))
                notices.enqueue(
                    uow,
                    Kind.LIGHT,
                    period=f"L{2 + count}",
                    to=channel(number),
                    now=now,
                    account=kept,
                    subject=f"L{2 + count}",
                )
        uow.commit()


def busy(digests: int) -> set[str]:
    """The channels that are owed more than a digest."""
    return {channel(number) for number in range(0, digests, BUSY)}


def channel(number: int) -> str:
    """The home of an account."""
    return f"C{number:06}"


def aim(what: str, found: float, at_most: float) -> None:
    """Say whether it holds."""
    verdict = "holds" if found <= at_most else "MISSED"
    print(f"  {verdict:7}{what}: {found:.2f} (at most {at_most:g})", flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(prog="tests.bench.delivery", description=__doc__)
    options.add_argument("--digests", type=int, default=1000)
    digests = options.parse_args(arguments).digests
    share = digests / 1000
    with (
        tempfile.TemporaryDirectory() as folder,
        a_postgresql_server() as server,
        fake_slack_process() as slack,
    ):
        print(f"{digests} digests due at once, {LATENCY * 1000:.0f} ms a call:")
        calm = measure(sqlite_url(Path(folder) / "one.sqlite"), slack, digests=digests)
        print(f" SQLite, one process: {calm}")
        aim("seconds", calm.seconds, max(45 * share, SHORTEST))
        aim("look-ups of channels", calm.look_ups, 20)
        hung = measure(
            sqlite_url(Path(folder) / "hung.sqlite"), slack, digests=digests, hanging=digests // 100
        )
        print(f" 1 % hanging for 20 s: {hung}")
        aim("p99 of the others, of the run without", hung.p99 / calm.p99, 1.5)
        two = measure(server.new_database(), slack, digests=digests, processes=2)
        print(f" PostgreSQL, two processes: {two}")
        aim("seconds", two.seconds, max(25 * share, SHORTEST))
        for found in (calm, hung, two):
            aim("least seconds between two of a channel, as 1 /", 1 / found.fastest_pair, 1.05)
            aim("posts out of order", found.disordered, 0)
    return 0


if __name__ == "__main__":
    sys.exit(main())
