"""How soon digests that are due at once have left, by one process, and how many look-ups they take.

Stands alone, so that older code can be measured beside this: `python outbox.py URL DIGESTS`. With
`hanging` one call in a hundred is not answered for 20 s; told is of the other channels.
"""

import json
import os
import sys
import time
from collections.abc import Collection
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from threading import Thread
from typing import Any

from bot import logging, settings
from bot.app import Kam, compose
from bot.background import Threads
from bot.clock import real
from domain.channel import Channel
from domain.light import Colour
from domain.notice import Kind
from services import routines
from storage import migrate
from storage.engine import open_engine
from storage.unit_of_work import units_of_work
from tests.builders import account, channel, light, notice
from tests.slack.fake.people import TEAM, TOKEN
from tests.slack.fake.remote import RemoteFakeSlack, fake_slack_process

LATENCY = 0.15
LOOK_UPS = ("conversations.info", "users.conversations", "conversations.members")
PATIENCE = 900.0
EVERY = 0.2


def main(url: str, digests: int, *, hanging: bool) -> dict[str, float]:
    """Owe, send, count."""
    logging.set_up("ERROR")
    engine = open_engine(url)
    migrate.upgrade(engine)
    with fake_slack_process() as slack:
        for number in range(digests):
            slack.do("add_channel", _home(number), f"account-{number}")
        _owe(engine, digests)
        stuck = {_home(number) for number in range(0, digests, 100)} if hanging else set()
        for each in stuck:
            slack.do("fail", "chat.postMessage", kind="hang", match={"channel": each})
        kam = _composed(url, slack)
        slack.do("set_latency", LATENCY)
        began, work = time.time(), time.process_time()
        Thread(target=_send, args=(kam,), daemon=True).start()
        late = [at - began for at in _posted(slack, digests - len(stuck), stuck)]
        worked = time.process_time() - work
        return {
            "outbox_s": max(late),
            "p99_s": sorted(late)[int(len(late) * 0.99)],
            "look_ups": sum(slack.do("count", each) for each in LOOK_UPS),
            "cpu_ms_each": worked / len(late) * 1000,
        }


def _composed(url: str, slack: RemoteFakeSlack) -> Kam:
    """With settings from the environment; older code has another way to read them."""
    os.environ |= {"SLACK_BOT_TOKEN": TOKEN, "SLACK_API_URL": slack.api_url, "DATABASE_URL": url}
    read = getattr(settings, "from_environment", settings.Settings)
    return compose(read(), real, Threads)


def _send(kam: Kam) -> None:
    """With the workers of this code; older code knows one who does all."""
    try:
        from bot.workers import Workers  # noqa: PLC0415 - older code has none
    except ImportError:
        work = getattr(kam.sender, "drain")  # noqa: B009 - older code's own
    else:
        work = Workers(kam.sender, 8).watch
    while True:
        work()
        time.sleep(EVERY)


def _posted(slack: RemoteFakeSlack, wanted: int, stuck: Collection[str]) -> list[float]:
    """When the digests of the other channels were posted, once all are."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        posts = [each for each in slack.see("ledger") if each["channel"] not in stuck]
        if len(posts) >= wanted:
            return [float(each["ts"]) for each in posts]
        time.sleep(EVERY)
    raise TimeoutError(f"{len(posts)} of {wanted} messages were sent")


def _owe(engine: Any, digests: int) -> None:  # noqa: ANN401 - an engine
    now = datetime.now(UTC)
    yesterday = now - timedelta(days=1)
    known = {"checked_at": yesterday, "audience_at": now}
    known = {key: at for key, at in known.items() if key in {one.name for one in fields(Channel)}}
    with units_of_work(engine)(TEAM) as uow:
        for number in range(digests):
            to = {"workspace_id": TEAM}
            kept = account(channel_id=_home(number), name=f"Account {number}", **to)
            kept.created_at = yesterday
            uow.accounts.add(kept)
            uow.flush()
            uow.channels.save(channel(id=_home(number), **to, **known))
            routines.begin(uow, kept)
            about: dict[str, Any] = {**to, "account_id": kept.saved_id}
            when = {"decide_by": yesterday.date(), "since": yesterday, "logged_at": yesterday}
            uow.lights.add(light(Colour.AMBER, **about, **when))
            due = {"due_at": now, "next_at": now, "token": f"{number:032x}"}
            uow.notices.add(notice(kind=Kind.DIGEST, to=_home(number), **about, **due))
        uow.commit()


def _home(number: int) -> str:
    return f"C{number:06}"


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]), hanging=sys.argv[3:] == ["hanging"])))
    sys.stdout.flush()
    os._exit(0)  # what hangs is not waited for
