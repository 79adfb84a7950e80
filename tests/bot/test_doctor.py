"""`kam doctor`: what is missing, each with a hint; asked of the fake Slack."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from sqlalchemy import Engine

from bot import manifest
from bot.doctor import Diagnosis, examine
from bot.settings import Settings
from storage import migrate
from tests.databases import sqlite_url
from tests.slack.fake.people import TOKEN
from tests.slack.fake_slack import FakeSlack


@pytest.fixture
def healthy(fake_slack: FakeSlack, migrated_sqlite: Path) -> Iterator[dict[str, Any]]:
    """The settings of a bot that lacks nothing."""
    fake_slack.reset()
    yield {
        "slack_bot_token": TOKEN,
        "slack_app_token": "xapp-1-fake",
        "slack_signing_secret": "secret",
        "slack_api_url": fake_slack.api_url,
        "database_url": sqlite_url(migrated_sqlite),
    }
    fake_slack.reset()


def findings(settings: dict[str, Any]) -> list[Diagnosis]:
    return examine(Settings(**settings))


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
        "Clock",
        "Slack accepts the app-level token",
        "Time zone data",
        "Disk space",
        "Database answers",
        "Database schema: current",
    ]


def test_a_missing_scope_is_named(healthy: dict[str, Any], fake_slack: FakeSlack) -> None:
    fake_slack.set_scopes(*(set(manifest.scopes()) - {"im:write", "users:read"}))

    hint = missing(healthy)["Scopes"]

    assert hint.startswith("Missing: im:write, users:read.")
    assert "kam manifest" in hint


def test_a_token_that_slack_does_not_know_is_said_to_be_unknown(healthy: dict[str, Any]) -> None:
    hints = missing(healthy | {"slack_bot_token": "xoxb-wrong"})

    assert hints == {
        "Slack accepts the token": "the token is not known to Slack: copy it anew from "
        "OAuth & Permissions."
    }


def test_a_token_of_the_wrong_kind_is_noticed(healthy: dict[str, Any]) -> None:
    hints = missing(healthy | {"slack_bot_token": "xapp-1-fake"})

    assert "the token under OAuth & Permissions starts xoxb-" in hints["SLACK_BOT_TOKEN"]


def test_without_a_token_slack_is_not_asked(healthy: dict[str, Any]) -> None:
    hints = missing(healthy | {"slack_bot_token": ""})

    assert list(hints) == ["SLACK_BOT_TOKEN"]


def test_a_token_that_rotates_is_known_and_said_to_end(
    healthy: dict[str, Any],
) -> None:
    hints = missing(healthy | {"slack_bot_token": "xoxe.xoxb-1-abc"})

    assert "SLACK_BOT_TOKEN" not in hints
    assert "switch token rotation off" in hints["The token does not rotate"]


def test_the_token_for_socket_mode_is_tried(healthy: dict[str, Any]) -> None:
    hints = missing(healthy | {"slack_app_token": "xapp-wrong"})

    assert hints == {
        "Slack accepts the app-level token": "SLACK_APP_TOKEN: the token is not known to Slack: "
        "copy it anew from OAuth & Permissions."
    }


def test_scopes_that_may_be_missing_are_named_and_no_obstacle(
    healthy: dict[str, Any], fake_slack: FakeSlack
) -> None:
    fake_slack.set_scopes(*manifest.scopes())

    assert missing(healthy) == {}
    assert any("not granted: channels:history" in each.what for each in findings(healthy))


def test_a_full_disk_is_noticed(healthy: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.doctor.ROOM", 10**18)

    assert "MB are needed" in missing(healthy)["Disk space"]


def test_time_zones_that_are_not_there_are_noticed(
    healthy: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zoneinfo.available_timezones", lambda: {"UTC"})

    assert "tzdata" in missing(healthy)["Time zone data"]


def test_without_a_way_in_both_ways_are_named(healthy: dict[str, Any]) -> None:
    nothing = {"slack_app_token": "", "slack_signing_secret": ""}

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

    (hint,) = hints.values()
    assert hint.endswith("is not there: make it, or change DATABASE_URL.")
    assert not (tmp_path / "no").exists()


def test_a_server_that_does_not_answer_is_said_not_to_and_keeps_its_password(
    healthy: dict[str, Any],
) -> None:
    hints = missing(healthy | {"database_url": "postgresql://kam:hunter2@127.0.0.1:9/kam"})

    assert "connection failed" in hints["Database answers"]
    assert "hunter2" not in str(hints)


def test_no_file_is_made(healthy: dict[str, Any], tmp_path: Path) -> None:
    assert missing(healthy | {"database_url": sqlite_url(tmp_path / "new.db")}) == {}
    assert not (tmp_path / "new.db").exists()


def test_an_embedded_database_that_is_not_migrated_is_told_from_a_good_one(
    healthy: dict[str, Any], sqlite_engine: Engine
) -> None:
    migrate.downgrade(sqlite_engine, "0005")

    hints = missing(healthy | {"database_url": str(sqlite_engine.url)})

    assert hints["Database schema: behind"].startswith("Run `kam migrate`")


def test_a_file_that_is_no_database_is_noticed(healthy: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "hello.db").write_text("hello")

    hints = missing(healthy | {"database_url": sqlite_url(tmp_path / "hello.db")})

    assert hints["Database answers"].endswith("it is not a database of kam.")


def test_a_server_that_is_not_migrated_is(healthy: dict[str, Any], postgresql: Any) -> None:  # noqa: ANN401 - a server of the tests
    hints = missing(healthy | {"database_url": postgresql.new_database()})

    assert hints["Database schema: empty"].startswith("Run `kam migrate`")


def test_no_finding_shows_a_secret(healthy: dict[str, Any]) -> None:
    shown = repr(findings(healthy | {"slack_bot_token": "xoxb-very-secret"}))

    assert "very-secret" not in shown
