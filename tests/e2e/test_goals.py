"""Goals on four levels in a real browser: set, measured, slipped, resolved, drawn."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.demo.local_slack import LocalSlack
from tests.e2e.conftest import NewSlackPage
from tests.e2e.running_bot import RunningBot, running_bot
from tests.e2e.slack_page import SlackPage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

SPRING = "2026-04-28T09:00:00+02:00"
SUMMER = "2026-06-30T10:00:00+02:00"
AUTUMN = "2026-10-13T10:00:00+02:00"


@pytest.fixture
def bot(local_slack: LocalSlack, tmp_path: Path) -> Iterator[RunningBot]:
    """The bot in April 2026."""
    with running_bot(local_slack, tmp_path, SPRING) as running:
        yield running


@pytest.fixture
def team(bot: RunningBot, new_slack_page: NewSlackPage) -> SlackPage:
    """The window in #acme-team, which has no account yet."""
    page = new_slack_page(bot.slack)
    page.wait_for_bot()
    page.open("acme-team")
    return page


@pytest.fixture
def acme(team: SlackPage) -> SlackPage:
    """A workspace with the account that Ben has set up in one line, in English."""
    team.act_as("Ben Clark")
    team.type_command('/kam account "Acme GmbH"')
    team.wait_for_answer("Acme GmbH is now set up in this channel")
    return team


def later(slack: SlackPage, bot: RunningBot, now: str) -> None:
    """The bot of the test at another time."""
    bot.stop()
    slack.wait_for_no_bot()
    bot.start(now=now)
    slack.wait_for_bot()


def test_a_team_sets_four_levels_and_hears_of_a_slip_in_time(
    acme: SlackPage, bot: RunningBot, screenshots: Path
) -> None:
    acme.type_command('/kam vision "First choice for everything that moves" 3y')
    acme.wait_for_answer("Set. 🔭 G1")
    acme.type_command('/kam relationship "We trust them completely" 2y')
    acme.wait_for_answer("Set. 💬 G2")
    acme.type_command('/kam goal "Products sold" from 2 to 5 products by 2027-12-31')
    acme.wait_for_answer("Set. 🎯 G3")
    acme.press_button("Propose milestones", in_message_containing="Set. 🎯 G3")
    acme.wait_for_text("Milestones for G3")
    acme.screenshot(screenshots / "milestones-modal.png")
    acme.submit_modal()
    acme.wait_for_answer("G3 has 3 milestones")
    acme.type_command('/kam heard "they always bring us ideas" G2')
    acme.wait_for_answer("Heard: “they always bring us ideas”")
    acme.type_command("/kam progress G3 2 products")
    acme.wait_for_answer("Noted: 2 products on Tue 28 Apr 2026")
    acme.type_command("/kam goals")
    acme.wait_for_answer("Acme GmbH: goals")
    acme.screenshot(screenshots / "goals.png")

    later(acme, bot, SUMMER)
    acme.type_command("/kam check")
    acme.wait_for_answer("line of sight")
    acme.screenshot(screenshots / "line-of-sight.png")
    later(acme, bot, AUTUMN)
    acme.wait_for_post("M1 is at risk")
    acme.screenshot(screenshots / "slip.png")
    acme.press_button("Plan an action", in_message_containing="M1 is at risk")
    acme.wait_for_text("What is to be done, in one sentence")
    acme.fill_modal({"What is to be done, in one sentence": "show the new line"})
    acme.choose("What is it for?", "M1 3 products: Products sold")
    acme.submit_modal()
    acme.wait_for_answer("Planned. A1")
    acme.press_button("Report progress", in_message_containing="M1 is at risk")
    acme.wait_for_text("Where are we now?")
    acme.fill_modal({"Where are we now?": "3"})
    acme.submit_modal()
    acme.wait_for_answer("Noted: 3 products")
    acme.open_thread("M1 is at risk")
    acme.wait_for_text("M1 is reached")
    acme.screenshot(screenshots / "slip-resolved.png")
    acme.close_thread()
    assert sum("M1 is at risk" in message for message in acme.messages()) == 1

    acme.type_command("/kam chart G3 share")
    acme.wait_for_picture("Chart of G3")
    acme.screenshot(screenshots / "chart.png")
    acme.type_command("/kam")
    acme.wait_for_answer("First choice for everything that moves")
    acme.screenshot(screenshots / "glance.png")


def test_goals_are_told_in_german(team: SlackPage, screenshots: Path) -> None:
    team.act_as("Anna Berger")
    team.type_command("/kam kunde „Acme GmbH“")
    team.wait_for_answer("Acme GmbH")
    team.type_command("/kam vision „Erste Wahl für alles, was sich bewegt“ 3 Jahre")
    team.wait_for_answer("Gesetzt. 🔭 G1")
    team.type_command("/kam beziehung „Wir vertrauen ihnen voll und ganz“ 2 Jahre")
    team.wait_for_answer("Gesetzt. 💬 G2")
    team.type_command("/kam ziel „Umsatz“ von 1,2 Mio. auf 1,5 Mio. EUR bis 31.12.2027")
    team.wait_for_answer("von 1.200.000")
    team.type_command("/kam meilenstein G3 1,3 Mio. bis Ende Oktober")
    team.wait_for_answer("im Plan")
    team.type_command("/kam fortschritt G3 1.250.000")
    team.wait_for_answer("Notiert: 1.250.000")
    team.type_command("/kam gehört „Die bringen immer Ideen“ G2")
    team.wait_for_answer("Gehört:")
    team.type_command("/kam ziele")
    team.wait_for_answer("Acme GmbH: Ziele")
    team.screenshot(screenshots / "goals-german.png")
    team.type_command("/kam prüfen")
    team.wait_for_answer("Acme GmbH: roter Faden")
    team.type_command("/kam diagramm G3 teilen")
    team.wait_for_picture("Diagramm zu G3 Umsatz")
    team.screenshot(screenshots / "chart-german.png")
    team.type_command("/kam ampel rot „Werksleiter geht“")
    team.wait_for_post("Anna Berger hat eine rote Ampel")
    team.type_command("/kam diagramm teilen")
    team.wait_for_picture("Diagramm: Ampeln von Acme GmbH")
    team.screenshot(screenshots / "chart-lights-german.png")
