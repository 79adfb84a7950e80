"""Goals, milestones, progress and slips, as a team meets them in Slack.

The office opens on Tuesday 28 April 2026.
"""

import pytest

from scheduler.planner import Planner
from storage.unit_of_work import units_of_work
from tests.slack.fake.people import TEAM
from tests.slack.forms import Key
from tests.slack.office import ACME, ANNA, BEN, CHRIS, DANA, GENERAL, GLOBEX, Json, Office

GOAL = 'goal "Products sold" from 2 to 5 products by 2027-12-31'


@pytest.fixture
def goal(acme: Office) -> Office:
    """Acme has the goal G1: from 2 to 5 products, set by Ben today."""
    acme.types(GOAL)
    return acme


def whole(message: Json) -> str:
    """Everything a message says."""
    return str(message.get("text", "")) + str(message.get("blocks", ""))


def said(acme: Office, containing: str, channel: str = ACME) -> list[Json]:
    """The messages in a channel that say something."""
    return [each for each in acme.told(channel) if containing in whole(each)]


def slips(acme: Office) -> list[Json]:
    return [each for each in acme.told() if "Re-date" in whole(each)]


def modal(acme: Office) -> Json:
    """The form that was opened last."""
    return acme.slack.views[-1]


# ------------------------------------------------------------------------------- the four levels


def test_the_four_levels_stand_together_the_vision_on_top(acme: Office) -> None:
    acme.types(GOAL)
    acme.types('relationship "We trust them completely" 2y')
    acme.types('vision "First choice for everything that moves" 3y')
    acme.types("milestone G1 3 by 2026-10-31")

    shown = whole(acme.types("goals"))

    order = ["First choice", "We trust them", "Products sold", "3 products by Sat 31 Oct 2026"]
    places = [shown.index(part) for part in order]
    assert places == sorted(places)
    assert "on track" in shown
    assert acme.slack.rejections == []


def test_a_glance_shows_the_vision_and_business_goals_with_their_state(goal: Office) -> None:
    goal.types('vision "First choice" 3y')

    shown = whole(goal.types(""))

    assert shown.index("First choice") < shown.index("drafted") < shown.index("No open lights")


def test_what_a_business_goal_lacks_is_asked_back_with_an_example(acme: Office) -> None:
    answer = acme.types('goal "Products sold" to 5')["text"]

    assert "Missing: where we start and by when" in answer
    assert 'goal "Products sold" from 2 to 5 by 2027-12-31' in answer


def test_german_is_understood_with_its_numbers_and_words(acme: Office) -> None:
    answer = acme.types("ziel „Umsatz“ von 1,2 Mio. auf 1.500.000 € bis 31.12.2027", by=ANNA)

    assert "von 1.200.000\N{NO-BREAK SPACE}€ auf 1.500.000\N{NO-BREAK SPACE}€" in answer["text"]


@pytest.mark.parametrize(
    "by,understood", [(BEN, "from 1 to 2"), (ANNA, "1.000")], ids=["english", "german"]
)
def test_a_number_that_means_two_things_is_echoed_as_understood(
    acme: Office, by: str, understood: str
) -> None:
    assert understood in acme.types('goal "Hits" from 1.000 to 2.000 by 2027-12-31', by=by)["text"]


def test_complaints_may_go_down(acme: Office) -> None:
    acme.types('goal "Complaints" from 12 to 4 by 2027-12-31')
    acme.types("milestone G1 8 by 2026-12-31")

    assert "reached" in whole(acme.types("progress G1 7"))
    assert "does not lie on that way" in acme.types("milestone G1 13 by 2027-01-31")["text"]


def test_a_vision_without_a_horizon_opens_its_form_and_keeps_what_was_typed(acme: Office) -> None:
    acme.types('vision "First choice"')

    form = modal(acme)
    assert "First choice" in str(form)

    answer = acme.sends(form, {"years": "5"})
    assert "by Mon 28 Apr 2031" in answer["text"]


def test_a_business_goal_can_be_set_in_a_form_which_shows_problems_where_they_are(
    acme: Office,
) -> None:
    acme.types("goal")
    typed: dict[Key, object] = {"text": "Products sold", "start": "2", "target": "many"}
    typed["deadline"] = "2027-12-31"

    acme.sends(modal(acme), typed)
    assert said(acme, "Products sold") == []

    answer = acme.sends(modal(acme), {**typed, "target": "5 products"})
    assert "from 2 to 5 products by Fri 31 Dec 2027" in answer["text"]


# ------------------------------------------------------------------------------------- agreement


