"""The command line as somebody types it, in processes of its own; Slack is the fake one."""

import json
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import httpx2
import pytest

from domain.notice import Notice
from storage import migrate
from storage.engine import open_engine
from storage.unit_of_work import units_of_work
from tests.builders import NOW, all_of
from tests.databases import sqlite_url
from tests.slack import events, payloads
from tests.slack.fake.people import TEAM, TOKEN
from tests.slack.office import ACME, ANNA, BEN, Office
from tests.slack.payloads import encoded, signed

ROOT = Path(__file__).parents[2]
KAM = (sys.executable, "-m", "bot")
PATIENCE = 60
QUICK = 10
"""Seconds in which a process must end: it takes one, but machines are slow at times."""

NOT_NEEDED = {
    *("alembic", "mako", "holidays", "icalendar", "rapidfuzz", "uvicorn", "rich.console"),
    *("pygments.lexer", "psycopg", "sqlalchemy.dialects.postgresql", "dotenv", "pydantic"),
    *("babel.messages.pofile", "typer"),
}
"""What costs a start time and memory, and is loaded by who needs it: see `bot.lean`."""

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
Environment = dict[str, str]


@pytest.fixture
def here(tmp_path: Path) -> Environment:
    """An environment in which nothing is set, but where things are found."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT), "DATABASE_URL": sqlite_url(tmp_path / "kam.db")}


@pytest.fixture
def installed(here: Environment, acme: Office) -> Environment:
    """The environment of a bot in the office's workspace, on the office's database."""
    return here | {
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": acme.slack.api_url,
        "DATABASE_URL": acme.settings.database_url,
    }


def kam(environment: Environment, *words: str) -> subprocess.CompletedProcess[str]:
    """A command that ends by itself."""
    return subprocess.run(
        [*KAM, *words],
        env=environment,
        cwd="/",
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


class Running:
    """A process that does not end by itself; what it writes is read as it comes."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self.process.stdout or ():
            self._lines.put(line)
        self._lines.put("")

    def says(self, text: str) -> str:
        """Wait for a line in which this stands; everything up to there."""
        said = ""
        while text not in said:
            line = self._lines.get(timeout=PATIENCE)
            assert line, said
            said += line
        return said

    def says_at_last(self) -> str:
        """Everything else, once it has ended."""
        return "".join(iter(lambda: self._lines.get(timeout=PATIENCE), ""))

    def ends(self, with_signal: signal.Signals = signal.SIGTERM) -> int:
        """Its exit code."""
        self.process.send_signal(with_signal)
        return self.process.wait(QUICK)


