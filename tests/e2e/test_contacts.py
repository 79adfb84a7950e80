"""What came of an action, whom we know and what we know, in a real browser, in both languages."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.demo.local_slack import LocalSlack
from tests.e2e.conftest import NewSlackPage
from tests.e2e.running_bot import RunningBot, running_bot

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

TUESDAY = "2026-04-28T09:00+02:00"


@pytest.fixture
def bot(local_slack: LocalSlack, tmp_path: Path) -> Iterator[RunningBot]:
    """A bot on a Tuesday."""
    with running_bot(local_slack, tmp_path, TUESDAY) as running:
        yield running


def test_what_came_of_an_action_leads_on_and_the_board_says_when_one_talked_last(
    bot: RunningBot, new_slack_page: NewSlackPage, screenshots: Path
) -> None:
    slack = new_slack_page(bot.slack)
    slack.wait_for_bot()
    slack.act_as("Ben Clark")
    slack.open("acme-team")
    slack.type_command('/kam account "Acme GmbH"')
    slack.wait_for_answer("Acme GmbH is now set up in this channel")
    slack.type_command('/kam contact "Eva Leitner" finance director decides')
    slack.wait_for_answer("Added. C1 Eva Leitner, finance director")
    slack.type_command('/kam action "show her the pilot" by 30 April with C1')
    slack.wait_for_answer("Planned. A1")

    slack.type_command("/kam done A1")
    slack.wait_for_answer("Done. A1")
    slack.press_button("What came of it?", in_message_containing="Done. A1")
    slack.wait_for_text("What came of it, in one sentence")
    slack.fill_modal({"What came of it, in one sentence": "she wants a pilot in June"})
    slack.submit_modal()
    slack.wait_for_answer("Noted. A1")
    slack.screenshot(screenshots / "outcome.png")
    slack.press_button("Plan what follows", in_message_containing="Noted. A1")
    slack.wait_for_text("What is to be done, in one sentence")
    slack.fill_modal({"What is to be done, in one sentence": "run the pilot"})
    slack.submit_modal()
    slack.wait_for_answer("Planned. A2")

    slack.type_command("/kam contacts")
    slack.wait_for_answer("last talked Tue 28 Apr 2026")
    slack.screenshot(screenshots / "contacts.png")
    slack.type_command('/kam know "They move to SAP in 2027" source "annual report"')
    slack.wait_for_answer("Noted. K1")
    slack.press_button("Their challenges", in_message_containing="Noted. K1")
    slack.type_command("/kam know")
    slack.wait_for_answer("Acme GmbH: key information")
    slack.screenshot(screenshots / "key-information.png")

    slack.act_as("Anna Berger")
    slack.open("acme-team")
    slack.type_command("/kam kontakte")
    slack.wait_for_answer("zuletzt gesprochen Di., 28. Apr. 2026")
    slack.screenshot(screenshots / "contacts-german.png")
    slack.type_command("/kam wissen")
    slack.wait_for_answer("Ihre Herausforderungen")
    slack.screenshot(screenshots / "key-information-german.png")
