import re
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.slack import events, forms
from tests.slack.fake.people import TEAM
from tests.slack.office import ACME, ANNA, BEN, CHRIS, DANA, GENERAL, GLOBEX, GREG, Office

Json = dict[str, Any]


def said(answer: Json) -> str:
    """Text and blocks of an answer, without what only keeps text inert."""
    return f"{answer.get('text')} {answer.get('blocks')}".replace("\u200b", "")


def the_plan(office: Office, **more: str) -> str:
    return said(office.types("plan", **more))


def the_modal(office: Office) -> Json:
    """The modal that was opened last."""
    return office.slack.views[-1]


def picks(office: Office, surface: Json, what: str, number: int = 1) -> Json:
    """Somebody chooses in the menu of an action."""
    action = f"action.change#{number}"
    _block, menu = forms.find(surface, action)
    (value,) = [each["value"] for each in menu["options"] if what in each["value"]]
    return office.presses(surface, action, chosen=value)


def leaves(office: Office, person: str) -> None:
    """Somebody leaves Acme's channel."""
    office.slack.leave(ACME, person)
    office.deliver(events.member_left_channel(person, ACME))


# ------------------------------------------------------------------------------------- planning


def test_an_action_is_confirmed_with_owner_date_and_weekday(acme: Office) -> None:
    answer = acme.types(f'action "call the finance director" <@{BEN}|ben> by next Friday')

    assert answer["user"] == BEN
    assert answer["text"] == ("Planned. A1: call the finance director (Ben, Fri 8 May 2026)")
    assert acme.told() == []
    assert acme.slack.rejections == []


@pytest.mark.parametrize(
    "typed,meant",
    [
        ('action "x" by 2026-05-04', "Mon 4 May 2026"),
        ('action "x" by 15.10.', "Thu 15 Oct 2026"),
        ('action "x" by 15 Oct', "Thu 15 Oct 2026"),
        ('action "x" by tomorrow', "Wed 29 Apr 2026"),
        ('action "x" by end of April', "Thu 30 Apr 2026"),
        ('action "x" in 2 weeks', "Tue 12 May 2026"),
        ('action "x" by May', "Sun 31 May 2026"),
        ('action "x" by Q3', "Wed 30 Sept 2026"),
        ('action "x" KW 21', "Fri 22 May 2026"),
        ('action "x" in June', "June 2026"),
        ('action "x" by 29.2.', "Tue 29 Feb 2028"),
        ("action call the CFO until Friday", "Fri 1 May 2026"),
    ],
)
def test_dates_are_taken_as_typed_and_echoed(acme: Office, typed: str, meant: str) -> None:
    assert meant in said(acme.types(typed))


def test_a_month_without_a_year_is_the_next_to_come_across_new_year(acme: Office) -> None:
    acme.clock.now = datetime(2026, 11, 24, 9, tzinfo=UTC)
    assert "January 2027" in said(acme.types('action "plan the kick-off" in January'))


@pytest.mark.parametrize(
    "typed,question",
    [
        ('action "x" by 15.4.2026', "is over"),
        ('action "x" by 3/4', "more than one day"),
        ('action "x" by 31.4.', "cannot read"),
        ("action call the CFO by 15.4.2026", "is over"),
        ("action call the CFO by 3/6", "more than one day"),
        ("action call the CFO by 31.4.", "cannot read"),
    ],
)
def test_what_is_no_date_is_asked_back_and_nothing_is_lost(
    acme: Office, typed: str, question: str
) -> None:
    answer = acme.types(typed)
    assert question in answer["text"]
    assert typed in answer["text"]
    assert "A1" not in the_plan(acme)


def test_loose_words_stay_in_the_text(acme: Office) -> None:
    for typed in ("gather information", "prepare the plan for May", "stand by me"):
        assert f": {typed}" in acme.types(f"action {typed}")["text"]


def test_kinds_and_what_it_serves_are_shown_in_the_plan(acme: Office) -> None:
    acme.types('light red "finance director leaving"')
    acme.types('action "meet her successor" contact for L1 by 20 May')
    plan = the_plan(acme)
    assert "develops contacts" in plan
    assert "for L1" in plan


def test_what_serves_nothing_is_listed_never_blocked(acme: Office) -> None:
    acme.types('action "tidy up" by 20 May')
    assert "Linked to no light, milestone or strategy: A1" in the_plan(acme)


@pytest.mark.parametrize("ref", ["L9", "S1", "M4"])
def test_an_action_serves_only_what_exists(acme: Office, ref: str) -> None:
    answer = acme.types(f'action "call" for {ref}')
    assert f"There is no {ref} in this account." in answer["text"]
    assert "A1" not in the_plan(acme)


