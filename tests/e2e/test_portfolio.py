"""The portfolio and the leaders' channel in a real browser, in English and in German."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.demo.local_slack import LocalSlack
from tests.e2e.conftest import NewSlackPage
from tests.e2e.running_bot import RunningBot, running_bot
from tests.e2e.slack_page import SlackPage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

SPRING = "2026-04-28T09:00:00+02:00"
EARLY_SUMMER = "2026-06-09T10:00:00+02:00"
MONDAY = "2026-06-15T09:00:05+02:00"


@pytest.fixture
def bot(local_slack: LocalSlack, tmp_path: Path) -> Iterator[RunningBot]:
    """The bot in April 2026."""
    with running_bot(local_slack, tmp_path, SPRING) as running:
        yield running


def later(slack: SlackPage, bot: RunningBot, now: str) -> None:
    """The bot of the test at another time."""
    bot.stop()
    slack.wait_for_no_bot()
    bot.start(now=now)
    slack.wait_for_bot()


def says(slack: SlackPage, command: str, answer: str) -> None:
    """Somebody types a command and reads what comes of it."""
    slack.type_command(f"/kam {command}")
    slack.wait_for_answer(answer)


@pytest.fixture
def accounts(bot: RunningBot, new_slack_page: NewSlackPage) -> SlackPage:
    """The window of a workspace where Ben owns Acme and Chris owns Globex, with some lights."""
    slack = new_slack_page(bot.slack)
    slack.wait_for_bot()
    slack.act_as("Ben Clark")
    slack.open("acme-team")
    says(slack, 'account "Acme GmbH"', "Acme GmbH is now set up in this channel")
    says(slack, 'light green "they praise our service"', "Logged. 🟢 Green L1")
    slack.act_as("Chris Weber")
    slack.open("globex-team")
    says(slack, 'account "Globex"', "Globex is now set up in this channel")
    says(slack, 'light amber "a new buyer starts in June"', "Logged. 🟡 Amber L1")
    says(slack, 'goal "Sites served" from 2 to 5 by 2027-12-31', "Set. 🎯 G1")
    says(slack, "milestone G1 3 by 2026-05-29", "M1")
    return slack


def test_a_leader_reads_the_portfolio_and_their_channel_gets_it_on_monday(
    accounts: SlackPage, bot: RunningBot, screenshots: Path
) -> None:
    accounts.act_as("Dana Fox")
    accounts.open("sales-leads")
    says(accounts, "leader @dana", "Dana Fox is a leader now")
    says(accounts, "portfolio channel #sales-leads weekly", "The portfolio goes to #sales-leads")
    accounts.screenshot(screenshots / "portfolio-channel.png")

    later(accounts, bot, EARLY_SUMMER)
    accounts.act_as("Ben Clark")
    accounts.open("acme-team")
    says(accounts, 'light red "finance director leaving"', "Logged. 🔴 Red L2")
    accounts.act_as("Dana Fox")
    accounts.open("sales-leads")
    says(accounts, "portfolio", "Acme GmbH red, was green")
    accounts.screenshot(screenshots / "portfolio.png")
    says(accounts, "portfolio amber @ben", "no account is like that")
    says(accounts, "portfolio picture", "The picture comes to you as a direct message")
    accounts.open_dm("Dana Fox")
    accounts.wait_for_picture("Acme GmbH: no light, green from 27 Apr, red from 8 Jun")
    accounts.screenshot(screenshots / "portfolio-picture.png")

    later(accounts, bot, MONDAY)
    accounts.open("sales-leads")
    accounts.wait_for_post("because Dana Fox chose it")
    accounts.screenshot(screenshots / "portfolio-digest.png")
    accounts.press_button("Open the portfolio", in_message_containing="because Dana Fox chose it")
    accounts.wait_for_answer("You see every account because you are a leader.")
    accounts.open_thread("because Dana Fox chose it")
    accounts.wait_for_picture("Portfolio, week by week")
    accounts.screenshot(screenshots / "portfolio-thread.png")


def test_the_portfolio_in_german_of_the_accounts_one_is_in(
    accounts: SlackPage, screenshots: Path
) -> None:
    accounts.act_as("Anna Berger")
    accounts.open("acme-team")
    says(accounts, "übersicht", "Du siehst die Accounts, in deren Team du bist.")
    accounts.screenshot(screenshots / "portfolio-german.png")
    says(accounts, "portfolio bild", "Das Bild kommt gleich als Direktnachricht zu dir.")
    accounts.open_dm("Anna Berger")
    accounts.wait_for_picture("Acme GmbH: keine Ampel, grün ab 27. Apr.")
    accounts.screenshot(screenshots / "portfolio-picture-german.png")
