"""The office: a real bot on a real database, with the fake Slack around it.

People type, press and fill in; the office answers with what they then see. Slow work runs at
once after each delivery, on the test's own thread, so that nothing has to be waited for.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from pydantic import SecretStr
from slack_bolt import BoltRequest, BoltResponse

from bot.app import Kam, compose
from bot.background import Work
from bot.settings import Settings
from tests.slack import payloads
from tests.slack.fake.people import TEAM, TOKEN
from tests.slack.fake_slack import FakeSlack

Json = dict[str, Any]

ANNA, BEN, CHRIS, DANA, GREG = "U0ANNA", "U0BEN", "U0CHRIS", "U0DANA", "U0GREG"
"""Anna speaks German, Ben and Chris English; Dana leads and is in no team; Greg is a guest."""

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

    drain: Work
    waiting: list[Work] = field(default_factory=list)

    def submit(self, work: Work) -> None:
        self.waiting.append(work)

    def wake(self) -> None:
        if self.drain not in self.waiting:
            self.waiting.append(self.drain)

    def run(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()

    def close(self) -> None:
        self.run()


class Office:
    """A bot in a workspace where Acme's and Globex's teams have their channels."""

    def __init__(self, slack: FakeSlack, database_url: str, now: datetime) -> None:
        self.slack = slack
        self.clock = Clock(now)
        self.settings = Settings(
            slack_bot_token=SecretStr(TOKEN),
            slack_api_url=slack.api_url,
            database_url=database_url,
            _env_file=None,
        )
        self.kam: Kam = self._open()

    def _open(self) -> Kam:
        kam = compose(self.settings, self.clock, AtOnce)
        kam.sender.pace.sleep = lambda _seconds: None
        kam.directory.people()
        return kam

    def restart(self) -> None:
        """Another process takes over, with the same database."""
        self.kam.close()
        self.kam = self._open()

    def deliver(self, payload: Json, *, settle: bool = True) -> BoltResponse:
        """Slack delivers; `settle` lets the bot do what it left for later."""
        request = BoltRequest(body=payloads.encoded(payload), mode="http", headers=_form(payload))
        response = self.kam.app.dispatch(request)
        self.slack.deliver_ack(payload, str(response.body))
        if settle:
            self.settle()
        return response

    def settle(self) -> None:
        """Let the bot do everything it left for later, and send what is due now."""
        background = self.kam.background
        assert isinstance(background, AtOnce)
        background.run()

    def types(
        self, sentence: str, *, by: payloads.By = BEN, channel: str = ACME, **more: str
    ) -> Json:
        """Somebody types `/kam …`; what they alone see then."""
        command = payloads.slash_command(
            sentence, by=by, channel=channel, slack=self.slack, **more
        )
        return self.whisper(lambda: self.deliver(command))

    def whisper(self, act: Callable[[], object]) -> Json:
        """What one person alone sees of `act` in the end, new or rewritten; empty for nothing."""
        before, answered = len(self.slack.ephemerals), len(self.slack.responses)
        act()
        rewritten = [each for each in self.slack.responses[answered:] if each["replace_original"]]
        heard = rewritten or self.slack.ephemerals[before:]
        return heard[-1] if heard else {}

    def presses(self, surface: Json, action: str, *, by: payloads.By = BEN, **more: Any) -> Json:  # noqa: ANN401
        """Somebody presses a button; what they alone see then."""
        pressed = payloads.press(self.slack, surface, action, by=by, **more)
        return self.whisper(lambda: self.deliver(pressed))

    def sends(self, view: Json, entered: Json, *, by: payloads.By = BEN) -> Json:
        """Somebody sends a modal; what they alone see then."""
        submission = payloads.view_submission(view, entered, by=by)
        return self.whisper(lambda: self.deliver(submission))

    def told(self, channel: str = ACME) -> list[Json]:
        """What stands in a channel."""
        return self.slack.messages(channel)

    def tick(self, **forward: float) -> None:
        """Time passes; the scheduler ticks once."""
        self.clock.forward(**forward)
        self.kam.runner.tick()
        self.settle()


def _form(payload: Json) -> dict[str, str]:
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
    slack.add_channel(ACME, "acme-team", [ANNA, BEN, CHRIS, GREG])
    slack.add_channel(GLOBEX, "globex-team", [BEN, DANA])
    slack.add_channel(GENERAL, "general", [ANNA, BEN, CHRIS, DANA, GREG])