def test_german_words_work_and_are_answered_in_german_dates(acme: Office) -> None:
    answer = acme.types("aktion „Finanzchefin anrufen“ bis nächsten Freitag", by=ANNA)
    assert "Fr., 8. Mai 2026" in said(answer)
    assert "A1" in said(acme.types("erledigt A1", by=ANNA))
    acme.types('aktion "Kontakt pflegen" im Juni Kontakt', by=ANNA)
    assert "15. Juni 2026" in said(acme.types("verschiebe A2 auf 15.6.", by=ANNA))
    assert "A2" in said(acme.types('streiche A2 "hat sich erledigt"', by=ANNA))
    assert acme.slack.rejections == []


# -------------------------------------------------------------------------------- what may not be


def test_somebody_outside_the_team_cannot_own_an_action(acme: Office) -> None:
    for stranger in (DANA, GREG, "U0NOBODY"):
        answer = acme.types(f'action "call" <@{stranger}|x>')
        assert "not in this account's team" in answer["text"]
    assert "A1" not in the_plan(acme)


def test_an_action_without_words_gets_the_modal_and_one_too_long_is_refused(acme: Office) -> None:
    assert "501 characters" in acme.types(f'action "{"x" * 501}"')["text"]
    acme.types("action")
    assert the_modal(acme)["callback_id"] == "action.save"


def test_a_second_done_says_so(acme: Office) -> None:
    acme.types('action "call"')
    acme.types("done A1")
    assert "A1 is already done." in acme.types("done A1")["text"]


def test_done_by_somebody_else_a_second_ago_names_them(acme: Office) -> None:
    acme.types('action "call"')
    acme.types("done A1", by=CHRIS)
    assert "Chris already completed A1" in acme.types("done A1")["text"]


def test_a_menu_older_than_somebodys_change_is_not_obeyed(acme: Office) -> None:
    acme.types('action "call"')
    plan = acme.types("plan")
    acme.types("move A1 to June", by=CHRIS)
    answer = picks(acme, plan, "done")
    assert "Chris already moved A1" in answer["text"]


def test_a_menu_older_than_ones_own_change_still_works(acme: Office) -> None:
    acme.types('action "call"')
    plan = acme.types("plan")
    acme.types("move A1 to June")
    assert picks(acme, plan, "done")["text"].startswith("Done.")


@pytest.mark.parametrize("typed", ["done A9", "move A9 to June", "drop A9", "action A9"])
def test_an_action_that_is_not_there(acme: Office, typed: str) -> None:
    assert "There is no A9 in this account." in acme.types(typed)["text"]


# -------------------------------------------------------------------------------- what becomes


def test_an_action_moved_outside_the_window_is_kept_for_later(acme: Office) -> None:
    acme.types('action "call"')
    assert "Not among the plan's three months yet" in said(acme.types("move A1 to September"))
    assert "Later: A1" in the_plan(acme)


def test_every_change_can_be_undone(acme: Office) -> None:
    acme.types('action "call" by 20 May')
    for change, before in [
        ("done A1", "Wed 20 May"),
        ("move A1 to June", "Wed 20 May"),
        (f"assign A1 <@{CHRIS}|chris>", "A1* call\\n      Wed 20 May"),
        ('drop A1 "no time"', "Wed 20 May"),
    ]:
        answer = acme.types(change)
        assert acme.presses(answer, "undo")["text"].startswith("Taken back")
        assert before in said(acme.types("plan May"))
    acme.presses(acme.types('action "again"'), "undo")
    assert "A2" not in the_plan(acme)


def test_one_action_tells_its_past(acme: Office) -> None:
    acme.types('action "call" by 20 May')
    acme.types("move A1 to 27 May", by=CHRIS)
    past = said(acme.types("action A1"))
    assert "moved A1 to Wed 27 May 2026" in past
    assert "planned A1: call" in past
    assert "moved A1" in said(acme.types("history"))


def test_the_new_owner_is_told_and_can_finish_it_there(acme: Office) -> None:
    acme.types(f'action "call the CFO" <@{CHRIS}|chris> by 20 May')
    (message,) = acme.slack.direct_messages(CHRIS)
    assert message["text"] == "Ben planned an action for you. A1: call the CFO"
    answer = acme.presses(message, "action.done", by=CHRIS)
    assert answer["text"].startswith("Done.")
    assert acme.slack.direct_messages(BEN) == []
    assert acme.slack.rejections == []


def test_who_takes_an_action_is_not_told_what_they_did_themselves(acme: Office) -> None:
    acme.types('action "call the CFO"')
    assert "Ben" in said(acme.types("assign A1 me"))
    assert acme.slack.direct_messages(BEN) == []