@contextmanager
def running(environment: Environment, *words: str) -> Iterator[Running]:
    process = subprocess.Popen(
        [*KAM, *words],
        env=environment,
        cwd="/",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield Running(process)
    finally:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def a_free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


# ---------------------------------------------------------------------------------- short ones


def test_help_names_every_command_and_needs_no_settings(here: Environment) -> None:
    shown = kam(here | {"KAM_LANGUAGE": "tlh"}, "--help")

    assert shown.returncode == 0
    for word in ("run", "web", "worker", "migrate", "tick", "demo", "doctor", "manifest"):
        assert f" {word} " in shown.stdout


def test_the_manifest_is_printed_without_settings(here: Environment) -> None:
    shown = kam(here, "manifest", "--url", "https://kam.example")

    assert json.loads(shown.stdout)["settings"]["socket_mode_enabled"] is False


def test_migrate_brings_a_database_to_the_newest_schema_and_may_be_repeated(
    here: Environment,
) -> None:
    assert kam(here, "migrate").stdout.endswith("\nThe database is up to date.\n")
    assert kam(here, "migrate").stdout == "The database is up to date.\n"
    engine = open_engine(here["DATABASE_URL"])
    assert migrate.is_current(engine)
    engine.dispose()


def test_settings_that_cannot_be_right_are_named_and_not_quoted(here: Environment) -> None:
    wrong = dict.fromkeys(("DATABASE_URL", "KAM_LOG", "PORT"), "hunter2")
    shown = kam(here | wrong, "migrate")

    assert (shown.returncode, shown.stdout) == (2, "")
    assert [line.split(": ")[0] for line in shown.stderr.splitlines()] == [
        "DATABASE_URL",
        "PORT",
        "KAM_LOG",
    ]
    assert "hunter2" not in shown.stderr


def test_the_doctor_says_what_is_missing_and_fails(here: Environment) -> None:
    shown = kam(here | {"SLACK_API_URL": "http://127.0.0.1:9/api/"}, "doctor")

    assert shown.returncode == 1
    assert "MISSING  SLACK_BOT_TOKEN" in shown.stdout
    assert "Traceback" not in shown.stdout + shown.stderr


def test_the_doctor_of_a_bot_that_lacks_nothing_succeeds(installed: Environment) -> None:
    shown = kam(installed, "doctor")

    assert shown.returncode == 0
    assert "MISSING" not in shown.stdout


# ---------------------------------------------------------------------------------------- tick


def test_a_tick_sends_what_is_due_at_the_time_it_is_told(
    installed: Environment, acme: Office
) -> None:
    acme.slack.fail("chat.postMessage", kind="ratelimited", retry_after=600)
    acme.types('light red "finance director leaving"')
    soon, later = (NOW + timedelta(minutes=minutes) for minutes in (5, 15))

    first = kam(installed, "tick", "--now", soon.isoformat())
    assert (first.returncode, acme.told()) == (0, [])
    second = kam(installed, "tick", "--now", later.isoformat())

    assert second.returncode == 0
    assert len(acme.told()) == 1
    assert "finance" not in second.stdout + second.stderr
    assert '"state": "sent"' in second.stdout


def test_a_tick_migrates_the_database_it_keeps_itself(
    installed: Environment, tmp_path: Path
) -> None:
    shown = kam(installed | {"DATABASE_URL": sqlite_url(tmp_path / "new.db")}, "tick")

    assert shown.returncode == 0
    assert (tmp_path / "new.db").exists()


def test_a_start_on_sqlite_loads_nothing_that_it_can_do_without(installed: Environment) -> None:
    shown = kam(installed | {"PYTHONPROFILEIMPORTTIME": "1"}, "tick", "--now", NOW.isoformat())

    assert shown.returncode == 0
    loaded = {line.rpartition("|")[2].strip() for line in shown.stderr.splitlines()}
    assert {"bot.app", "handlers.grammar.table", "sqlalchemy.dialects.sqlite"} <= loaded
    assert sorted(loaded & NOT_NEEDED) == []


@pytest.mark.parametrize("now", ["2027-04-30T09:00", "tomorrow"])
def test_a_time_that_is_none_is_refused_in_a_sentence(installed: Environment, now: str) -> None:
    shown = kam(installed, "tick", "--now", now)

    assert shown.returncode == 2
    assert "--now" in shown.stderr
    assert "Traceback" not in shown.stderr


# ---------------------------------------------------------------------------------- long ones


@pytest.mark.parametrize("word", ["run", "worker"])
def test_a_token_that_opens_nothing_ends_it_in_a_sentence(
    installed: Environment, acme: Office, word: str
) -> None:
    tokens = {"SLACK_BOT_TOKEN": "xoxb-wrong", "SLACK_APP_TOKEN": "xapp-1-fake"}
    shown = kam(installed | tokens, word)

    assert shown.returncode == 1
    assert shown.stderr.startswith("Slack does not accept the token (invalid_auth).")
    assert "Traceback" not in shown.stderr
    acme.slack.api.rejections.clear()


def test_a_slack_that_cannot_be_reached_ends_it_in_a_sentence(installed: Environment) -> None:
    shown = kam(installed | {"SLACK_API_URL": "http://127.0.0.1:9/api/"}, "tick")

    assert shown.returncode == 1
    assert "Slack cannot be reached" in shown.stderr
    assert "Traceback" not in shown.stderr


def test_without_a_signing_secret_nothing_is_served(installed: Environment) -> None:
    shown = kam(installed | {"SLACK_SIGNING_SECRET": ""}, "web")

    assert shown.returncode == 1
    assert shown.stderr.startswith("SLACK_SIGNING_SECRET is missing.")


@pytest.mark.parametrize("word", ["run", "web", "worker", "tick"])
def test_without_a_token_nothing_starts_and_slack_is_not_asked(
    here: Environment, word: str
) -> None:
    shown = kam(here | {"SLACK_API_URL": "http://127.0.0.1:9/api/"}, word)

    assert shown.returncode == 1
    assert shown.stderr == "SLACK_BOT_TOKEN is missing. `kam doctor` tells more.\n"


@pytest.mark.parametrize(
    "url, said",
    [
        ("sqlite:////no/such/kam.db", "unable to open database file"),
        ("postgresql://kam:hunter2@127.0.0.1:9/kam", "connection failed"),
    ],
)
def test_a_database_that_cannot_be_used_ends_it_in_a_sentence(
    installed: Environment, url: str, said: str
) -> None:
    shown = kam(installed | {"DATABASE_URL": url}, "migrate")

    assert shown.returncode == 1
    assert shown.stderr.startswith(f"The database {url.replace('hunter2', '***')} cannot be used")
    assert said in shown.stderr
    assert len(shown.stderr.splitlines()) == 1


def test_a_port_that_is_none_is_refused_in_a_sentence(here: Environment) -> None:
    demo = kam(here, "demo", "--port", "99999")
    web = kam(here | {"PORT": "99999"}, "web")

    assert (demo.returncode, "--port" in demo.stderr) == (2, True)
    assert (web.returncode, web.stderr.split(":")[0]) == (2, "PORT")


def test_without_a_token_for_socket_mode_nothing_runs(installed: Environment) -> None:
    shown = kam(installed, "run")

    assert shown.returncode == 1
    assert shown.stderr.startswith("SLACK_APP_TOKEN is missing.")


def test_a_token_for_socket_mode_that_opens_nothing_is_said_to(
    installed: Environment, acme: Office
) -> None:
    shown = kam(installed | {"SLACK_APP_TOKEN": "xapp-wrong"}, "run")

    assert shown.returncode == 1
    assert "Slack does not accept the token" in shown.stderr
    assert "Traceback" not in shown.stderr
    acme.slack.api.rejections.clear()


@pytest.mark.parametrize("with_signal", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_looks_at_what_is_owed_and_ends_when_it_is_told(
    installed: Environment, acme: Office, with_signal: signal.Signals
) -> None:
    acme.slack.fail("chat.postMessage", kind="ratelimited", retry_after=1)
    acme.types('light red "finance director leaving"')

    with running(installed, "worker") as worker:
        worker.says('"state": "skipped"')  # the worker's clock is the real one: months later
        assert worker.ends(with_signal) == 0


def post(port: str, body: str) -> str:
    headers = signed(body, SECRET, time.time())
    return httpx2.post(f"http://127.0.0.1:{port}/slack/events", content=body, headers=headers).text


def test_web_answers_and_finishes_what_it_began_when_it_is_told_to_end(
    installed: Environment, acme: Office
) -> None:
    port = a_free_port()
    sentence = 'light red "budget cut"'
    command = payloads.slash_command(sentence, by=BEN, channel=ACME, slack=acme.slack)
    acme.slack.set_latency(0.3)

    with running(installed | {"PORT": port}, "web") as web:
        web.says(f"Uvicorn running on http://0.0.0.0:{port}")
        acme.slack.deliver_ack(command, post(port, encoded(command)))
        assert web.ends() == 0

    # With the acknowledgement, or after it where the bot had to ask Slack first.
    assert acme.slack.ephemerals[-1]["text"] == "Logged. 🔴 Red L1: budget cut"
    told = [each["text"] for each in acme.told()]
    notices = all_of(units_of_work(acme.kam.engine), Notice, TEAM)
    owed = [each for each in notices if not each.is_final]
    assert len(told) + len(owed) == 1
    assert set(told) <= {"Ben logged a red light. 🔴 Red L1: budget cut"}


def test_even_at_its_most_talkative_the_log_keeps_to_itself_what_people_wrote(
    installed: Environment, acme: Office
) -> None:
    port = a_free_port()
    sentence = 'light red "hunter2"'
    bodies = [
        encoded(payloads.slash_command(sentence, by=BEN, channel=ACME, slack=acme.slack)),
        encoded(events.app_mention(sentence, by=ANNA)),
        encoded(events.message("hunter2", by=BEN)),
        encoded(payloads.slash_command("hunter2", command="/unheard_of")),
    ]

    with running(installed | {"PORT": port, "KAM_LOG": "debug"}, "web") as web:
        said = web.says(f"Uvicorn running on http://0.0.0.0:{port}")
        for body in bodies:
            headers = signed(body, SECRET, time.time())
            httpx2.post(f"http://127.0.0.1:{port}/slack/events", content=body, headers=headers)
        for _ in range(2):  # the second a second later: that is the pace of a channel
            said += web.says("notice.worked_on")
        assert web.ends() == 0
        said += web.says_at_last()

    assert len(acme.told()) == 2
    for secret in ("hunter2", TOKEN, SECRET, "/response/"):
        assert secret not in said
