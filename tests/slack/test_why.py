"""*Why do I see this?* under everything that comes by itself, and how to hear less of it."""

import copy
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from domain.mute import ROUTINES
from domain.notice import Kind, Notice, State
from domain.notice_kinds import Topic
from handlers.mutes.views import TITLES, WHY
from tests.slack.office import ANNA, BEN, CHRIS, DANA, GREG, Office, open_for
from tests.slack.reading import words

Json = dict[str, Any]

SHOW, MUTE, SNOOZE, AGAIN = "why.show", "why.mute", "why.snooze", "why.again"


def at(office: Office, day: int, month: int = 4, hour: int = 8, minute: int = 1) -> None:
    """The clock shows this moment of 2026, in UTC."""
    office.clock.now = datetime(2026, month, day, hour, minute, tzinfo=UTC)
    office.tick()


def skipped(office: Office, kind: Kind) -> list[str | None]:
    """Why notices of a kind were not sent."""
    with open_for(office) as uow:
        found = uow.session.scalars(select(Notice)).all()
    return [each.reason for each in found if each.kind is kind and each.state is State.SKIPPED]


def press(office: Office, message: Json, *actions: str, by: str = BEN) -> Json:
    """Press one button, then one on the answer, which may stand in the place of the message."""
    for action in actions:
        message = message | office.presses(message, action, by=by)
    return message


@pytest.fixture
def review(acme: Office) -> Office:
    """Acme on the last working day of April, a minute after nine in London."""
    acme.tick()
    at(acme, 30)
    return acme


def head(office: Office) -> Json:
    return next(each for each in office.told() if each["text"].startswith("Roll Acme's plan"))


def test_every_topic_has_a_name_and_a_reason() -> None:
    assert set(TITLES) == set(WHY) == set(Topic)
    assert set(ROUTINES) < set(Topic)


# ------------------------------------------------------------------------------ in the channel


def test_the_owner_is_told_why_and_offered_to_mute_it_for_the_team(review: Office) -> None:
    why = review.presses(head(review), SHOW)
    assert why["text"] == (
        "The plan of Acme is rolled at the end of every month: on its last working day at 09:00. "
        "As long as it is not, the channel and the owner are reminded, three times at most."
    )
    assert "For the whole team." in words(why)

    muted = review.presses(why, MUTE)
    assert muted["text"] == "Turned off for the whole team: The monthly review (Acme)."
    assert muted["replace_original"]

    at(review, 29, 5)
    assert len([each for each in review.told() if each["text"].startswith("Roll")]) == 1


def test_undo_brings_what_was_muted_for_the_team_back(review: Office) -> None:
    muted = press(review, head(review), SHOW, MUTE)
    undone = review.presses(muted, "undo")
    assert undone["text"] == "Taken back: changed the settings: Monthly review: off"
    review.tick()
    at(review, 29, 5)
    assert len([each for each in review.told() if each["text"].startswith("Roll")]) == 2


def test_a_review_snoozed_is_not_brought_to_mind_before_the_week_is_over(review: Office) -> None:
    snoozed = press(review, head(review), SHOW, SNOOZE)
    assert snoozed["text"] == (
        "Snoozed for the whole team: The monthly review (Acme). "
        "It comes again from Fri 8 May 2026 on."
    )

    def nudged() -> bool:
        return any("not rolled yet" in each["text"] for each in review.told())

    at(review, 5, 5)
    at(review, 7, 5)
    assert not nudged()
    at(review, 8, 5)
    assert nudged()


def test_a_member_is_told_who_can_change_it_and_offered_nothing(review: Office) -> None:
    why = review.presses(head(review), SHOW, by=CHRIS)
    assert "Ben can change this as the owner, and so can a workspace admin." in words(why)
    assert MUTE not in str(why)


def test_a_member_who_presses_mute_on_what_another_was_shown_is_refused(review: Office) -> None:
    why = review.presses(head(review), SHOW)
    for action in (MUTE, SNOOZE):
        refused = review.presses(why, action, by=CHRIS)
        assert refused["text"].startswith(
            "Only the account's owner or a workspace admin can do this. Ask Ben"
        )


def test_a_guest_learns_nothing(review: Office) -> None:
    told = review.presses(head(review), SHOW, by=GREG)
    assert told["text"] == "Guests cannot use kam here."
    assert "Acme" not in words(told)


def test_why_is_told_in_german_too(review: Office) -> None:
    why = review.presses(head(review), SHOW, by=ANNA)
    assert why["text"].startswith("Der Plan von Acme wird am Ende jedes Monats fortgeschrieben: ")
    assert "Ben als verantwortliche Person" in words(why)


# ----------------------------------------------------------------------------- to one person