# ----------------------------------------------------------------------------- menus and modals


def test_the_menu_moves_and_assigns_through_a_modal(acme: Office) -> None:
    acme.types('action "call"')
    plan = acme.types("plan")

    picks(acme, plan, "move")
    view = the_modal(acme)
    answer = acme.sends(view, {"due": "2026-05-20"})
    assert "Wed 20 May 2026" in said(answer)

    picks(acme, plan, "assign")
    answer = acme.sends(the_modal(acme), {"owner": CHRIS})
    assert answer["text"].startswith("Assigned.")
    assert "Chris" in said(answer)
    assert acme.slack.rejections == []


def test_a_move_to_nowhere_is_asked_back_in_the_modal(acme: Office) -> None:
    acme.types('action "call"')
    picks(acme, acme.types("plan"), "move")
    assert acme.sends(the_modal(acme), {}) == {}
    assert "A1" in the_plan(acme)


def test_every_light_leads_to_an_action_that_answers_it(acme: Office) -> None:
    acme.types('light red "finance director leaving"')
    for surface in (acme.told(ACME)[0], acme.types("light L1")):
        acme.presses(surface, "action.new")
        acme.sends(the_modal(acme), {"text": "meet her", "due": "2026-05-20"})
    plan = the_plan(acme)
    assert plan.count("for L1") == 2
    assert "Ben" in plan
    assert acme.slack.rejections == []


# -------------------------------------------------------------------------------------- the plan


def test_a_new_accounts_plan_is_empty_and_offers_a_start(acme: Office) -> None:
    plan = the_plan(acme)
    assert "Acme: plan for April to June 2026" in plan
    assert "Nothing planned yet." in plan
    assert "Plan an action" in plan


def test_the_plan_marks_what_is_missing(acme: Office) -> None:
    acme.types('action "call"')
    plan = the_plan(acme)
    assert "needs owner" in plan
    assert "needs date" in plan


def test_overdue_comes_first(acme: Office) -> None:
    acme.types(f'action "later" <@{BEN}|ben> by 30 April')
    acme.types(f'action "sooner" <@{BEN}|ben> by 29 April')
    acme.clock.forward(days=2)
    plan = the_plan(acme)
    assert plan.index("overdue since Wed 29 Apr") < plan.index("later")


def test_whose_owner_has_left_needs_one_and_the_account_owner_is_told(acme: Office) -> None:
    acme.types(f'action "call the CFO" <@{CHRIS}|chris> by 20 May')
    leaves(acme, CHRIS)
    assert "needs owner" in said(acme.types("plan May"))
    assert "(Chris has left)" in said(acme.types("plan May"))
    acme.tick(days=1)
    acme.tick(days=1)
    (message,) = acme.slack.direct_messages(BEN)
    assert (
        message["text"] == "Chris is no longer in the team of Acme; 1 action needs another owner."
    )
    assert "assign A1 @name" in said(message)


def test_whose_owner_was_deactivated_needs_one_and_the_account_owner_is_told(
    acme: Office,
) -> None:
    acme.types(f'action "call the CFO" <@{CHRIS}|chris> by 20 May')
    acme.slack.change_user(TEAM, CHRIS, deleted=True)
    acme.deliver(events.user_change(acme.slack.world.users[TEAM, CHRIS]))

    assert "needs owner" in said(acme.types("plan May"))
    assert "not in this account's team" in acme.types(f"assign A1 <@{CHRIS}|chris>")["text"]
    acme.tick(days=1)
    acme.tick(days=1)
    (message,) = acme.slack.direct_messages(BEN)
    assert "1 action needs another owner." in message["text"]
    acme.types("assign A1 me")
    assert "needs owner" not in said(acme.types("plan May"))


@pytest.mark.parametrize("name,shown", [("May", "May 2026"), ("April", "April 2026")])
def test_a_month_can_be_looked_at(acme: Office, name: str, shown: str) -> None:
    acme.types('action "call" by 20 May')
    acme.clock.forward(days=10)
    answer = said(acme.types(f"plan {name}"))
    assert f"Acme: {shown}" in answer
    assert ("A1" in answer) is (name == "May")


def test_two_hundred_long_actions_stay_within_what_slack_takes(acme: Office) -> None:
    for number in range(200):
        month = ("April", "May", "June", "September")[number % 4]
        acme.types(f'action "{number} {"x" * 400}" in {month}')
    for typed in ("plan", "plan April", "plan May", "mine"):
        assert acme.types(typed)["blocks"]
    assert "and 30 more" in the_plan(acme)
    assert acme.slack.rejections == []


