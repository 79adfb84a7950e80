from datetime import UTC, datetime
from typing import Any

import pytest

from tests.slack import events
from tests.slack.office import ACME, ANNA, BEN, CHRIS, GREG, Office

Json = dict[str, Any]


def thread(office: Office) -> list[Json]:
    """The messages in the thread of the review, without its head and its picture."""
    replies = [each for each in office.told() if each.get("thread_ts") and not is_head(each)]
    return [each for each in replies if not each.get("files")]


def heads(office: Office) -> list[Json]:
    """The messages that stand in the channel by themselves and are about a review."""
    return [each for each in office.told() if is_head(each) and "plan: " in each["text"]]


def head(office: Office) -> Json:
    (found,) = heads(office)
    return found


def is_head(message: Json) -> bool:
    return message.get("thread_ts") in (None, message["ts"])


def shown(message: Json) -> str:
    return str(message["blocks"])


@pytest.fixture
def april(acme: Office) -> Office:
    """Acme on the morning of the last working day of April, before nine."""
    acme.types('action "call the finance director" by 29 April')
    acme.types('action "send the offer" by 30 April')
    acme.types('action "meet procurement" in May contact')
    acme.types("done A1")
    acme.tick()
    acme.clock.now = acme.clock.now.replace(day=30, hour=7, minute=59)
    acme.tick()
    return acme


def roll(office: Office, by: str = BEN) -> Json:
    office.presses(head(office), "review.roll", by=by)
    return office.sends(office.slack.views[-1], {}, by=by)


def found_out(office: Office) -> None:
    """Slack refused nothing but to read or edit what was deleted."""
    refused = {each.error for each in office.slack.rejections}
    assert refused <= {"message_not_found", "thread_not_found"}
    office.slack.api.rejections.clear()


# --------------------------------------------------------------------------------- the thread


def test_on_the_last_working_day_at_nine_the_bot_opens_one_thread(april: Office) -> None:
    assert heads(april) == []

    april.tick(minutes=2)
    april.tick(minutes=30)

    (opened,) = heads(april)
    assert opened["text"] == "Roll Acme's plan: May to July. 1 done, 1 still open"
    assert "*A1* call the finance director" in shown(opened)
    assert "(A3) needs owner and date" in shown(opened)
    assert "*July*  ⚠️ needs a first outline" in shown(opened)
    assert "none in June and July" in shown(opened)
    assert [each["text"] for each in thread(april)] == ["Left over: A2 send the offer"]
    assert april.slack.rejections == []


def test_the_method_check_names_lights_without_an_action_and_ambers_past_their_date(
    april: Office,
) -> None:
    april.clock.forward(days=-2)
    april.types('light red "finance director leaving"')
    april.types('light amber "new buyer" decide by 29 April')
    april.at_nine(30, 4)

    assert "Nothing is planned yet for *finance director leaving* (L1)" in shown(head(april))
    assert "Amber past its date: *new buyer* (L2)" in shown(head(april))


def test_rolling_shows_first_what_will_happen_and_then_posts_the_new_plan_in_the_thread(
    april: Office,
) -> None:
    april.tick(minutes=2)

    april.presses(head(april), "review.roll", by=CHRIS)
    preview = april.slack.views[-1]
    assert "the plan covers May to July from now on" in shown(preview)
    assert "*A2* send the offer" in shown(preview)
    assert "Rolled by" not in head(april)["text"]

    answer = april.sends(preview, {}, by=CHRIS)

    assert answer["text"].startswith("Rolled. Acme's plan now covers May to July")
    assert head(april)["text"].endswith("Rolled by Chris on 30 April")
    line, plan = thread(april)
    assert line["text"] == "A2 carried over to May: send the offer"
    assert plan["text"].startswith("Acme: plan for May to July 2026")
    assert april.types("plan")["text"].startswith("Acme: plan for May to July 2026")
    assert april.slack.rejections == []


def test_what_is_left_over_is_done_carried_over_or_dropped_in_its_own_line(
    april: Office,
) -> None:
    for name in ("second", "third"):
        april.types(f'action "{name}" by 30 April')
    april.tick(minutes=2)
    done, carried, dropped = thread(april)

    april.presses(done, "action.done", by=CHRIS)
    april.presses(carried, "review.carry", by=CHRIS)
    answer = april.presses(dropped, "review.drop", by=CHRIS)

    assert [each["text"].partition(":")[0] for each in thread(april)] == [
        "A2 done, says Chris",
        "A4 carried over to May",
        "A5 dropped by Chris",
    ]
    april.presses(answer, "undo", by=CHRIS)
    assert thread(april)[-1]["text"] == "Left over: A5 third"


