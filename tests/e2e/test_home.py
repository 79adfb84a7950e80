"""The App Home in a real browser: a first visit, and somebody with much to do."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.demo.local_slack import LocalSlack
from tests.e2e.conftest import NewSlackPage
from tests.e2e.running_bot import RunningBot, running_bot
from tests.e2e.slack_page import SlackPage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

MID_APRIL = "2027-04-12T09:00+01:00"
THE_DAY_BEFORE = "2027-04-29T09:00+01:00"
END_OF_APRIL = "2027-04-30T09:00:05+01:00"

ACME = (
    'account "Acme GmbH"',
    'light red "finance director leaving"',
    'action "call the finance director" @anna by 16 April',
    'action "ask the plant manager for a reference" @ben by 23 April',
    'action "bring Chris to the plant" @ben in June introduction',
    'strategy "become their innovation partner"',
)
GLOBEX = (
    'account "Globex"',
    'light green "their board praised us"',
    'action "send the offer" @ben by 3 May',
)


@pytest.fixture
def bot(local_slack: LocalSlack, tmp_path: Path) -> Iterator[RunningBot]:
    """A bot in the middle of April."""
    with running_bot(local_slack, tmp_path, MID_APRIL) as running:
        yield running


def say(slack: SlackPage, channel: str, sentences: tuple[str, ...]) -> None:
    """Type commands in a channel; the last answer of each stands there."""
    slack.open(channel)
    for sentence in sentences:
        slack.type_command(f"/kam {sentence}")
        slack.wait_for_answer(sentence.split('"')[1])


def test_the_home_of_somebody_new_and_of_somebody_busy_in_both_languages(
    bot: RunningBot, new_slack_page: NewSlackPage, screenshots: Path
) -> None:
    slack = new_slack_page(bot.slack)
    slack.wait_for_bot()
    for name, words, picture in (
        ("Dana Fox", "Next step:", "home-first-visit"),
        ("Anna Berger", "Nächster Schritt:", "home-first-visit-german"),
    ):
        slack.act_as(name)
        slack.open_home()
        slack.wait_for_text(words)
        slack.screenshot(screenshots / f"{picture}.png")

    slack.act_as("Ben Clark")
    say(slack, "acme-team", ACME)
    say(slack, "globex-team", GLOBEX)
    for day in (THE_DAY_BEFORE, END_OF_APRIL):
        bot.stop()
        slack.wait_for_no_bot()
        bot.start(day)
        slack.wait_for_bot()
    slack.wait_for_post("Roll Globex's plan: May to July")

    slack.open_home()
    slack.wait_for_text("Your 3 actions, 1 overdue")
    slack.wait_for_text("2 plans are to be rolled")
    slack.wait_for_text("1 strategy waits for your commitment")
    slack.screenshot(screenshots / "home-busy.png")
    slack.press_home_button("Done", beside="ask the plant manager")
    slack.wait_for_text("Done. A2 ask the plant manager")
    slack.wait_for_text("Your 2 actions")
    slack.screenshot(screenshots / "home-done.png")
    slack.press_home_button("Log a light")
    slack.wait_for_text("Which colour is it?")
    slack.screenshot(screenshots / "home-light.png")
    slack.close_modal()

    slack.act_as("Anna Berger")
    slack.open_home()
    slack.wait_for_text("Deine Aktion, 1 überfällig")
    slack.screenshot(screenshots / "home-busy-german.png")
    slack.act_as("Greg Guest")
    slack.open_home()
    slack.wait_for_text("Guests cannot use kam here.")
