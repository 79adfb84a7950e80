"""An upgrade with traffic: the last release beside this version, both writing to one database."""

import io
import os
import subprocess
import sys
import tarfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import pytest
from sqlalchemy import text

from storage.engine import open_engine
from tests.bot.test_cli import SECRET, Environment, a_free_port, running
from tests.conftest import BOTH
from tests.databases import sqlite_url
from tests.slack import payloads
from tests.slack.fake.people import TOKEN
from tests.slack.fake_slack import FakeSlack
from tests.slack.office import ACME, BEN, furnish
from tests.slack.payloads import encoded, signed

ROOT = Path(__file__).parents[2]
LAST_RELEASE = "056c06a"
"""The commit of the last release; a tag may not survive the clone that tests run in."""

LIGHTS = 12
"""Lights that each of the two versions is told of."""

NULL = "input must not be empty"
"""Said of `null` by the Slack that the tests know."""


@pytest.fixture(scope="session")
def last_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The code of the last release, out of the history of this checkout."""
    archive = subprocess.run(
        ["git", "archive", LAST_RELEASE],  # noqa: S607 - whichever git there is
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if archive.returncode:
        pytest.fail(
            f"The commit {LAST_RELEASE} of the last release is not in this clone: it is shallow, "
            "or no clone at all. `git fetch --unshallow` brings the history."
        )
    folder = tmp_path_factory.mktemp("last-release")
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as code:
        code.extractall(folder, filter="data")
    return folder


@pytest.fixture
def furnished(fake_slack: FakeSlack) -> FakeSlack:
    """A workspace with Acme's team in its channel."""
    furnish(fake_slack)
    return fake_slack


def environment(code: Path, url: str, slack: FakeSlack, port: str) -> Environment:
    """What a process of this code is started with."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {
        **kept,
        "PYTHONPATH": str(code),
        "DATABASE_URL": url,
        "PORT": port,
        "KAM_WATCH_PORT": a_free_port(),
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": slack.api_url,
    }


def run(code: Environment, *words: str) -> str:
    """A command that ends by itself, and well."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", *words],
        env=code,
        cwd="/",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def says(code: Environment, sentence: str) -> str:
    """What Ben is answered by the process of this code."""
    body = encoded(payloads.slash_command(sentence, by=BEN, channel=ACME))
    answer = httpx2.post(
        f"http://127.0.0.1:{code['PORT']}/slack/events",
        content=body,
        headers=signed(body, SECRET, time.time()),
        timeout=30,
    )
    return str(answer.json()["text"]) if answer.text else ""


def logs_lights(code: Environment, name: str) -> list[str]:
    """The lights of this name that were acknowledged."""
    texts = [f"{name} {number}" for number in range(LIGHTS)]
    return [each for each in texts if says(code, f'light red "{each}"').startswith("Logged")]


def gets_to_know(code: Environment) -> None:
    """Until Slack was asked who reads the channel, answers come after the acknowledgement."""
    answers = (says(code, "lights") for _ in range(100))
    assert any(answers)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("database", BOTH)
def test_the_last_release_works_on_while_this_one_is_started_beside_it(
    database: str,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    last_release: Path,
    furnished: FakeSlack,
) -> None:
    is_sqlite = database == "sqlite"
    url = (
        sqlite_url(tmp_path / "kam.db")
        if is_sqlite
        else request.getfixturevalue("postgresql").new_database()
    )
    old = environment(last_release, url, furnished, a_free_port())
    new = environment(ROOT, url, furnished, a_free_port())
    run(old, "migrate")
    run(old, "tick")  # looks everybody up

    with running(old, "web") as before:
        before.says("Uvicorn running")
        assert "Acme" in says(old, 'account "Acme"')
        assert logs_lights(old, "alone")
        assert "to do: 0010" in checked(new)
        run(new, "migrate")
        with running(new, "web") as after, ThreadPoolExecutor(2) as both:
            after.says("Uvicorn running")
            gets_to_know(new)
            written = [both.submit(logs_lights, old, "old"), both.submit(logs_lights, new, "new")]
            acknowledged = [text for each in written for text in each.result()]
            assert ready(new) == "ready\n"

    assert len(acknowledged) == 2 * LIGHTS
    assert set(acknowledged) <= kept(url)
    assert "given up" not in fates(url)  # what was not sent yet when both were killed stays owed
    refused = {problem for each in furnished.rejections for problem in each.problems}
    assert all(NULL in each for each in refused), refused


def checked(code: Environment) -> str:
    """What `kam migrate --check` says; it ends with 3 where there is something to do."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", "migrate", "--check"],
        env=code,
        cwd="/",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 3
    return done.stdout


def ready(code: Environment) -> str:
    answer = httpx2.get(f"http://127.0.0.1:{code['KAM_WATCH_PORT']}/ready", timeout=10)
    return answer.text


def fates(url: str) -> set[str]:
    """What became of the news of the lights."""
    engine = open_engine(url)
    with engine.connect() as connection:
        # The last release sends `null`, which the fake refuses now: that is no loss of ours, and
        # the test looks that nothing else was refused.
        query = text(
            "SELECT CASE WHEN reason = 'invalid_arguments' THEN 'sent' ELSE state END "
            "FROM notices WHERE kind = 'light'"
        )
        states = list(connection.execute(query).scalars())
    engine.dispose()
    assert len(states) >= 2 * LIGHTS
    return {"given up" if state in ("dead", "skipped") else "kept" for state in states}


def kept(url: str) -> set[str]:
    """The lights in the database."""
    engine = open_engine(url)
    with engine.connect() as connection:
        found = set(connection.execute(text("SELECT text FROM lights")).scalars())
    engine.dispose()
    return found
