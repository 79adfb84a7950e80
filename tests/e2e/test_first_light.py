"""The first light: what an account team does on its first day, in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.demo.local_slack import LocalSlack
from tests.e2e.conftest import NewSlackPage
from tests.e2e.running_bot import RunningBot, running_bot
from tests.e2e.slack_page import SlackPage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

CARD = "3 lights from Ben Clark"


@pytest.fixture
def bot(local_slack: LocalSlack, tmp_path: Path) -> Iterator[RunningBot]:
    """The bot, running; what went wrong stands in its log."""
    with running_bot(local_slack, tmp_path) as running:
        yield running


@pytest.fixture
def slack(bot: RunningBot, new_slack_page: NewSlackPage) -> SlackPage:
    """A window on the workspace, with the bot connected."""
    page = new_slack_page(bot.slack)
    page.wait_for_bot()
    return page


@pytest.fixture
def acme(slack: SlackPage) -> SlackPage:
    """The window in #acme-team, whose account Ben has set up in one line."""
    slack.act_as("Ben Clark")
    slack.open("acme-team")
    slack.type_command('/kam account "Acme GmbH"')
    slack.wait_for_answer("Acme GmbH is now set up in this channel")
    return slack


def changes(slack: SlackPage, light: str, button: str) -> None:
    """Whoever acts changes a light from the card on which it stands with others."""
    slack.press_button("Change…", in_message_containing=CARD, beside=light)
    slack.press_button(button, in_message_containing=light)


def test_a_team_sets_up_its_account_logs_turns_clears_and_finds_all_after_a_restart(
    slack: SlackPage, bot: RunningBot, screenshots: Path
) -> None:
    slack.act_as("Ben Clark")
    slack.open("globex-team")
    slack.type_command("/kam start")
    slack.wait_for_text("Set up an account")
    slack.screenshot(screenshots / "set-up-modal.png")
    slack.fill_modal({"Which customer is it?": "Globex"})
    slack.submit_modal()
    slack.wait_for_answer("Globex is now set up in this channel")

    slack.type_command('/kam light red "finance director leaving"')
    slack.wait_for_answer("Logged. 🔴 Red L1: finance director leaving")
    slack.wait_for_post("Ben Clark logged a red light")
    slack.screenshot(screenshots / "first-light.png")
    slack.type_command("/kam light amber merger talks with Initech decide by next Friday")
    slack.wait_for_post("2 lights from Ben Clark")
    slack.type_command("/kam light green “their plant manager recommends us”")
    slack.wait_for_post(CARD)
    slack.wait_until_gone("Ben Clark logged")  # it is the same card

    slack.act_as("Chris Weber")
    changes(slack, "finance director leaving", "🟡 Turn amber")
    slack.wait_for_answer("Turned. 🟡 Amber L1")
    slack.wait_for_post("Amber L1: finance director leaving")
    changes(slack, "merger talks", "Clear")
    slack.wait_for_answer("Cleared L2")
    slack.open_thread(CARD)
    slack.wait_for_text("Chris Weber turned a light amber")
    slack.wait_for_text("Chris Weber cleared a light")
    slack.screenshot(screenshots / "channel.png")
    slack.close_thread()
    posts = slack.messages()
    assert sum(CARD in post for post in posts) == 1
    assert not any("Chris Weber turned" in post or "Chris Weber cleared" in post for post in posts)
    changes(slack, "recommends us", "Clear")
    slack.wait_for_answer("Cleared L3")
    slack.press_button("Undo", in_message_containing="Cleared L3")
    slack.wait_for_answer("Taken back: cleared L3")

    bot.stop()
    slack.wait_for_no_bot()
    bot.start()
    slack.wait_for_bot()

    slack.type_command("/kam lights")
    slack.wait_for_answer("Globex: 🟡 amber")
    slack.screenshot(screenshots / "lights-board.png")
    board = slack.messages()[-1]
    assert "L1 finance director leaving" in board
    assert "merger talks" not in board
    assert "L3 their plant manager recommends us" in board


def test_german_is_answered_in_german_and_announced_in_the_accounts_language(
    acme: SlackPage, screenshots: Path
) -> None:
    acme.act_as("Anna Berger")
    acme.type_command("/kam ampel rot „Finanzdirektor geht“")
    acme.wait_for_answer("Eingetragen. 🔴 Rot L1: Finanzdirektor geht")
    acme.wait_for_post("Anna Berger logged a red light")
    acme.type_command("/kam ampeln")
    acme.wait_for_answer("Acme GmbH: 🔴 rot")

    acme.screenshot(screenshots / "german.png")


def test_a_sentence_to_the_bot_in_a_thread_is_answered_there(acme: SlackPage) -> None:
    acme.say("They call off the visit.")
    acme.open_thread("They call off the visit.")
    acme.reply("@kam light red their board calls off the visit")
    acme.wait_for_answer("Logged. 🔴 Red L1: their board calls off the visit")

    assert any("Logged. 🔴 Red L1" in message for message in acme.thread_messages())
    acme.close_thread()
    acme.wait_for_post("Ben Clark logged a red light")


def test_the_picture_in_the_readme_is_what_a_team_sees(acme: SlackPage, screenshots: Path) -> None:
    acme.resize(1000, 716)
    acme.act_as("Chris Weber")
    acme.open("globex-team")  # whose answer is not in the picture then
    acme.type_command("/kam light #acme-team green their plant in Graz saves 400,000 € a year")
    acme.wait_for_answer("Logged.")
    acme.act_as("Ben Clark")
    acme.open("acme-team")
    acme.wait_for_post("Chris Weber logged a green light")
    acme.type_command('/kam light red "finance director leaving"')
    acme.wait_for_answer("Logged. 🔴 Red L2: finance director leaving")
    acme.wait_for_post("Ben Clark logged a red light")

    acme.screenshot(screenshots / "readme.png")


def test_help_gives_an_overview_and_explains_a_word(acme: SlackPage, screenshots: Path) -> None:
    acme.type_command("/kam help")
    acme.wait_for_answer("What you can say to kam")
    acme.wait_for_answer("Strategies the team commits to")
    acme.type_command("/kam help light")
    acme.wait_for_answer("/kam light L3 clear")
    acme.screenshot(screenshots / "help.png")


def test_a_guest_learns_nothing_of_the_account(acme: SlackPage) -> None:
    acme.act_as("Greg Guest")
    acme.open("partners")
    acme.type_command("/kam lights #acme-team")
    acme.wait_for_answer("Guests cannot use kam here.")

    assert "Acme" not in acme.messages()[-1]


def test_somebody_elsewhere_names_the_channel_of_the_account(acme: SlackPage) -> None:
    acme.open("globex-team")
    acme.type_command("/kam light #acme-team green their board praised us")
    acme.wait_for_answer("Logged. 🟢 Green L1: their board praised us")
    acme.open("acme-team")
    acme.wait_for_post("Ben Clark logged a green light")