@pytest.fixture
def reminded(acme: Office) -> Office:
    """Ben has been reminded of an action that is overdue."""
    acme.types(f'action "call the finance director" <@{BEN}|ben> by 29 April')
    acme.tick()
    at(acme, 29)
    return acme


def reminders(office: Office, of: str = BEN) -> list[Json]:
    return [
        each for each in office.slack.direct_messages(of) if "reminders.stop" in str(each["blocks"])
    ]


def test_who_is_reminded_may_mute_it_and_undo_that(reminded: Office) -> None:
    (reminder,) = reminders(reminded)
    why = reminded.presses(reminder, SHOW)
    assert "in any account" in why["text"]
    assert "For you alone." in words(why)
    muted = press(reminded, why, MUTE)
    assert muted["text"] == "Muted: Reminders of your actions."
    assert reminded.presses(muted, AGAIN)["text"] == (
        "You are told again: Reminders of your actions."
    )
    reminded.types(f'action "send the offer" <@{BEN}|ben> by 30 April')
    at(reminded, 30)
    assert len(reminders(reminded)) == 2


def test_who_mutes_reminders_gets_none_and_so_does_who_snoozes_them(reminded: Office) -> None:
    (reminder,) = reminders(reminded)
    snoozed = press(reminded, reminder, SHOW, SNOOZE)
    assert snoozed["text"] == (
        "Snoozed: Reminders of your actions. You hear of it again from Thu 7 May 2026 on."
    )
    reminded.types(f'action "call again" <@{BEN}|ben> by 30 April')
    at(reminded, 30)
    assert len(reminders(reminded)) == 1
    assert skipped(reminded, Kind.REMINDER) == ["snoozed"]
    reminded.types(f'action "call once more" <@{BEN}|ben> by 7 May')
    at(reminded, 7, 5)
    assert len(reminders(reminded)) == 2


def test_an_owner_may_mute_that_they_are_nudged_and_the_channel_still_is(review: Office) -> None:
    at(review, 5, 5)
    (direct,) = [
        each for each in review.slack.direct_messages(BEN) if "not rolled yet" in each["text"]
    ]
    muted = press(review, direct, SHOW, MUTE)
    assert muted["text"] == "Muted: The monthly review (Acme)."
    at(review, 8, 5)
    assert skipped(review, Kind.NUDGE_OWNER) == ["muted"]
    told = [each for each in review.told() if "not rolled yet" in each["text"]]
    assert len(told) == 2


def test_what_is_forged_mutes_nothing_and_names_no_account(review: Office) -> None:
    why = review.presses(head(review), SHOW)
    strangers = {"a": 1, "t": "review", "me": True}
    told = review.presses(_with(why, MUTE, strangers), MUTE, by=DANA)
    assert told["text"] == "Only the account's team can do this: the people in its channel."
    for value in ({"a": 1, "t": "nonsense"}, {"a": 1}, {"a": 1, "t": "pulse", "me": False}):
        told = review.presses(_with(why, MUTE, value), MUTE)
        assert told["text"].startswith("This button or window is not one of mine")


def _with(message: Json, action: str, value: Json) -> Json:
    """The message, with another value on its button."""
    forged = copy.deepcopy(message)
    for block in forged["blocks"]:
        for element in block.get("elements", []):
            if element.get("action_id") == action:
                element["value"] = json.dumps(value)
    return forged


# -------------------------------------------------------------------------------- quiet hours


def test_a_reminder_that_comes_due_in_quiet_hours_comes_when_they_end(acme: Office) -> None:
    acme.types("settings quiet 20 12")
    acme.types(f'action "call the finance director" <@{BEN}|ben> by 29 April')
    acme.tick()
    at(acme, 29)
    assert reminders(acme) == []
    at(acme, 29, hour=10, minute=59)
    assert reminders(acme) == []
    at(acme, 29, hour=11, minute=0)
    assert len(reminders(acme)) == 1


def test_a_night_that_is_longer_than_a_reminder_keeps_loses_nothing(acme: Office) -> None:
    acme.types("settings quiet 9 8")
    acme.types(f'action "call the finance director" <@{BEN}|ben> by 29 April')
    acme.tick()
    at(acme, 29, hour=8, minute=31)
    assert reminders(acme) == []
    at(acme, 30, hour=7, minute=0)
    assert len(reminders(acme)) == 1


def test_what_the_channel_is_told_waits_for_nobody(acme: Office) -> None:
    acme.types("settings quiet 0 23")
    acme.types('light red "finance director leaving"')
    assert [each["text"] for each in acme.told()] == [
        "Ben logged a red light. 🔴 Red L1: finance director leaving"
    ]
