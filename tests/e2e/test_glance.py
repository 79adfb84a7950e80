"""The account at a glance and its files in a real browser, in both languages."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.demo.local_slack import LocalSlack
from tests.e2e.conftest import NewSlackPage
from tests.e2e.running_bot import RunningBot, running_bot

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

SPRING = "2026-04-28T09:00:00+02:00"

STORY = (
    ('vision "First choice for everything that moves" 3y', "Set. 🔭 G1"),
    ('relationship "We trust them completely" 2y', "Set. 💬 G2"),
    ('heard "they kept their word in Graz" G2', "Heard: “they kept their word in Graz”"),
    ('goal "Products sold" from 2 to 5 products by 2027-12-31', "Set. 🎯 G3"),
    ("milestone G3 3 by 2026-05-10", "at risk"),
    ('light green "head of production recommends us"', "Logged."),
    ('light amber "merger with Initech may freeze suppliers"', "Logged."),
    ('light red "finance director leaving" blocks G3', "Logged."),
    ('action "call the finance director" @anna by 30 April for L3', "Planned."),
    ('action "prepare the renewal offer" by 12 May', "Planned."),
)


@pytest.fixture
def bot(local_slack: LocalSlack, tmp_path: Path) -> Iterator[RunningBot]:
    """The bot in April 2026."""
    with running_bot(local_slack, tmp_path, SPRING) as running:
        yield running


def test_everything_about_an_account_before_a_meeting(
    bot: RunningBot, new_slack_page: NewSlackPage, screenshots: Path
) -> None:
    page = new_slack_page(bot.slack)
    page.wait_for_bot()
    page.act_as("Ben Clark")
    page.open("acme-team")
    page.type_command('/kam account "Acme GmbH"')
    page.wait_for_answer("Acme GmbH is now set up in this channel")
    for sentence, answer in STORY:
        page.type_command(f"/kam {sentence}")
        page.wait_for_answer(answer)

    page.type_command("/kam")
    page.wait_for_answer("Next review: Thu 30 Apr 2026, 09:00")
    page.screenshot(screenshots / "glance.png")
    page.type_command("/kam map share")
    page.wait_for_picture("Road map of Acme GmbH")
    page.screenshot(screenshots / "map.png")
    page.type_command("/kam export")
    page.wait_for_answer("I am sending it to you in a direct message.")
    page.open_dm("Ben Clark")
    page.wait_for_text("Acme GmbH in a file, as you asked")
    page.screenshot(screenshots / "export.png")
    page.open("acme-team")

    page.act_as("Anna Berger")
    page.type_command("/kam")
    page.wait_for_answer("Nächste Planrunde: Do., 30. Apr. 2026, 09:00 Uhr")
    page.screenshot(screenshots / "glance-german.png")
