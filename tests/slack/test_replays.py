"""Slack repeats what it does not see answered; each delivery has one effect."""

from typing import Any

import pytest

from tests.slack import events, payloads
from tests.slack.office import ACME, BEN, CHRIS, Json, Office
from tests.slack.reading import words

pytestmark = pytest.mark.usefixtures("every_change_is_a_message")

RED = 'light red "finance director leaving"'


def command(office: Office, sentence: str) -> Json:
    typed: dict[str, Any] = payloads.slash_command(
        sentence, by=BEN, channel=ACME, slack=office.slack
    )
    return typed


def heard(office: Office, before: int) -> list[Json]:
    return office.slack.ephemerals[before:]


def test_a_command_delivered_twice_logs_one_light_and_says_so(acme: Office) -> None:
    typed = command(acme, RED)

    first = acme.whisper(lambda: acme.deliver(typed))
    second = acme.whisper(lambda: acme.deliver(typed))

    assert first["text"].startswith("Logged.")
    assert second["text"] == "This came in twice; it counted once."
    assert len(acme.told()) == 1


def test_a_press_delivered_twice_turns_the_light_once_and_is_answered_once(acme: Office) -> None:
    acme.types('light amber "budget wobbles"')
    (announcement,) = acme.told()
    before = len(acme.slack.ephemerals)
    pressed = payloads.press(acme.slack, announcement, "light.turn#green", by=CHRIS)

    acme.deliver(pressed)
    acme.deliver(pressed)

    (answer,) = heard(acme, before)
    assert answer["text"].startswith("Turned. 🟢 Green L1")
    assert len(acme.told()) == 2


def test_a_modal_delivered_twice_logs_one_light_and_closes(acme: Office) -> None:
    view = acme.opens(lambda: acme.types("light"))
    before = len(acme.slack.ephemerals)
    sent = payloads.view_submission(view, {"colour": "red", "text": "budget cut"}, by=BEN)

    acme.deliver(sent)
    acme.slack.world.views[view["id"]] = view
    again = acme.deliver(sent)

    assert str(again.body) == ""
    assert [each["text"][:7] for each in heard(acme, before)] == ["Logged."]
    assert len(acme.told()) == 1


def test_a_modal_that_was_refused_can_be_sent_again_once_it_is_right(acme: Office) -> None:
    view = acme.opens(lambda: acme.types("light"))
    acme.fails(view, {"colour": "amber", "text": "budget", "decide_by": "2020-01-01"})

    answer = acme.sends(view, {"colour": "amber", "text": "budget", "decide_by": "2027-01-01"})

    assert answer["text"] == "Logged. 🟡 Amber L1: budget"


@pytest.mark.parametrize("with_new_id", [False, True])
def test_a_mention_delivered_twice_is_heard_and_answered_once(
    acme: Office, with_new_id: bool
) -> None:
    mention = events.app_mention(RED, by=BEN)
    before = len(acme.slack.ephemerals)

    acme.deliver(mention)
    acme.deliver(mention | ({"event_id": "Ev0OTHER"} if with_new_id else {}))

    assert [each["text"][:7] for each in heard(acme, before)] == ["Logged."]
    assert len(acme.told()) == 1


def test_a_direct_message_delivered_twice_is_heard_once(acme: Office) -> None:
    said = events.message("help", by=BEN, channel=acme.talk_with(BEN), channel_type="im")
    before = len(acme.slack.direct_messages(BEN))

    acme.deliver(said)
    acme.deliver(said)

    assert len(acme.slack.direct_messages(BEN)) == before + 1


def test_a_sentence_typed_twice_is_no_delivery_that_was_repeated(acme: Office) -> None:
    acme.types('action "call the finance director"')
    acme.types('action "call the finance director"')

    assert "2 open actions" in acme.types("plan")["text"]


def test_a_delivery_that_failed_is_carried_out_when_it_is_repeated(
    acme: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = command(acme, RED)
    monkeypatch.setattr("services.lights.history.created", lambda *_: 1 / 0)
    acme.deliver(typed)
    monkeypatch.undo()
    acme.journal.read()

    answer = acme.whisper(lambda: acme.deliver(typed))

    assert answer["text"].startswith("Logged.")


def test_a_repeated_delivery_is_known_after_a_restart_too(acme: Office) -> None:
    typed = command(acme, RED)
    acme.deliver(typed)
    acme.restart()

    acme.deliver(typed)

    assert len(acme.told()) == 1


def test_facts_told_twice_are_facts_all_the_same(acme: Office) -> None:
    for told in (events.member_left_channel(CHRIS), events.member_joined_channel(CHRIS)):
        acme.deliver(told)
        acme.deliver(told)

    assert "Anna, Ben and Chris" in words(acme.types("team"))
