"""`kam doctor`: what is missing, each with a hint; asked of the fake Slack."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from pydantic import SecretStr

from bot import manifest
from bot.doctor import Diagnosis, examine
from bot.settings import Settings
from tests.databases import sqlite_url
from tests.slack.fake.people import TOKEN
from tests.slack.fake_slack import FakeSlack


@pytest.fixture
def healthy(fake_slack: FakeSlack, migrated_sqlite: Path) -> Iterator[dict[str, Any]]:
    """The settings of a bot that lacks nothing."""
    fake_slack.reset()
    yield {
        "slack_bot_token": SecretStr(TOKEN),
        "slack_app_token": SecretStr("xapp-1-fake"),
        "slack_signing_secret": SecretStr("secret"),
        "slack_api_url": fake_slack.api_url,
        "database_url": sqlite_url(migrated_sqlite),
    }
    fake_slack.reset()


def findings(settings: dict[str, Any]) -> list[Diagnosis]:
    return examine(Settings(_env_file=None, **settings))  # type: ignore[call-arg]


def missing(settings: dict[str, Any]) -> dict[str, str]:
    """What is not well, and the hints."""
    return {finding.what: finding.hint for finding in findings(settings) if not finding.ok}


def test_a_bot_that_lacks_nothing_is_told_so(healthy: dict[str, Any]) -> None:
    assert missing(healthy) == {}
    assert [finding.what for finding in findings(healthy)] == [
        "SLACK_BOT_TOKEN",
        "SLACK_APP_TOKEN or SLACK_SIGNING_SECRET",
        "Slack accepts the token: Kam Test",
        "Scopes",
        "Database answers",
        "Database has the newest schema",
    ]


def test_a_missing_scope_is_named(healthy: dict[str, Any], fake_slack: FakeSlack) -> None:
    fake_slack.set_scopes(*(set(manifest.scopes()) - {"im:write", "users:read"}))

    hint = missing(healthy)["Scopes"]

    assert hint.startswith("Missing: im:write, users:read.")
    assert "kam manifest" in hint


def test_a_token_that_slack_does_not_know_is_said_to_be_unknown(healthy: dict[str, Any]) -> None:
    hints = missing(healthy | {"slack_bot_token": SecretStr("xoxb-wrong")})

    assert hints == {"Slack accepts the token": "Slack says invalid_auth: reinstall."}


def test_a_token_of_the_wrong_kind_is_noticed(healthy: dict[str, Any]) -> None:
    hints = missing(healthy | {"slack_bot_token": SecretStr("xapp-1-fake")})

    assert "the token under OAuth & Permissions starts xoxb-" in hints["SLACK_BOT_TOKEN"]


def test_without_a_token_slack_is_not_asked(healthy: dict[str, Any]) -> None:
    hints = missing(healthy | {"slack_bot_token": SecretStr("")})

    assert list(hints) == ["SLACK_BOT_TOKEN"]


def test_without_a_way_in_both_ways_are_named(healthy: dict[str, Any]) -> None:
    nothing = {"slack_app_token": SecretStr(""), "slack_signing_secret": SecretStr("")}

    hint = missing(healthy | nothing)["SLACK_APP_TOKEN or SLACK_SIGNING_SECRET"]

    assert "kam run" in hint
    assert "kam web" in hint


def test_a_slack_that_cannot_be_reached_is_said_not_to(healthy: dict[str, Any]) -> None:
    hints = missing(healthy | {"slack_api_url": "http://127.0.0.1:9/api/"})

    assert "proxy" in hints["Slack can be reached"]


def test_a_slack_that_is_down_is_said_to_be(healthy: dict[str, Any], fake_slack: FakeSlack) -> None:
    fake_slack.fail("auth.test", kind="http_503")

    assert list(missing(healthy)) == ["Slack accepts the token"]


@pytest.mark.parametrize("seconds, is_well", [(30, True), (-30, True), (90, False), (-90, False)])
def test_a_clock_that_differs_from_slacks_is_noticed(
    healthy: dict[str, Any], fake_slack: FakeSlack, seconds: int, is_well: bool
) -> None:
    shown = datetime.now(UTC)
    fake_slack.api.headers["Date"] = shown.strftime("%a, %d %b %Y %H:%M:%S GMT")
    with time_machine.travel(shown + timedelta(seconds=seconds), tick=False):
        hints = missing(healthy)

    assert ("Clock" not in hints) is is_well
    assert is_well or "NTP" in hints["Clock"]


def test_a_database_that_does_not_answer_is_said_not_to(
    healthy: dict[str, Any], tmp_path: Path
) -> None:
    hints = missing(healthy | {"database_url": sqlite_url(tmp_path / "no" / "folder.db")})

    assert hints == {
        "Database answers": "OperationalError: check DATABASE_URL and that the server runs."
    }


def test_an_embedded_database_that_is_not_migrated_is_none_of_its_business(
    healthy: dict[str, Any], tmp_path: Path
) -> None:
    assert missing(healthy | {"database_url": sqlite_url(tmp_path / "new.db")}) == {}


def test_a_server_that_is_not_migrated_is(healthy: dict[str, Any], postgresql: Any) -> None:  # noqa: ANN401 - a server of the tests
    hints = missing(healthy | {"database_url": postgresql.new_database()})

    assert hints["Database has the newest schema"].startswith("Run `kam migrate`")


def test_no_finding_shows_a_secret(healthy: dict[str, Any]) -> None:
    shown = repr(findings(healthy | {"slack_bot_token": SecretStr("xoxb-very-secret")}))

    assert "very-secret" not in shown