def test_members_agree_by_name_and_the_overview_counts_them(goal: Office) -> None:
    (announcement,) = said(goal, "Ben set a business goal")
    goal.presses(announcement, "agreement.sign", by=CHRIS)
    goal.types("agreed G1 team", by=ANNA)

    assert "2 of 3 agreed" in whole(goal.types("goals"))
    assert "schon am Di., 28. Apr. 2026" in goal.types("agreed G1", by=ANNA)["text"]


def test_the_client_agrees_with_a_name_and_a_day(goal: Office) -> None:
    answer = goal.types('agreed G1 client "Ms Weber" on 20 April')

    assert "client-agreed (Ms Weber, 20 Apr)" in whole(answer)
    assert said(goal, "The client agrees, says Ben") != []


def test_a_changed_number_reopens_the_agreement(goal: Office) -> None:
    goal.types("agreed G1 team")

    assert "agreed again" in goal.types("goal G1 to 6")["text"]

    assert "drafted" in whole(goal.types("goals"))


def test_a_day_on_which_the_client_will_agree_is_refused_in_the_form(goal: Office) -> None:
    goal.types("agreed G1 client")
    form = modal(goal)

    goal.sends(form, {"name": "Ms Weber", "on": "2026-05-20"})

    assert "drafted" in whole(goal.types("goals"))


# ------------------------------------------------------------------------ what the customer says


def test_what_was_heard_stands_beside_what_we_want_to_hear(acme: Office) -> None:
    acme.types('relationship "We trust them completely" 2y')
    acme.types("heard „sie bringen immer Ideen“ G1", by=ANNA)

    shown = whole(acme.types("goals"))

    assert shown.index("We trust them completely") < shown.index("sie bringen immer Ideen")


def test_the_pulse_is_private_and_shown_from_three_answers_on(acme: Office) -> None:
    acme.types('relationship "We trust them completely" 2y')
    acme.tick()
    acme.tick(days=66)

    for person, score in ((ANNA, 2), (BEN, 4), (CHRIS, 4)):
        assert "Pulse" not in whole(acme.types("goals"))
        (question,) = [
            each
            for each in acme.slack.direct_messages(person)
            if "How true" in whole(each) or "Wie sehr stimmt" in whole(each)
        ]
        acme.presses(question, f"pulse.answer#1-{score}", by=person)

    shown = whole(acme.types("goals"))
    assert "2: 1× · 4: 2×" in shown
    assert "Anna" not in shown
    assert "pulse" not in whole(acme.types("history")).lower()


def test_the_pulse_is_asked_once_a_quarter(acme: Office) -> None:
    acme.types('relationship "We trust them completely" 2y')
    acme.tick()
    acme.tick(days=66)
    acme.tick(days=1)
    acme.restart()
    acme.tick(hours=1)

    asked = [each for each in acme.slack.direct_messages(BEN) if "pulse.answer" in whole(each)]
    assert len(asked) == 1


# ------------------------------------------------------------------------------------ milestones


def test_proposed_milestones_can_be_changed_before_they_are_saved(goal: Office) -> None:
    goal.types("milestones G1")
    form = modal(goal)
    assert [form["blocks"][place]["element"]["initial_date"] for place in (2, 4, 6)] == [
        "2026-10-31",
        "2027-03-31",
        "2027-09-30",
    ]

    answer = goal.sends(form, {"value2": "–", "due1": "2026-11-30"})

    shown = whole(answer)
    assert "3 products by Mon 30 Nov 2026" in shown
    assert "5 products by Thu 30 Sept 2027" in shown
    assert "4 products" not in shown
    assert len(said(goal, "Ben set milestones")) == 1


@pytest.mark.parametrize(
    "typed,problem",
    [
        ('goal "x" from 2 to 2 by 2027-12-31', "starts at 2 and ends there"),
        ('goal "x" from 2 to 5 by 2025-12-31', "is over"),
        ("milestone G1 3 by 2028-01-31", "deadline is Fri 31 Dec 2027"),
        ("milestone G1 1 by 2026-12-31", "does not lie on that way"),
        ("milestone G1 6 by 2026-12-31", "lies beyond it"),
        ("milestone G1 3 EUR by 2026-12-31", "measured in products"),
        ("milestone G9 3 by 2026-12-31", "There is no G9"),
        ("progress G1 3 on tomorrow", "is in the future"),
        ("progress G1 3 on 2026-04-01", "before the goal's start"),
        ("progress G1 3 kg", "measured in products"),
        ("goal G1 from 2 EUR", "measured in products"),
        ("goal G1 drop", ""),
        ('move M9 to 2027-01-31 "late"', "There is no M9"),
        ("agreed G9 team", "There is no G9"),
        ('heard "ideas" G1', "beside relationship goals"),
        ('light red "budget cut" blocks G9', "There is no G9"),
        ('vision "x" 11y', "out of range"),
        ("milestone G1 4 by 31.4.2027", "cannot read"),
        ('goal "x" from -2 to -2 by 2027-12-31', "starts at -2 and ends there"),
        ("milestone G1 0 by 2026-12-31", "does not lie on that way"),
        ("milestone G1 -1 by 2026-12-31", "does not lie on that way"),
        ('goal "x" from 2 to 1234567890123456789 by 2027-12-31', "too many digits"),
    ],
)
def test_what_breaks_a_rule_is_said_and_given_back(goal: Office, typed: str, problem: str) -> None:
    answer = goal.types(typed)

    assert problem in answer.get("text", "")
    assert goal.slack.rejections == []


