"""The weekly digest, in English and in German, in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.demo.local_slack import LocalSlack
from tests.e2e.conftest import NewSlackPage
from tests.e2e.running_bot import RunningBot, running_bot
from tests.e2e.slack_page import SlackPage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

MID_APRIL = "2027-04-14T09:00+01:00"
SUNDAY = "2027-04-18T12:00+01:00"
MONDAY_AT_NINE = "2027-04-19T09:00:05+01:00"

SAID = (
    'goal "Products sold" from 2 to 5 products by 2027-12-31',
    "milestone G1 3 products by 2027-04-30",
    'light red "finance director leaving" blocks G1',
    'light amber "new buyer has no budget of her own yet" decide by 16 April',
    'light green "the plant manager recommends us"',
    'action "call the finance director" @ben by 15 April for L1',
    'action "bring the engineers to the plant" @anna by 22 April introduction',
    'action "send the offer for the third product" @ben by 23 April for M1',
    'action "find out who decides after him" by 24 April information',
)
GESAGT = (
    'ziel "Verkaufte Produkte" von 2 auf 5 Produkte bis 31.12.2027',
    "meilenstein G1 3 Produkte bis 30.4.2027",
    "ampel rot „Finanzdirektor geht“ blockiert G1",
    "ampel gelb „neue Einkäuferin hat noch kein eigenes Budget“ entscheiden bis 16.4.",
    "ampel grün „der Werksleiter empfiehlt uns“",
    "aktion „Finanzdirektor anrufen“ @ben bis 15.4. für L1",
    "aktion „Entwickler ins Werk bringen“ @anna bis 22.4. einführung",
    "aktion „Angebot für das dritte Produkt schicken“ @ben bis 23.4. für M1",
    "aktion „herausfinden, wer nach ihm entscheidet“ bis 24.4. information",
)

REFS = ("G1", "M1", "L1", "L2", "L3", "A1", "A2", "A3", "A4")
"""What each sentence makes: the next one may name it, and so waits for it."""


@pytest.fixture
def bot(local_slack: LocalSlack, tmp_path: Path) -> Iterator[RunningBot]:
    """A bot in the middle of April; what went wrong stands in its log."""
    with running_bot(local_slack, tmp_path, MID_APRIL) as running:
        yield running


def wait_for_monday(bot: RunningBot, slack: SlackPage) -> None:
    """The bot is started on Sunday, and again when the digest falls due."""
    for moment in (SUNDAY, MONDAY_AT_NINE):
        bot.stop()
        slack.wait_for_no_bot()
        bot.start(moment)
        slack.wait_for_bot()


def test_a_team_reads_its_week_and_answers_an_amber_light(
    bot: RunningBot, new_slack_page: NewSlackPage, screenshots: Path
) -> None:
    slack = new_slack_page(bot.slack)
    slack.wait_for_bot()
    slack.act_as("Ben Clark")
    slack.open("acme-team")
    slack.type_command('/kam account "Acme GmbH"')
    slack.wait_for_answer("Acme GmbH is now set up in this channel")
    for sentence, ref in zip(SAID, REFS, strict=True):
        slack.type_command(f"/kam {sentence}")
        slack.wait_for_answer(ref)
    slack.wait_for_answer("Planned. A4")
    slack.type_command("/kam digest")
    slack.wait_for_answer("A preview that only you see.")
    slack.screenshot(screenshots / "digest-preview.png")

    wait_for_monday(bot, slack)

    slack.wait_for_post("Acme GmbH this week")
    slack.screenshot(screenshots / "digest.png")
    slack.press_button("Still open until…", in_message_containing="Acme GmbH this week")
    slack.wait_for_text("Cancel")
    slack.screenshot(screenshots / "digest-still-open.png")
    slack.submit_modal()
    slack.wait_for_answer("Decide by Mon 17 May 2027")


def test_a_team_reads_its_week_in_german(
    bot: RunningBot, new_slack_page: NewSlackPage, screenshots: Path
) -> None:
    slack = new_slack_page(bot.slack)
    slack.wait_for_bot()
    slack.act_as("Anna Berger")
    slack.open("acme-team")
    slack.type_command('/kam account "Acme GmbH"')
    slack.wait_for_answer("Acme GmbH")
    for sentence, ref in zip(GESAGT, REFS, strict=True):
        slack.type_command(f"/kam {sentence}")
        slack.wait_for_answer(ref)
    slack.wait_for_answer("Geplant. A4")

    wait_for_monday(bot, slack)

    slack.wait_for_post("Acme GmbH diese Woche")
    slack.screenshot(screenshots / "digest-german.png")