# ------------------------------------------------------------------------------------------ mine


def test_mine_shows_ones_own_actions_of_every_account(acme: Office) -> None:
    acme.types('account "Globex"', channel=GLOBEX)
    acme.types(f'action "one" <@{BEN}|ben> by 20 May')
    acme.types(f'action "two" <@{BEN}|ben>', channel=GLOBEX)
    acme.types('action "not mine"')
    mine = said(acme.types("mine", channel=GENERAL))
    assert re.search("Acme.*one.*Globex.*two", mine)
    assert "not mine" not in mine


def test_mine_shows_nothing_of_an_account_that_one_has_left(acme: Office) -> None:
    acme.types(f'action "secret" <@{CHRIS}|chris>')
    leaves(acme, CHRIS)
    assert "secret" not in said(acme.types("mine", by=CHRIS, channel=GENERAL))


# ------------------------------------------------------------------------------------- reminders


def a_morning(office: Office, day: int) -> Json:
    """The clock reaches half past eight, in London, of a day in May; Ben's last reminder."""
    office.tick()
    office.clock.now = datetime(2026, 5, day, 7, 30, tzinfo=UTC)
    office.tick()
    return reminders(office)[-1] if reminders(office) else {}


def reminders(office: Office) -> list[Json]:
    """The reminders Ben got; as the owner of the account he is told other things too."""
    found = office.slack.direct_messages(BEN)
    return [message for message in found if "reminders.stop" in str(message["blocks"])]


def test_one_message_on_the_morning_an_action_falls_due(acme: Office) -> None:
    acme.types('account "Globex"', channel=GLOBEX)
    acme.types(f'action "one" <@{BEN}|ben> by 8 May')
    acme.types(f'action "two" <@{BEN}|ben> by 8 May', channel=GLOBEX)
    assert a_morning(acme, 7) == {}
    message = a_morning(acme, 8)
    assert message["text"] == "2 actions are due"
    acme.tick(hours=1)
    acme.restart()
    acme.tick(hours=1)
    assert len(reminders(acme)) == 1
    assert acme.slack.rejections == []


def test_done_works_in_the_reminder_and_what_is_done_is_not_said_again(acme: Office) -> None:
    acme.types(f'action "one" <@{BEN}|ben> by 8 May')
    acme.types(f'action "two" <@{BEN}|ben> by 8 May')
    message = a_morning(acme, 8)
    assert acme.presses(message, "action.done#1")["text"].startswith("Done.")
    assert a_morning(acme, 11)["text"] == "1 action is overdue"
    assert a_morning(acme, 12)["ts"] == reminders(acme)[1]["ts"]


def test_reminders_are_switched_off_with_one_click_and_on_again(acme: Office) -> None:
    acme.types(f'action "one" <@{BEN}|ben> by 8 May')
    answer = acme.presses(a_morning(acme, 8), "reminders.stop")
    assert answer["text"].startswith("No more reminders.")
    acme.kam.directory.people()
    a_morning(acme, 11)
    assert len(reminders(acme)) == 1
    assert "are on" in acme.presses(answer, "reminders.start")["text"]
    assert "No more" in acme.types("erinnerungen aus")["text"]


def test_an_action_finished_before_the_reminder_goes_out_is_not_in_it(acme: Office) -> None:
    acme.types(f'action "one" <@{BEN}|ben> by 8 May')
    acme.types("done A1")
    assert a_morning(acme, 8) == {}


# ------------------------------------------------------------------------------- as it was rolled


def test_a_month_that_was_rolled_can_be_shown_again_as_it_was(acme: Office) -> None:
    acme.types(f'action "call the CFO" <@{BEN}|ben> by 20 May')
    acme.types("review roll")
    acme.sends(the_modal(acme), {})
    acme.types("move A1 to June")
    month = said(acme.types("plan May"))
    assert "rolled it on Tue 28 Apr 2026" in month
    assert "*A1* call the CFO · Ben · Wed 20 May 2026" in month
    assert acme.slack.rejections == []


# -------------------------------------------------------------------------------- carrying over


def test_the_menu_of_an_action_asks_the_third_time_as_the_review_does(acme: Office) -> None:
    acme.types('action "send the offer" in April')
    for month in ("May", "June"):
        answer = picks(acme, acme.types("A1"), "carry")
        assert "Carried over." in said(answer)
        assert f"{month} 2026" in said(answer)

    question = picks(acme, acme.types("A1"), "carry")

    assert said(question).startswith("A1 would be carried over 3 times: drop it, or")
    assert "June" in said(acme.types("A1"))
    assert "July 2026" in said(acme.presses(question, "review.carry_anyway"))