def test_zero_and_less_can_be_where_a_goal_comes_from_goes_to_and_stands(acme: Office) -> None:
    answer = acme.types('goal "Margin" from -5 % to 0 % by 2027-12-31')
    assert "from -5% to 0%" in answer["text"]

    assert "Noted: -6%" in acme.types("progress G1 -6 %")["text"]
    acme.clock.forward(days=1)
    assert "Noted: 0%" in acme.types("progress G1 0 %")["text"]


def test_a_goal_of_48_steps_gets_a_milestone_a_quarter_of_the_way(acme: Office) -> None:
    acme.types('goal "Machines" from 2 to 50 machines by 2027-12-31')
    acme.types("milestones G1")

    shown = whole(acme.sends(modal(acme), {}))

    assert [value for value in (14, 26, 38, 50) if f"{value} machines by" in shown] == [
        14,
        26,
        38,
        50,
    ]
    assert acme.slack.rejections == []


def test_two_milestones_on_one_day_are_refused(goal: Office) -> None:
    goal.types("milestone G1 3 by 2026-10-31")

    assert (
        "M1 is already due on Sat 31 Oct 2026" in goal.types("milestone G1 4 by 2026-10-31")["text"]
    )


def test_progress_that_jumps_back_is_kept_and_pointed_out(goal: Office) -> None:
    goal.types("progress G1 4")
    goal.clock.forward(days=1)

    assert "That is a step back" in whole(goal.types("progress G1 3"))


def test_a_wrong_measurement_is_taken_back(goal: Office) -> None:
    goal.types("milestone G1 3 by 2026-10-31")
    goal.types("progress G1 33")
    assert "reached" in whole(goal.types("goals"))

    assert "Taken back: 33 products" in goal.types("progress G1 wrong")["text"]

    shown = whole(goal.types("goals"))
    assert "nothing measured yet" in shown
    assert "on track" in shown


def test_a_goal_of_another_account_is_not_found(goal: Office) -> None:
    goal.types('account "Globex"', channel=GLOBEX)

    assert "There is no G1" in goal.types("goal G1", channel=GLOBEX)["text"]


def test_a_goal_others_have_built_on_cannot_be_undone(acme: Office) -> None:
    answer = acme.types(GOAL)
    acme.types("milestone G1 3 by 2026-10-31", by=CHRIS)

    refused = acme.presses(answer, "undo")

    assert "Others have built on G1" in refused["text"]
    assert "3 products" in whole(acme.types("goals"))


def test_undoing_a_new_goal_corrects_what_the_channel_was_told(acme: Office) -> None:
    answer = acme.types(GOAL)

    acme.presses(answer, "undo")

    (message,) = acme.told()
    assert "G1 was taken back" in message["text"]


# ----------------------------------------------------------------------------------------- slips


@pytest.fixture
def slipping(goal: Office) -> Office:
    """M1, 3 products by 31 October 2026, has entered at risk."""
    goal.types("milestone G1 3 by 2026-10-31")
    goal.tick()
    goal.tick(days=167)
    return goal


def test_a_slip_is_announced_once_with_owner_expectation_and_a_way_out(slipping: Office) -> None:
    (slip,) = slips(slipping)
    assert "M1 is at risk: 3 products by Sat 31 Oct 2026" in slip["text"]
    assert "owner Ben" in slip["text"]

    slipping.tick(days=1)
    slipping.restart()
    slipping.tick(days=1)

    assert len(slips(slipping)) == 1
    assert slipping.slack.rejections == []


def test_an_account_that_announces_nothing_is_not_told_of_slips(goal: Office) -> None:
    goal.types("settings announcements none")
    goal.types("milestone G1 3 by 2026-10-31")
    goal.tick()
    goal.tick(days=167)

    assert slips(goal) == []


def test_a_slip_that_becomes_a_miss_is_announced_once_more(slipping: Office) -> None:
    slipping.tick(days=21)

    assert ["at risk" in each["text"] for each in slips(slipping)] == [True, False]
    assert "M1 is missed" in slips(slipping)[1]["text"]