def test_a_line_follows_what_is_typed_elsewhere(april: Office) -> None:
    april.tick(minutes=2)
    april.types("done A2", by=CHRIS)
    assert thread(april)[0]["text"].startswith("A2 done, says Chris")


def test_the_third_carry_over_asks_whether_it_is_really_a_red_light(april: Office) -> None:
    april.tick(minutes=2)
    roll(april)
    for day, month in ((29, 5), (30, 6)):
        april.at_nine(day, month)
        line = next(each for each in thread(april) if each["text"].startswith("Left over: A2"))
        if month == 5:
            april.presses(line, "review.carry")

    question = april.presses(line, "review.carry", by=CHRIS)

    assert question["text"].startswith("A2 would be carried over 3 times: drop it, or")
    april.presses(question, "review.red", by=CHRIS)
    form = april.slack.views[-1]
    assert "send the offer" in shown(form)
    april.presses(question, "review.carry_anyway", by=CHRIS)
    assert "A2 carried over to July" in str([each["text"] for each in thread(april)])


def test_the_method_s_example_april_plans_may_to_july_and_may_plans_june_to_august(
    april: Office,
) -> None:
    april.tick(minutes=2)
    roll(april)
    assert april.types("plan")["text"].startswith("Acme: plan for May to July 2026")

    april.at_nine(29, 5)
    may = heads(april)[-1]
    april.presses(may, "review.roll")
    april.sends(april.slack.views[-1], {}, by=BEN)

    assert may["text"].startswith("Roll Acme's plan: June to August")
    assert april.types("plan")["text"].startswith("Acme: plan for June to August 2026")


# ------------------------------------------------------------------------- who was quicker


def test_of_two_who_roll_at_once_one_does_and_the_other_is_told_who(april: Office) -> None:
    april.tick(minutes=2)
    opened = head(april)
    april.presses(opened, "review.roll", by=BEN)
    mine = april.slack.views[-1]
    april.presses(opened, "review.roll", by=CHRIS)
    theirs = april.slack.views[-1]

    april.sends(mine, {}, by=BEN)
    answer = april.sends(theirs, {}, by=CHRIS)

    assert answer["text"] == "Ben already rolled the plan for May, on 30 April."
    assert len([each for each in thread(april) if "plan for" in each["text"]]) == 1


def test_roll_pressed_twice_rolls_once(april: Office) -> None:
    april.tick(minutes=2)
    for _ in range(2):
        april.presses(head(april), "review.roll", by=BEN)
    first, second = april.slack.views[-2:]

    april.sends(first, {}, by=BEN)
    again = april.sends(second, {}, by=BEN)

    assert again["text"] == "Ben already rolled the plan for May, on 30 April."
    assert len([each for each in thread(april) if "plan for" in each["text"]]) == 1
    assert "carried over once" in shown(april.types("plan"))


def test_the_roll_button_of_a_message_that_is_older_says_who_rolled(april: Office) -> None:
    april.tick(minutes=2)
    older = head(april)
    roll(april)

    answer = april.presses(older, "review.roll", by=CHRIS)

    assert "Ben already rolled" in answer["text"]


def test_a_roll_that_is_undone_can_be_done_again(april: Office) -> None:
    april.tick(minutes=2)
    rolled = roll(april)

    april.presses(rolled, "undo")

    assert head(april)["text"].startswith("Roll Acme's plan")
    assert "carried over" not in shown(april.types("plan"))
    assert [each for each in thread(april) if "carried over" in each["text"]] == []
    roll(april)
    assert head(april)["text"].endswith("Rolled by Ben on 30 April")
    assert "carried over once" in shown(april.types("plan"))


def test_what_was_moved_since_a_roll_stays_where_it_is_when_the_roll_is_undone(
    april: Office,
) -> None:
    april.tick(minutes=2)
    rolled = roll(april)
    april.types("move A2 to June", by=CHRIS)

    april.presses(rolled, "undo")

    assert "June" in shown(april.types("action A2"))


# ------------------------------------------------------------------------------- by hand


def test_a_review_opened_by_hand_is_not_opened_by_the_clock_again(april: Office) -> None:
    first = april.types("review", by=CHRIS)
    again = april.types("review", by=BEN)
    april.tick(minutes=5)

    assert "The review is open" in first["text"]
    assert again["text"].startswith("Roll Acme's plan: May to July")
    assert len(heads(april)) == 1


def test_in_german_it_is_called_a_planrunde(april: Office) -> None:
    april.types("planrunde", by=ANNA)
    assert len(heads(april)) == 1


