"""A busy day, the end of its month and a Monday, as a German team and its leader see them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.demo.local_slack import LocalSlack
from tests.e2e.conftest import NewSlackPage
from tests.e2e.running_bot import RunningBot, running_bot
from tests.e2e.slack_page import SlackPage
from tests.e2e.test_digest import GESAGT, REFS

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

MID_APRIL = "2027-04-14T09:00+02:00"
SHOWN = (("ampeln", "Rot: steht klar gegen uns", "board"), ("plan", "Plan für", "plan"))
COMING = (
    ("2027-04-19T09:00:05+02:00", "Acme GmbH diese Woche", "busy-digest"),
    ("2027-04-30T09:00:05+02:00", "Mai bis Juli", "busy-review"),
)
"""Moments of the clock, what is posted then, and the name of the picture."""


@pytest.fixture
def bot(local_slack: LocalSlack, tmp_path: Path) -> Iterator[RunningBot]:
    """A bot in the middle of April; what went wrong stands in its log."""
    with running_bot(local_slack, tmp_path, MID_APRIL) as running:
        yield running


def says(slack: SlackPage, sentence: str, answer: str) -> None:
    slack.type_command(f"/kam {sentence}")
    slack.wait_for_answer(answer)


def test_a_busy_day_the_plan_and_the_portfolio_in_german(
    bot: RunningBot, new_slack_page: NewSlackPage, screenshots: Path
) -> None:
    slack = new_slack_page(bot.slack)
    slack.wait_for_bot()
    slack.act_as("Anna Berger")
    slack.open("acme-team")
    says(slack, 'account "Acme GmbH"', "Acme GmbH")
    for sentence, ref in zip(GESAGT, REFS, strict=True):
        says(slack, sentence, ref)
    says(slack, 'strategie "wir bringen ihre Entwickler in unser Werk"', "S1")
    slack.screenshot(screenshots / "busy-channel-german.png")
    for sentence, answer, picture in SHOWN:
        says(slack, sentence, answer)
        slack.screenshot(screenshots / f"busy-{picture}-german.png")
    for moment, posted, picture in COMING:
        bot.stop()
        slack.wait_for_no_bot()
        bot.start(moment)
        slack.wait_for_bot()
        slack.wait_for_post(posted)
        slack.screenshot(screenshots / f"{picture}-german.png")
    slack.act_as("Dana Fox")
    says(slack, "leader @anna", "Anna Berger is a leader now")
    slack.act_as("Anna Berger")
    says(slack, "portfolio", "Du siehst jeden Account")
    slack.screenshot(screenshots / "busy-portfolio-german.png")
    slack.open_home()
    slack.wait_for_text("Portfolio")
    slack.screenshot(screenshots / "busy-home-german.png")