def test_a_resolved_slip_is_said_once_in_its_own_thread(slipping: Office) -> None:
    (slip,) = slips(slipping)
    slipping.presses(slip, "progress.form")

    slipping.sends(modal(slipping), {"text": "3"})
    slipping.tick(days=1)

    (over,) = said(slipping, "M1 is reached")
    assert over["thread_ts"] == slip["ts"]


def test_a_slip_is_resolved_by_a_new_date_which_asks_why(slipping: Office) -> None:
    (slip,) = slips(slipping)
    slipping.presses(slip, "milestone.move_form")

    slipping.sends(modal(slipping), {"to": "2027-01-31", "text": "the order comes later"})

    (over,) = said(slipping, "M1 is on track again")
    assert over["thread_ts"] == slip["ts"]
    assert "re-dated once" in whole(slipping.types("goals"))


def test_measurements_that_are_too_slow_put_a_milestone_at_risk(goal: Office) -> None:
    goal.types("milestone G1 3 by 2026-10-31")
    goal.types("progress G1 2")
    goal.clock.forward(days=60)

    goal.types("progress G1 2.1")

    (slip,) = slips(goal)
    assert "at today's pace" in slip["text"]


def test_a_goal_dropped_while_its_slip_waits_is_not_announced(goal: Office) -> None:
    goal.types("milestone G1 3 by 2026-10-31")
    goal.tick()
    goal.clock.forward(days=167)
    Planner(TEAM, units_of_work(goal.kam.engine), goal.clock).plan()  # nothing is sent
    goal.types('goal G1 drop "the customer closes the plant"')
    goal.tick()

    assert slips(goal) == []


def test_the_owner_of_a_silent_goal_is_asked_once(goal: Office) -> None:
    goal.types("milestone G1 3 by 2026-10-31")
    goal.tick()
    goal.tick(days=150)
    goal.tick(days=1)

    told = [each["text"] for each in goal.slack.direct_messages(BEN)]
    assert sum("Nothing was measured for G1 for a while" in text for text in told) == 1


# ---------------------------------------------------------------------------- charts and the sight


def test_a_chart_goes_to_the_one_who_asks_and_to_the_channel_by_a_button(goal: Office) -> None:
    goal.types("milestone G1 3 by 2026-10-31")

    answer = goal.types("chart G1")

    assert "in a moment" in answer["text"]
    (sent,) = [each for each in goal.slack.direct_messages(BEN) if each.get("files")]
    assert "Chart of G1 Products sold, Acme" in sent["files"][0]["alt_txt"]
    assert [each for each in goal.told() if each.get("files")] == []
    goal.presses(answer, "chart.share")
    (posted,) = [each for each in goal.told() if each.get("files")]
    assert "Chart of G1 Products sold, Acme" in posted["files"][0]["alt_txt"]
    assert goal.slack.rejections == []


@pytest.mark.parametrize("sentence", ["chart G1 share", "chart share G1", "diagramm G1 teilen"])
def test_a_chart_is_shared_in_one_sentence(goal: Office, sentence: str) -> None:
    goal.types(sentence)

    (posted,) = [each for each in goal.told() if each.get("files")]
    assert "G1 Products sold" in posted["files"][0]["alt_txt"]


def test_a_leader_who_reads_gets_the_chart_and_no_button(goal: Office) -> None:
    goal.types(f"leader <@{DANA}>", by=DANA, channel=GENERAL)

    answer = goal.types(f"chart G1 <#{ACME}|acme-team>", by=DANA, channel=GENERAL)

    assert [each for each in goal.slack.direct_messages(DANA) if each.get("files")]
    assert "chart.share" not in str(answer)


def test_the_lights_over_time_are_drawn_too(acme: Office) -> None:
    acme.types('light red "budget cut"')
    acme.types("chart share")

    (posted,) = [each for each in acme.told() if each.get("files")]
    assert "1 red" in posted["files"][0]["alt_txt"]


def test_nothing_is_uploaded_into_a_channel_that_others_share(goal: Office) -> None:
    goal.slack.change_channel(ACME, is_ext_shared=True)
    goal.clock.forward(minutes=5)

    goal.types("chart G1 share")

    assert [each for each in goal.told() if each.get("files")] == []


def test_what_was_said_is_kept_from_the_message_itself(acme: Office) -> None:
    acme.types('relationship "We trust them completely" 2y')
    message = acme.slack.say(ACME, CHRIS, "Ms Weber: they always bring us ideas")
    acme.uses_shortcut("heard", message)

    acme.sends(modal(acme), {})

    shown = whole(acme.types("goals"))
    assert "they always bring us ideas" in shown
    assert f"/archives/{ACME}/p" in shown
