"""Answers and tokens go to Slack's own hosts, whatever a payload says."""

import pytest

from handlers.slack_hosts import is_answered, is_slacks

API = "https://slack.com/api/"
LOCAL = "http://127.0.0.1:3100/api/"

ELSEWHERE = (
    "https://evil.example/services/1",
    "https://hooks.slack.com.evil.example/1",
    "https://evilslack.com/1",
    "https://hooks.slack.com@evil.example/1",
    "http://hooks.slack.com/1",
    "//hooks.slack.com/1",
    "file:///etc/passwd",
    "http://169.254.169.254/latest/meta-data",
    "http://127.0.0.1:9/",
    "hooks.slack.com",
    "",
)


@pytest.mark.parametrize("url", ELSEWHERE)
def test_nothing_is_answered_elsewhere(url: str) -> None:
    assert not is_answered(url, API)
    assert not is_slacks(url, API)


@pytest.mark.parametrize("url", ["https://hooks.slack.com/commands/T1/1/x", "https://slack.com/x"])
def test_slacks_own_addresses_are_answered(url: str) -> None:
    assert is_answered(url, API)


def test_a_local_slack_is_answered_on_whatever_port_it_has_and_gets_the_token_on_its_own() -> None:
    assert is_answered("http://localhost:8000/response/1", LOCAL)
    assert not is_slacks("http://localhost:8000/response/1", LOCAL)
    assert not is_answered("http://evil.example:3100/1", LOCAL)
