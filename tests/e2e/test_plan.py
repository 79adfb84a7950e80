"""The short-term plan through the end of a month, in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.demo.local_slack import LocalSlack
from tests.e2e.conftest import NewSlackPage
from tests.e2e.running_bot import RunningBot, running_bot

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

MID_APRIL = "2027-04-12T09:00+01:00"
THE_DAY_BEFORE = "2027-04-29T09:00+01:00"
END_OF_APRIL = "2027-04-30T09:00:05+01:00"
"""A Friday, the last working day: nine o'clock where Ben, who owns the account, lives."""

SIX_ACTIONS = (
    ('"call the finance director" @anna by 16 April', "A1: call the finance director"),
    ('"ask the plant manager for a reference" @ben by 23 April', "A2: ask the plant manager"),
    ('"book the fair" @ben by 28 April', "A3: book the fair"),
    ('"meet her successor" @anna by 14 May contact', "A4: meet her successor"),
    ('"bring Chris to the plant" in May introduction', "A5: bring Chris to the plant"),
    ('"learn how they budget" in June information', "A6: learn how they budget"),
)


@pytest.fixture
def bot(local_slack: LocalSlack, tmp_path: Path) -> Iterator[RunningBot]:
    """A bot in the middle of April; what went wrong stands in its log."""
    with running_bot(local_slack, tmp_path, MID_APRIL) as running:
        yield running


def test_a_team_plans_six_actions_and_rolls_the_plan_at_the_end_of_the_month(
    bot: RunningBot, new_slack_page: NewSlackPage, screenshots: Path
) -> None:
    slack = new_slack_page(bot.slack)
    slack.wait_for_bot()
    slack.act_as("Ben Clark")
    slack.open("acme-team")
    slack.type_command('/kam account "Acme GmbH"')
    slack.wait_for_answer("Acme GmbH is now set up in this channel")
    for typed, answer in SIX_ACTIONS:
        slack.type_command(f"/kam action {typed}")
        slack.wait_for_answer(f"Planned. {answer.split(':')[0]}")
    slack.screenshot(screenshots / "plan-typed.png")
    slack.type_command("/kam plan")
    slack.wait_for_answer("Acme GmbH: plan for April to June 2027")
    slack.screenshot(screenshots / "plan-april.png")
    slack.pick("Done", in_message_containing="plan for April", beside="book the fair")
    slack.wait_for_answer("Done. A3")

    for day in (THE_DAY_BEFORE, END_OF_APRIL):
        bot.stop()
        slack.wait_for_no_bot()
        bot.start(day)
        slack.wait_for_bot()

    slack.wait_for_post("Roll Acme GmbH's plan: May to July")
    slack.screenshot(screenshots / "review-opened.png")
    slack.open_thread("Roll Acme GmbH's plan: May to July")
    slack.press_button("Carry over to May", in_message_containing="A1 call the finance director")
    slack.wait_for_text("carried over to May")
    slack.press_button("Drop", in_message_containing="A2 ask the plant manager")
    slack.wait_for_text("dropped by Ben Clark")
    slack.screenshot(screenshots / "review-thread.png")
    slack.wait_for_picture("Road map of Acme GmbH")
    slack.press_button("Add an action", in_message_containing="Roll Acme GmbH's plan")
    slack.wait_for_text("What is to be done, in one sentence")
    slack.fill_modal({"What is to be done, in one sentence": "show the new line"})
    slack.choose("Or, without a day, in", "July 2027")
    slack.screenshot(screenshots / "action-modal.png")
    slack.submit_modal()
    slack.wait_for_answer("Planned. A7")
    slack.press_button("Roll the plan", in_message_containing="Roll Acme GmbH's plan")
    slack.wait_for_text("The plan is kept as it stands then")
    slack.screenshot(screenshots / "review-roll.png")
    slack.submit_modal()
    slack.wait_for_post("Rolled by Ben Clark on 30 April")
    slack.close_thread()
    slack.screenshot(screenshots / "review-rolled.png")

    slack.type_command("/kam plan")
    slack.wait_for_answer("Acme GmbH: plan for May to July 2027")
    slack.screenshot(screenshots / "plan-may.png")
    plan = slack.messages()[-1]
    assert plan.index("call the finance director") < plan.index("learn how they budget")
    assert plan.index("learn how they budget") < plan.index("show the new line")
    assert "carried over once" in plan
    assert "ask the plant manager" not in plan
