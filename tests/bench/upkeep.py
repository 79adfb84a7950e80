"""Renewing the teams of many accounts in a large workspace: how many calls, and how long."""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bot import logging
from bot.app import compose
from bot.settings import Settings
from handlers.upkeep import Upkeep
from storage import migrate
from storage.engine import open_engine
from storage.unit_of_work import OpenUnitOfWork, units_of_work
from tests.bench.world import Later
from tests.builders import NOW, account, channel, person
from tests.databases import sqlite_url
from tests.slack.fake.people import TEAM, TOKEN
from tests.slack.fake_slack import FakeSlack

TEAM_SIZE = 8
NEW = 2
"""So many of a team have joined it while nobody listened: they are not known yet."""

TIERS = {
    "conversations.members": 100,
    "users.info": 100,
    "conversations.info": 50,
    "users.conversations": 50,
    "users.list": 20,
}
"""Calls a minute that Slack allows."""


@dataclass
class Minutes:
    """A clock that moves a minute at a time."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True)
class Pass:
    """What it took: calls by method, the most of a method in one minute, and the time."""

    calls: Counter[str]
    busiest: Counter[str]
    teams_minutes: int
    all_minutes: int
    start_calls: int
    cpu: float

    @property
    def is_within_tiers(self) -> bool:
        """Whether Slack would have answered every call."""
        return all(self.busiest[method] <= most for method, most in TIERS.items())

    def __str__(self) -> str:
        """For somebody who waits at a terminal."""
        calls = ", ".join(f"{count} {method}" for method, count in sorted(self.calls.items()))
        busiest = ", ".join(f"{count} {method}" for method, count in self.busiest.most_common())
        return (
            f"a start asks {self.start_calls} times; every team known after "
            f"{self.teams_minutes} minutes, every person after {self.all_minutes}; {calls}; "
            f"at most {busiest} in a minute; {self.cpu:.1f} s of work"
        )


def measure(accounts: int, people: int) -> Pass:
    """Let everything that is known be a day old, and one process renew it, piece by piece."""
    with TemporaryDirectory() as folder, FakeSlack() as slack:
        url = sqlite_url(Path(folder) / "kam.sqlite")
        engine = open_engine(url)
        migrate.upgrade(engine)
        _furnish(slack, units_of_work(engine), accounts, people)
        engine.dispose()
        clock = Minutes()
        settings = Settings(slack_bot_token=TOKEN, slack_api_url=slack.api_url, database_url=url)
        begun = len(slack.calls())
        kam = compose(settings, clock, Later)
        started = len(slack.calls()) - begun
        found = _renew(slack, Upkeep(kam.directory, clock()), clock, accounts, started)
        kam.close()
        return found


def _renew(slack: FakeSlack, upkeep: Upkeep, clock: Minutes, accounts: int, started: int) -> Pass:
    calls, busiest = Counter[str](), Counter[str]()
    minutes = teams = 0
    working = time.process_time()
    while True:
        before = len(slack.calls())
        upkeep.piece()
        made = Counter(call.method for call in slack.api.recorded[before:])
        if not made:
            break
        calls += made
        busiest |= made
        minutes += 1
        if not teams and calls["conversations.members"] >= accounts:
            teams = minutes
        clock.now += timedelta(minutes=1)
    return Pass(calls, busiest, teams, minutes, started, time.process_time() - working)


def _furnish(slack: FakeSlack, open_uow: OpenUnitOfWork, accounts: int, people: int) -> None:
    yesterday = NOW - timedelta(days=1)
    for number in range(people):
        slack.add_user(TEAM, f"U{number:06}", f"person{number}")
    with open_uow(TEAM) as uow:
        for number in range(accounts):
            home = f"C{number:06}"
            team = [f"U{number * TEAM_SIZE + place:06}" for place in range(TEAM_SIZE)]
            slack.add_channel(home, f"account-{number}", team)
            uow.accounts.add(account(workspace_id=TEAM, name=f"Account {number}", channel_id=home))
            known = {"checked_at": yesterday, "audience_at": yesterday}
            uow.channels.save(channel(workspace_id=TEAM, id=home, **known))
            for each in team[NEW:]:
                uow.people.save(person(workspace_id=TEAM, id=each, checked_at=yesterday))
        uow.commit()


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(prog="tests.bench.upkeep", description=__doc__)
    options.add_argument("--accounts", type=int, default=500)
    options.add_argument("--people", type=int, default=20_000)
    chosen = options.parse_args(arguments)
    logging.set_up("ERROR")
    found = measure(chosen.accounts, chosen.people)
    print(f"The pass over {chosen.accounts} accounts among {chosen.people} people: {found}")
    print(f"  {'holds' if found.is_within_tiers else 'MISSED'}: within Slack's tiers")
    return 0


if __name__ == "__main__":
    sys.exit(main())
