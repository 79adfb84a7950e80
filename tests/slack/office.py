"""The office: a real bot on a real database, with the fake Slack around it.

People type, press and fill in; the office answers with what they then see. Slow work runs at
once after each delivery, on the test's own thread, so that nothing has to be waited for.
"""

import json
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_bolt import BoltRequest, BoltResponse
from sqlalchemy import event

from bot.app import Kam, compose
from bot.background import Watched, Work
from bot.settings import Settings
from handlers.outbox.sender import Sender
from scheduler.jobs import attempt
from storage.unit_of_work import UnitOfWork, units_of_work
from tests.databases import kept_engine
from tests.slack import events, payloads
from tests.slack.fake.people import TEAM, TOKEN
from tests.slack.fake_slack import FakeSlack
from tests.slack.forms import Entered

Json = dict[str, Any]

ANNA, BEN, CHRIS, DANA, GREG = "U0ANNA", "U0BEN", "U0CHRIS", "U0DANA", "U0GREG"
"""Anna speaks German, Ben and Chris English; Dana leads and is in no team; Greg is a guest, and in
no channel of an account.
"""

ACME, GLOBEX, GENERAL = "C0ACME", "C0GLOBEX", "C0GENERAL"


@dataclass
class Clock:
    """A clock that moves only when a test moves it."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class AtOnce:
    """The background of a bot under test: work waits until the delivery is answered."""

    sender: Sender
    workers: int
    watched: Watched
    waiting: list[Work] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.drain = self.watched(lambda: drain(self.sender))

    def finish_sending(self) -> None:
        self.run()

    def stop_sending(self) -> None:
        """Nothing is under way."""

    def submit(self, work: Work) -> None:
        self.waiting.append(work)

    def wake(self) -> None:
        if self.drain not in self.waiting:
            self.waiting.append(self.drain)

    def run(self) -> None:
        while self.waiting:
            attempt("later", self.waiting.pop(0))

    def close(self) -> None:
        self.run()


@dataclass
class Journal:
    """A log that is read by the test. It is empty at the end, or the test fails."""

    entries: list[Json] = field(default_factory=list)

    def error(self, event: str, **facts: object) -> None:
        self.entries.append({"event": event, **facts})

    exception = error

    def read(self) -> list[Json]:
        """The entries, which are then in order."""
        found, self.entries = self.entries, []
        return found


def drain(sender: Sender) -> int:
    """Send everything that may be sent now, one after the other; how many were worked on."""
    done = 0
    while claimed := sender.claim(20):
        sender.list_channels(claimed)
        for delivery in claimed:
            sender.deliver(delivery)
        done += len(claimed)
    return done


def is_answer(post: Json) -> bool:
    """Whether a post answers somebody who wrote to the bot directly; what is owed has an id."""
    return str(post["channel"]).startswith("D") and not post.get("metadata")


class Office:
    """A bot in a workspace where Acme's and Globex's teams have their channels."""

    def __init__(
        self, slack: FakeSlack, database_url: str, now: datetime, journal: Journal | None = None
    ) -> None:
        self.slack = slack
        self.journal = journal or Journal()
        self.clock = Clock(now)
        self.settings = Settings(
            slack_bot_token=TOKEN,
            slack_api_url=slack.api_url,
            database_url=database_url,
            kam_pace=0,  # time stands still here, however much is said
        )
        self.kam: Kam = self.open()

    def neighbour(self, token: str) -> "Office":
        """A bot for another workspace on this database."""
        settings = replace(self.settings, slack_bot_token=token)
        other = copy(self)
        other.settings = settings
        other.kam = other.open()
        return other

    def open(self) -> Kam:
        """Put the bot together, as a process does when it starts."""
        kam = compose(self.settings, self.clock, AtOnce, open_database=kept_engine)
        kam.sender.rate_limiter.every = timedelta()
        if not event.contains(kam.engine, "connect", in_a_hurry):
            event.listen(kam.engine, "connect", in_a_hurry)
        kam.directory.people()
        return kam

    def restart(self) -> None:
        """Another process takes over, with the same database."""
        self.kam.close()
        self.kam = self.open()

    @staticmethod
    def request(payload: Json) -> BoltRequest:
        """What Slack would send."""
        return BoltRequest(body=payloads.encoded(payload), mode="http", headers=_form(payload))

    def deliver(self, payload: Json, *, settle: bool = True) -> BoltResponse:
        """Slack delivers; `settle` lets the bot do what it left for later."""
        response = self.kam.app.dispatch(self.request(self._now(payload)))
        assert response.status == 200, f"Slack is answered with {response.status}"
        self.slack.deliver_ack(payload, str(response.body))
        if settle:
            self.settle()
        return response

    def _now(self, payload: Json) -> Json:
        """An event that names no time of its own happens now."""
        event = payload.get("event")
        if event and str(event.get("event_ts", "")).startswith(events.LONG_AGO):
            event["event_ts"] = f"{self.clock.now.timestamp():.6f}"
        return payload

    def fails(self, view: Json, entered: Entered, *, by: payloads.By = BEN) -> Json:
        """Somebody sends a modal in vain; what stands in it then, by field."""
        submission = payloads.view_submission(view, entered, by=by, forced=True)
        answer = json.loads(str(self.deliver(submission).body))
        assert answer["response_action"] == "errors"
        errors: Json = answer["errors"]
        return errors

    def settle(self) -> None:
        """Let the bot do everything it left for later, and send what is due now."""
        background = self.kam.background
        assert isinstance(background, AtOnce)
        background.run()

    def types(
        self, sentence: str, *, by: payloads.By = BEN, channel: str = ACME, **more: str
    ) -> Json:
        """Somebody types `/kam …`; what they alone see then."""
        command = payloads.slash_command(sentence, by=by, channel=channel, slack=self.slack, **more)
        return self.whisper(lambda: self.deliver(command))

    def whisper(self, act: Callable[[], object]) -> Json:
        """What one person alone sees of `act` in the end, new or rewritten; empty for nothing."""
        before, answered = len(self.slack.ephemerals), len(self.slack.responses)
        posted = len(self.slack.ledger)
        act()
        rewritten = [each for each in self.slack.responses[answered:] if each["replace_original"]]
        heard = rewritten or self.slack.ephemerals[before:]
        heard = heard or [each for each in self.slack.ledger[posted:] if is_answer(each)]
        return heard[-1] if heard else {}

    def presses(self, surface: Json, action: str, *, by: payloads.By = BEN, **more: Any) -> Json:  # noqa: ANN401
        """Somebody presses a button; what they alone see then."""
        pressed = payloads.press(self.slack, surface, action, by=by, **more)
        return self.whisper(lambda: self.deliver(pressed))

    def mentions(self, sentence: str, *, by: str = BEN, channel: str = ACME, **more: str) -> Json:
        """Somebody says `@kam …` in a channel; what they alone see then."""
        said = events.app_mention(sentence, by=by, channel=channel, **more)  # type: ignore[arg-type]
        return self.whisper(lambda: self.deliver(said))

    def writes(self, sentence: str, *, by: str = BEN) -> Json:
        """Somebody writes to the bot directly; what they are answered there."""
        said = events.message(sentence, by=by, channel=self.talk_with(by), channel_type="im")
        return self.whisper(lambda: self.deliver(said))

    def talk_with(self, person: str) -> str:
        """The conversation of the bot with one person."""
        with self.slack.world.lock:
            world = self.slack.world
            return world.direct_message(world.teams[TEAM], [person]).id

    def opens(self, act: Callable[[], object]) -> Json:
        """The modal that `act` opens."""
        before = len(self.slack.views)
        act()
        (view,) = self.slack.views[before:]
        return view

    def sends(self, view: Json, entered: Entered, *, by: payloads.By = BEN) -> Json:
        """Somebody sends a modal; what they alone see then."""
        submission = payloads.view_submission(view, entered, by=by)
        return self.whisper(lambda: self.deliver(submission))

    def opens_home(self, *, by: str = BEN) -> Json:
        """Somebody opens the bot's Home; what stands there then."""
        self.deliver(events.app_home_opened(by))
        return self.home_of(by)

    def home_of(self, person: str = BEN) -> Json:
        """What stands on somebody's Home."""
        found = self.slack.home(person)
        assert found is not None
        return found

    def presses_at_home(self, action: str, *, by: str = BEN, **more: Any) -> Json:  # noqa: ANN401
        """Somebody presses a button of their Home; what stands there then."""
        self.presses(self.home_of(by), action, by=by, **more)
        return self.home_of(by)

    def uses_global_shortcut(self, callback_id: str, *, by: payloads.By = BEN) -> None:
        """Somebody uses a shortcut that belongs to no message and no channel."""
        self.deliver(payloads.global_shortcut(callback_id, by=by))

    def uses_shortcut(self, callback_id: str, message: Json, *, by: payloads.By = BEN) -> Json:
        """Somebody uses a shortcut on a message; what they alone see then."""
        used = payloads.message_shortcut(callback_id, message, by=by, slack=self.slack)
        return self.whisper(lambda: self.deliver(used))

    def told(self, channel: str = ACME) -> list[Json]:
        """What stands in a channel."""
        return self.slack.messages(channel)

    def tick(self, **forward: float) -> None:
        """Time passes; the scheduler ticks once."""
        self.clock.forward(**forward)
        self.kam.runner.tick()
        self.settle()

    def at_nine(self, day: int, month: int) -> None:
        """A minute past nine in London, on a day of the summer of 2026."""
        self.clock.now = datetime(2026, month, day, 8, 1, tzinfo=UTC)
        self.tick()


