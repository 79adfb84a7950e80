"""A strategy in a real browser: proposed, committed to by one after the other, reworded."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.demo.local_slack import LocalSlack
from bot.demo.world import ACME, DANA, SAMPLE, DemoWorld
from tests.e2e.conftest import NewSlackPage
from tests.e2e.running_bot import RunningBot, running_bot
from tests.e2e.slack_page import SlackPage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

TUESDAY = "2026-04-28T09:00+02:00"
THE_DAYS_AFTER = ("2026-04-29T12:00+02:00", "2026-05-01T09:00:05+01:00")
"""The second is Friday, three working days later, at nine where Ben lives, who owns the account."""

FOUR = replace(ACME, members=(*ACME.members, DANA.id))
CARD = "S1 Become their innovation partner"
LINE = "What will you do, in one line?"
IN_GERMAN = "Was trägst du bei, in einer Zeile?"
LINES = (
    ("Ben Clark", LINE, "I open the doors of their board"),
    ("Anna Berger", IN_GERMAN, "I visit their production twice a year"),
    ("Chris Weber", LINE, "I bring one idea from our plants every month"),
)


@pytest.fixture
def world() -> DemoWorld:
    """A team of four, and a guest."""
    return replace(SAMPLE, channels=(FOUR, *SAMPLE.channels[1:]))


@pytest.fixture
def bot(world: DemoWorld, tmp_path: Path) -> Iterator[RunningBot]:
    """A bot on a Tuesday."""
    with LocalSlack.start(world) as slack, running_bot(slack, tmp_path, TUESDAY) as running:
        yield running


def commits(slack: SlackPage, name: str, question: str, line: str) -> None:
    slack.act_as(name)
    slack.open("acme-team")
    slack.press_button("I commit", in_message_containing=CARD)
    slack.wait_for_text(question)
    slack.fill_modal({question: line})
    slack.submit_modal()
    slack.wait_for_post(line)


@pytest.fixture
def slack(bot: RunningBot, new_slack_page: NewSlackPage) -> SlackPage:
    """The window in #acme-team, with the account that Ben has set up."""
    page = new_slack_page(bot.slack)
    page.wait_for_bot()
    page.act_as("Ben Clark")
    page.open("acme-team")
    page.type_command('/kam account "Acme GmbH"')
    page.wait_for_answer("Acme GmbH is now set up in this channel")
    return page


def test_a_team_commits_to_a_strategy_one_after_the_other(
    slack: SlackPage, bot: RunningBot, screenshots: Path
) -> None:
    slack.type_command('/kam goal "Products sold" from 2 to 5 products by 2027-12-31')
    slack.wait_for_answer("Set. 🎯 G1")
    slack.type_command('/kam strategy "Become their innovation partner" for G1')
    slack.wait_for_post("0 of 4 committed")
    slack.screenshot(screenshots / "strategy-proposed.png")

    for name, question, line in LINES:
        commits(slack, name, question, line)
    slack.wait_for_post("3 of 4 committed")
    slack.screenshot(screenshots / "strategy-committed.png")

    raises_a_concern(slack, "Dana Fox", "nobody here can run the workshops", screenshots)
    is_answered(slack, "Chris trains two of us in May")
    is_reworded(slack, screenshots)

    for day in THE_DAYS_AFTER:
        bot.stop()
        slack.wait_for_no_bot()
        bot.start(day)
        slack.wait_for_bot()
    slack.act_as("Chris Weber")
    slack.open_dm("Chris Weber")
    slack.wait_for_text("1 strategy waits for your commitment")
    slack.screenshot(screenshots / "strategy-reminder.png")


def raises_a_concern(slack: SlackPage, name: str, text: str, screenshots: Path) -> None:
    slack.act_as(name)
    slack.open("acme-team")
    slack.press_button("I have a concern", in_message_containing=CARD)
    slack.wait_for_text("What is your concern?")
    slack.fill_modal({"What is your concern?": text})
    slack.screenshot(screenshots / "strategy-concern-form.png")
    slack.submit_modal()
    slack.wait_for_post(f"{name} has a concern, see the thread")
    slack.open_thread(CARD)
    slack.wait_for_text(f"{name} has a concern about S1")
    slack.screenshot(screenshots / "strategy-concern.png")


def is_answered(slack: SlackPage, answer: str) -> None:
    slack.press_button("Answer", in_message_containing="has a concern about S1")
    slack.wait_for_text("What do you answer?")
    slack.fill_modal({"What do you answer?": answer})
    slack.submit_modal()
    slack.wait_for_text(f"answered: {answer}")
    slack.close_thread()


def is_reworded(slack: SlackPage, screenshots: Path) -> None:
    slack.act_as("Ben Clark")
    slack.open("acme-team")
    slack.type_command('/kam strategy S1 "Become their favourite innovation partner"')
    slack.wait_for_post("0 of 4 committed")
    slack.wait_until_gone("3 of 4 committed")
    slack.open_thread("0 of 4 committed")
    slack.wait_for_text("Ben Clark changed the wording of S1")
    slack.screenshot(screenshots / "strategy-reworded.png")
    slack.press_button("I commit", in_message_containing="changed the wording of S1")
    slack.wait_for_text("Become their favourite innovation partner")
    slack.fill_modal({LINE: "I open the doors of their board"})
    slack.screenshot(screenshots / "strategy-commit-form.png")
    slack.submit_modal()
    slack.close_thread()
    slack.wait_for_post("1 of 4 committed")
    slack.type_command("/kam strategy S1")
    slack.wait_for_answer("Still to come: Anna Berger, Chris Weber and Dana Fox")
    slack.screenshot(screenshots / "strategy-alone.png")


def test_three_questions_lead_to_the_first_strategy(slack: SlackPage, screenshots: Path) -> None:
    slack.type_command("/kam strategies")
    slack.wait_for_answer("Three questions lead to the first")
    slack.press_button("Start with three questions")
    slack.wait_for_text("1 of 3")
    slack.fill_modal({"The strategy in one line": "Become their innovation partner"})
    slack.screenshot(screenshots / "strategy-question-1.png")
    slack.submit_modal_and_see("2 of 3")
    statement = "Once a quarter we bring an idea they did not ask for."
    slack.fill_modal({"What it means, in a few sentences": statement})
    slack.screenshot(screenshots / "strategy-question-2.png")
    slack.submit_modal_and_see("3 of 3")
    slack.fill_modal({"Your own line: what will you do?": "I visit their production"})
    slack.screenshot(screenshots / "strategy-question-3.png")
    slack.submit_modal()

    slack.wait_for_post(statement)
    slack.wait_for_post("1 of 4 committed")
    slack.screenshot(screenshots / "strategy-started.png")