def test_a_missed_review_is_held_in_the_month_itself(april: Office) -> None:
    april.clock.now = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)
    assert "Roll Acme's plan: May to July" in april.types("review roll") or april.slack.views
    april.types("review")
    assert head(april)["text"].startswith("Roll Acme's plan: May to July")


def test_not_this_month_needs_a_reason_and_brings_silence(april: Office) -> None:
    april.tick(minutes=2)
    april.presses(head(april), "review.later", by=CHRIS)
    form = april.slack.views[-1]
    april.sends(form, {"text": "the customer decides in June"}, by=CHRIS)

    assert "Not this month, says Chris: the customer decides in June" in head(april)["text"]
    for day in range(4, 30):
        april.at_nine(day, 5) if day < 29 else None
    assert not [each for each in thread(april) if "not rolled yet" in each["text"]]


def test_what_was_put_off_can_be_taken_back_and_is_brought_to_mind_again(april: Office) -> None:
    april.tick(minutes=2)
    april.presses(head(april), "review.later", by=CHRIS)
    answer = april.sends(april.slack.views[-1], {"text": "the fair"}, by=CHRIS)

    april.presses(answer, "undo", by=CHRIS)

    assert head(april)["text"].startswith("Roll Acme's plan")
    april.at_nine(5, 5)
    assert "not rolled yet" in thread(april)[-1]["text"]


def test_a_blank_reason_is_asked_for_in_the_form(april: Office) -> None:
    april.tick(minutes=2)
    april.presses(head(april), "review.later", by=CHRIS)
    april.sends(april.slack.views[-1], {"text": "   "}, by=CHRIS)
    assert head(april)["text"].startswith("Roll Acme's plan")


def test_what_changed_since_the_last_roll_is_one_message(april: Office) -> None:
    april.tick(minutes=2)
    roll(april)
    april.clock.forward(hours=1)
    april.types("done A2", by=CHRIS)

    told = april.presses(head(april), "review.changes", by=ANNA)

    assert "A2" in shown(told)
    assert "call the finance director" not in shown(told)
    assert "1 change" in april.types("review changes")["text"]


# ------------------------------------------------------------------------------- nudges


def test_not_rolled_it_is_brought_to_mind_three_times_and_then_no_more(april: Office) -> None:
    april.tick(minutes=2)
    nudged = []
    for day in range(1, 29):
        april.at_nine(day, 5)
        count = len([each for each in thread(april) if "not rolled yet" in each["text"]])
        nudged.append(count)

    # 30 April is a Thursday: three working days later is Tuesday the 5th.
    assert [day + 1 for day, count in enumerate(nudged) if count > (nudged[day - 1] if day else 0)]
    assert nudged[3:5] == [0, 1]
    assert nudged[-1] == 3
    direct = [each["text"] for each in april.slack.direct_messages(BEN)]
    assert len([text for text in direct if "not rolled yet" in text]) == 3
    assert april.slack.rejections == []


def test_a_review_that_is_rolled_is_not_brought_to_mind(april: Office) -> None:
    april.tick(minutes=2)
    roll(april)
    for day in range(4, 20):
        april.at_nine(day, 5)
    assert "not rolled yet" not in str(thread(april))


def test_a_review_that_was_held_is_not_brought_to_mind_before_it_has_stood_for_days(
    april: Office,
) -> None:
    april.slack.join(ACME, GREG)
    april.deliver(events.member_joined_channel(GREG))
    for day in (4, 5, 6):
        april.at_nine(day, 5)
    april.slack.leave(ACME, GREG)
    april.deliver(events.member_left_channel(GREG))
    for day in (6, 7, 8):
        april.at_nine(day, 5)

    assert len(heads(april)) == 1
    assert "not rolled yet" not in str(thread(april))
    april.at_nine(11, 5)
    assert "not rolled yet" in thread(april)[-1]["text"]


# ------------------------------------------------------------------------- what can go wrong


def test_after_days_of_downtime_the_review_is_still_posted(april: Office) -> None:
    april.tick(days=4)
    assert head(april)["text"].startswith("Roll Acme's plan: May to July")


@pytest.mark.parametrize(
    "trouble", [{"is_archived": True}, {"is_ext_shared": True}, {"is_pending_ext_shared": True}]
)
def test_while_the_channel_stands_against_it_the_review_is_held_and_the_owner_told(
    april: Office, trouble: Json
) -> None:
    april.slack.change_channel(ACME, **trouble)
    april.tick(minutes=2)
    assert heads(april) == []
    assert len(april.slack.direct_messages(BEN)) == 1

    over: Any = dict.fromkeys(trouble, False)
    april.slack.change_channel(ACME, **over)
    april.tick(minutes=30)
    april.tick(minutes=1)

    assert len(heads(april)) == 1
    assert [each["text"] for each in thread(april)] == ["Left over: A2 send the offer"]