def in_a_hurry(connection: Any, _record: object) -> None:  # noqa: ANN401 - a DBAPI connection
    """Do not wait for the disk: nobody pulls the plug on a test."""
    connection.execute("PRAGMA synchronous=OFF")


def open_for(office: Office) -> UnitOfWork:
    """A transaction on the office's own database, for what no sentence does yet."""
    return units_of_work(office.kam.engine)(TEAM)


def _form(payload: Json) -> dict[str, str | Sequence[str]]:
    kind = "application/json" if "event" in payload else "application/x-www-form-urlencoded"
    return {"content-type": kind}


def furnish(slack: FakeSlack) -> None:
    """The people and channels of the office."""
    slack.reset()
    slack.add_user(TEAM, ANNA, "Anna", locale="de-DE", tz="Europe/Berlin")
    slack.add_user(TEAM, BEN, "Ben", locale="en-GB", tz="Europe/London")
    slack.add_user(TEAM, CHRIS, "Chris", locale="en-US", tz="Europe/Berlin")
    slack.add_user(TEAM, DANA, "Dana", locale="en-US", tz="Europe/Berlin", is_admin=True)
    slack.add_user(TEAM, GREG, "Greg", locale="en-US", is_restricted=True)
    slack.add_channel(ACME, "acme-team", [ANNA, BEN, CHRIS], is_private=True)
    slack.add_channel(GLOBEX, "globex-team", [BEN, DANA], is_private=True)
    slack.add_channel(GENERAL, "general", [ANNA, BEN, CHRIS, DANA, GREG])
