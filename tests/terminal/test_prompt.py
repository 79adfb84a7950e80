"""The demo at a prompt speaks with the real bot."""

import pytest

from tests.slack.conftest import fake_slack, journal, office
from tests.slack.office import Office
from tests.terminal.prompt import Prompt

__all__ = ["fake_slack", "journal", "office"]


@pytest.fixture
def shown() -> list[str]:
    return []


@pytest.fixture
def prompt(office: Office, shown: list[str]) -> Prompt:
    return Prompt(office, shown.append)


def test_what_is_typed_is_answered_and_the_channel_is_shown(
    prompt: Prompt, shown: list[str]
) -> None:
    prompt.run(['/kam account "Acme"', '/kam light red "finance director leaving"', "quit", "x"])

    text = "\n".join(shown)
    assert "-- only you see" in text
    assert "-- #acme-team" in text
    assert "finance director leaving" in text
    assert "[1] " in text
    assert "press 2" not in text


def test_buttons_are_pressed_and_windows_are_sent(prompt: Prompt, shown: list[str]) -> None:
    prompt.run(['/kam account "Acme"', "/kam light"])
    assert "-- a window opens" in shown
    prompt.answer("send colour=red; text=the buyer hesitates")
    prompt.answer("press 1")

    assert any("the buyer hesitates" in line for line in shown)
    assert any("aken back" in line for line in shown)


def test_one_can_be_somebody_else_elsewhere_and_later(prompt: Prompt, shown: list[str]) -> None:
    prompt.run(['/kam account "Acme"', "as anna", "/kam ampel", "in general", "home", "wait 1"])

    assert prompt.sign == "anna in #general> "
    assert "-- your Home" in shown


def test_a_line_that_means_nothing_is_answered_with_help(prompt: Prompt, shown: list[str]) -> None:
    prompt.answer("hello")

    assert '/kam light red "finance director leaving"' in shown[0]