def test_a_bot_that_was_removed_holds_the_review_until_it_is_back(april: Office) -> None:
    april.slack.leave(ACME, "U0KAMBOT")
    april.tick(minutes=2)
    assert heads(april) == []
    # To a bot outside it, Slack denies that a private channel is there.
    assert "I cannot find its channel any more" in shown(april.slack.direct_messages(BEN)[0])
    assert {each.error for each in april.slack.rejections} == {"channel_not_found"}
    april.slack.api.rejections.clear()

    april.slack.join(ACME, "U0KAMBOT")
    april.tick(minutes=30)
    april.tick(minutes=1)

    assert len(heads(april)) == 1
    assert len(thread(april)) == 1


def test_a_renamed_channel_makes_no_difference(april: Office) -> None:
    april.slack.change_channel(ACME, name="acme-key-account")
    april.tick(minutes=2)
    assert len(heads(april)) == 1


def test_for_an_account_archived_between_planning_and_posting_nothing_is_posted(
    april: Office,
) -> None:
    april.slack.change_channel(ACME, is_archived=True)
    april.tick(minutes=2)
    april.slack.change_channel(ACME, is_archived=False)
    april.types("account archive")
    april.tick(minutes=30)
    assert heads(april) == []
    assert thread(april) == []


def test_lines_wait_for_the_head_of_their_thread(april: Office) -> None:
    april.slack.fail("chat.postMessage", 1, "ratelimited", retry_after=60)
    april.tick(minutes=2)
    assert thread(april) == heads(april) == []

    april.tick(seconds=30)
    assert thread(april) == []
    april.tick(minutes=2)
    april.tick(seconds=30)

    assert len(heads(april)) == len(thread(april)) == 1


@pytest.mark.parametrize("replies", [True, False])
def test_a_deleted_head_is_posted_once_more_and_nothing_falls_out_of_its_thread(
    april: Office, *, replies: bool
) -> None:
    if not replies:
        april.types("done A2")
    april.tick(minutes=2)
    lost = head(april)
    april.slack.delete_message(ACME, lost["ts"])
    april.tick(minutes=5)

    april.types("review roll")
    april.sends(april.slack.views[-1], {}, by=BEN)
    april.tick(seconds=30)
    april.tick(seconds=30)

    renewed = [each for each in heads(april) if each["ts"] != lost["ts"]]
    assert [each["text"] for each in renewed] == [
        "Acme's plan: May to July. Rolled by Ben on 30 April"
    ]
    posted = [each for each in april.told() if "plan for May" in each["text"]]
    assert [each["thread_ts"] for each in posted] == [renewed[0]["ts"]]
    found_out(april)


def test_a_head_that_is_deleted_twice_is_not_wanted(april: Office) -> None:
    april.tick(minutes=2)
    for day in (5, 8):
        april.slack.delete_message(ACME, heads(april)[-1]["ts"])
        april.at_nine(day, 5)
        april.tick(minutes=1)
    assert heads(april) == []
    told = [each for each in april.told() if "not rolled yet" in each["text"]]
    assert len(told) == 1
    assert not is_head(told[0])
    found_out(april)


def test_thirty_actions_left_over_have_25_lines_and_the_rest_is_counted(april: Office) -> None:
    for number in range(29):
        april.types(f'action "step {number}" by 30 April')
    april.tick(minutes=2)
    april.tick(minutes=1)

    assert "and 5 more" in shown(head(april))
    assert len(thread(april)) == 25


def test_a_month_of_200_actions_is_reviewed_and_rolled_within_what_slack_takes(
    april: Office,
) -> None:
    for number in range(200):
        april.types(f'action "{number} {"x" * 400}" in April')
    april.tick(minutes=2)

    assert "and 176 more" in shown(head(april))
    april.presses(head(april), "review.roll")
    assert "201 actions left over move to May" in shown(april.slack.views[-1])
    april.sends(april.slack.views[-1], {}, by=BEN)

    assert head(april)["text"].endswith("Rolled by Ben on 30 April")
    assert "and 182 more" in shown(thread(april)[-1])
    assert april.slack.rejections == []


def test_a_month_in_which_nothing_was_planned_says_so(acme: Office) -> None:
    acme.types("review")
    assert "nothing was planned" in head(acme)["text"]


def test_a_month_can_be_shown_again_as_it_was_rolled(april: Office) -> None:
    april.tick(minutes=2)
    roll(april, by=CHRIS)
    april.types("drop A3")
    told = shown(april.types("plan May"))
    assert "As Chris rolled it on Thu 30 Apr 2026" in told
    assert "*A3* meet procurement" in told
