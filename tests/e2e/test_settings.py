"""What an account sets, and what one wants to be told, in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.demo.local_slack import LocalSlack
from tests.e2e.conftest import NewSlackPage
from tests.e2e.running_bot import RunningBot, running_bot

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

APRIL = "2027-04-28T09:00+01:00"
THE_DAY_BEFORE = "2027-04-29T09:00+01:00"
END_OF_APRIL = "2027-04-30T09:00:05+01:00"


@pytest.fixture
def bot(local_slack: LocalSlack, tmp_path: Path) -> Iterator[RunningBot]:
    """A bot at the end of April; what went wrong stands in its log."""
    with running_bot(local_slack, tmp_path, APRIL) as running:
        yield running


def test_an_owner_sets_the_account_and_themselves_and_asks_why_the_review_comes(
    bot: RunningBot, new_slack_page: NewSlackPage, screenshots: Path
) -> None:
    slack = new_slack_page(bot.slack)
    slack.wait_for_bot()
    slack.act_as("Ben Clark")
    slack.open("acme-team")
    slack.type_command('/kam account "Acme GmbH"')
    slack.wait_for_answer("Acme GmbH is now set up in this channel")

    slack.resize(1280, 1500)
    slack.type_command("/kam settings")
    slack.wait_for_text("Time zone for all times")
    slack.screenshot(screenshots / "settings.png")
    slack.choose("Day of the digest", "Friday")
    slack.choose("Hour of the digest", "08:00")
    slack.choose("Announced in the channel", "red and amber only")
    slack.submit_modal()
    slack.wait_for_answer("Day of the digest: Friday")
    slack.screenshot(screenshots / "settings-saved.png")

    slack.press_button("My own settings", in_message_containing="Day of the digest: Friday")
    slack.wait_for_text("Reminders of actions that are due")
    slack.choose("Quiet from", "18:00")
    slack.screenshot(screenshots / "settings-mine.png")
    slack.submit_modal()
    slack.wait_for_answer("Quiet hours: 18:00 to 08:00")

    slack.type_command('/kam light green "plant manager likes us"')
    slack.wait_for_answer("Logged.")

    for day in (THE_DAY_BEFORE, END_OF_APRIL):
        bot.stop()
        slack.wait_for_no_bot()
        bot.start(day)
        slack.wait_for_bot()
    slack.wait_for_post("Roll Acme GmbH's plan: May to July")
    assert not [each for each in slack.messages() if "logged a green light" in each]

    slack.press_button("Why do I see this?", in_message_containing="Roll Acme GmbH's plan")
    slack.wait_for_answer("on its last working day at 09:00")
    slack.screenshot(screenshots / "why.png")
    slack.press_button("Snooze a week", in_message_containing="on its last working day")
    slack.wait_for_answer("It comes again from Sat 8 May 2027 on.")
    slack.screenshot(screenshots / "why-snoozed.png")
    slack.press_button("Undo", in_message_containing="It comes again from")
    slack.wait_for_answer("Taken back")


def test_somebody_who_reads_german_sets_the_account_in_german(
    bot: RunningBot, new_slack_page: NewSlackPage, screenshots: Path
) -> None:
    slack = new_slack_page(bot.slack)
    slack.wait_for_bot()
    slack.act_as("Anna Berger")
    slack.open("acme-team")
    slack.type_command('/kam account "Acme GmbH"')
    slack.wait_for_answer("Acme GmbH")
    slack.resize(1280, 1500)
    slack.type_command("/kam einstellungen")
    slack.wait_for_text("Zeitzone aller Uhrzeiten")
    slack.screenshot(screenshots / "settings-de.png")
    slack.choose("Tag des Wochenberichts", "Freitag")
    slack.choose("Feiertage: dann keine Erinnerungen", "Österreich")
    slack.submit_modal()
    slack.wait_for_answer("Tag des Wochenberichts: Freitag")
    slack.type_command("/kam einstellungen ich")
    slack.wait_for_text("Erinnerungen an fällige Aktionen")
    slack.screenshot(screenshots / "settings-mine-de.png")
    slack.close_modal()
